/** The watchdog: what notices that a plugin misbehaves, what follows, and the administrator's hand on it. */
export { Heartbeat } from './detect/heartbeat.ts';
export { MemoryWatch } from './detect/memory-watch.ts';
export { Presence } from './detect/presence.ts';
export { ProcessRelease } from './detect/process-release.ts';
export type { GoldenSignals } from './golden-signals.ts';
export { DEFAULT_BUDGETS } from './health/budgets.ts';
export type { WatchBudgets } from './health/budgets.ts';
export { memoryWatchStore, webWatchStore } from './health/watch-store.ts';
export type { Disabled, PluginMemory, WatchStore } from './health/watch-store.ts';
export type { HostedPlugins, InstanceStatus, PluginHealth, PluginStatus } from './plugin-status.ts';
export { PluginWatch } from './plugin-watch.ts';
export type { Placing } from './plugin-watch.ts';
