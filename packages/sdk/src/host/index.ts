/** The workplace's side: registry, slots, leases and the guarded way from a plugin to the record. */
export { createHost, localizedText } from './host.ts';
export type { HostOptions } from './host.ts';
export { parseManifest } from './manifest.ts';
export { loadRegistry, staticRegistry } from './registry.ts';
export type { LoadedRegistry, Registry } from './registry.ts';
export type {
  Contribution,
  HostEvent,
  Localized,
  MountedPlugin,
  PluginManifest,
  PluginState,
  WorkplaceHost,
} from './types.ts';
/** The browser as clients, launches and hosts see it; a test gives another. */
export { browserRuntime } from '../runtime.ts';
export type { Runtime } from '../runtime.ts';
