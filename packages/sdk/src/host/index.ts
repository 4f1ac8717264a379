/** The workplace's side: registry, slots, leases and the guarded way from a plugin to the record. */
export { createHost, localizedText } from './host.ts';
export type { HostOptions } from './host.ts';
export { acceptsApi } from './manifest/accepts-api.ts';
export { parseManifest } from './manifest/parse-manifest.ts';
export { frameAllow, PERMISSIONS } from './manifest/permissions.ts';
export type { Permission } from './manifest/permissions.ts';
export { isElementManifest, isFrameManifest } from './manifest/plugin-manifest.ts';
export type {
  BusTopics,
  Contribution,
  ElementEntry,
  ElementManifest,
  FrameEntry,
  FrameManifest,
  Localized,
  OfflineLevel,
  PluginEntry,
  PluginManifest,
  Stage,
  StageName,
  Support,
} from './manifest/plugin-manifest.ts';
export { evaluateWhen } from './manifest/predicate.ts';
export type { Predicate, WhenFacts } from './manifest/predicate.ts';
export { isPastSunset, stageOf, supportOf } from './manifest/stage.ts';
export { loadRegistry } from './registry/load-registry.ts';
export type { LoadedRegistry } from './registry/load-registry.ts';
export type { Registry, Verdict } from './registry/registry.ts';
export { staticRegistry } from './registry/static-registry.ts';
export type { HostEvent, MountedPlugin, PluginState, WorkplaceHost } from './types.ts';
/** The browser as clients, launches and hosts see it; a test gives another. */
export { browserRuntime } from '../runtime.ts';
export type { Runtime } from '../runtime.ts';
