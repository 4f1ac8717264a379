/** The workplace's side: registry, slots, leases and the guarded way from a plugin to the record. */
export { createHost } from './host.ts';
export type { HostOptions } from './host-options.ts';
export { localizedText } from './localized-text.ts';
export type { VettedElements } from './mount/element/vetted-elements.ts';
export type {
  ContextBudgets,
  ContextOutcome,
  Hold,
  HoldDecider,
  ListedDraft,
  PluginAnswer,
} from './context/index.ts';
export type {
  DownloadFailure,
  DownloadProgress,
  HeldPerson,
  OfflineAccess,
  PreparedResources,
  PrepareEstimate,
  PrepareOptions,
  PrepareResult,
} from '../held/index.ts';
export { KNOWN_ENGINES } from './isolation/index.ts';
export type {
  EngineIsolation,
  Evidence,
  IsolationFinding,
  IsolationGrade,
  IsolationReport,
  IsolationRules,
  Placement,
} from './isolation/index.ts';
export type {
  ConflictChoice,
  ConflictDecision,
  ConflictKind,
  ConflictingResource,
  WriteConflict,
} from '../offline/conflict/types.ts';
export type { NextContext } from '../contract/index.ts';
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
export { admit, admitNewest } from './registry/admission.ts';
export type { Admission, AdmitOptions } from './registry/admission.ts';
export { additionsOf, approve, codeOf } from './registry/approval/approval.ts';
export type { Addition, Approval, ApproveOptions } from './registry/approval/approval.ts';
export { memoryApprovals, parseApprovals } from './registry/approval/approval-store.ts';
export type { ApprovalStore } from './registry/approval/approval-store.ts';
export { asksOf } from './registry/approval/asks.ts';
export type { Ask, AskKind, Asks } from './registry/approval/asks.ts';
export { grant } from './registry/approval/grant.ts';
export type { GrantOptions, Grants, Withheld } from './registry/approval/grant.ts';
export { loadRegistry } from './registry/load-registry.ts';
export type { LoadedRegistry, LoadRegistryOptions } from './registry/load-registry.ts';
export type { Registry, Verdict } from './registry/registry.ts';
export { LocalOverride, parseOverride, withOverride } from './registry/local-override.ts';
export type { OverrideState } from './registry/local-override.ts';
export type { TrustedKey } from './registry/signed/detached-jws.ts';
export type { RegistryFault } from './registry/signed/listed-manifests.ts';
export { memoryRegistryStore, webRegistryStore } from './registry/signed/registry-store.ts';
export type { RegistryStore } from './registry/signed/registry-store.ts';
export { signedRegistry } from './registry/signed/signed-registry.ts';
export type { SignedRegistry, SignedRegistryOptions } from './registry/signed/signed-registry.ts';
export { staticRegistry } from './registry/static-registry.ts';
export {
  LEAVING_KEYS,
  printPage,
  saveFile,
  grantedCapabilities,
  offeredCapabilities,
} from './services/index.ts';
export type {
  Activity,
  DirtyState,
  HostUi,
  OfferedShortcut,
  PermitRequest,
  PluginBadge,
  PlaceAbilities,
  ReadyFile,
  ReadyPrintout,
  ShownNotice,
  ShownQuestion,
  WorkplaceKey,
} from './services/index.ts';
export { keyName } from '../contract/key-name.ts';
export type { Json, OpenResult, PrintBlock, Printout, Theme } from '../contract/index.ts';
export type { HostEvent, MountedPlugin, PlacedPlugin, PluginState, WorkplaceHost } from './types.ts';
export { DEFAULT_BUDGETS, memoryWatchStore, webWatchStore } from './watch/index.ts';
export type {
  Disabled,
  GoldenSignals,
  HostedPlugins,
  InstanceStatus,
  PluginHealth,
  PluginMemory,
  PluginStatus,
  WatchBudgets,
  WatchStore,
} from './watch/index.ts';
/** The browser as clients, launches and hosts see it; a test gives another. */
export { browserRuntime } from '../runtime.ts';
export type { Runtime } from '../runtime.ts';
