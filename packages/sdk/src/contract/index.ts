/** What crosses the port between a workplace and a plugin. Types and names only; shared by `host` and `workplace`. */
export { CAPABILITIES } from './capabilities.ts';
export type { Capability } from './capabilities.ts';
export { HOLD_REASON_LENGTH, PARKED_AT_ONCE } from './context-change.ts';
export type {
  ContextChangeEvents,
  ContextChangeMethods,
  NextContext,
  PrepareAnswer,
  PrepareNotice,
} from './context-change.ts';
export { DRAFT_LIMITS } from './drafts.ts';
export type { Draft, DraftEvents, DraftMethods, StoredDraft } from './drafts.ts';
export type { Localized } from './localized.ts';
export { FILE_TYPES } from './services.ts';
export type {
  BusMessage,
  FileOffer,
  FileType,
  Json,
  Notice,
  OpenResult,
  OverlayOptions,
  PrintBlock,
  Printout,
  Question,
  ServiceEvents,
  ServiceMethods,
  ServiceSession,
  Shortcut,
  Theme,
} from './services.ts';
export type { RefusedWrite, RepairEvents, RepairIssue } from './repair.ts';
export { isCrash } from './crash.ts';
export { isInPagePlugin } from './in-page.ts';
export type { InPageOffer, InPagePlugin, InPageView } from './in-page.ts';
export type {
  LifeMethods,
  RecordMethods,
  TelemetryMethods,
  VitalReport,
  WireCache,
  WireContext,
  WirePatient,
  WireSession,
  WorkplaceEvents,
  WorkplaceMethods,
} from './workplace-methods.ts';
