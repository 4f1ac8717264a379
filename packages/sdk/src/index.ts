/**
 * @samspil/sdk: write a clinical plugin once.
 *
 * This entry is what a plugin needs. The rooms have entries of their own: `@samspil/sdk/host` for workplaces,
 * `@samspil/sdk/clinical`, `/fhir`, `/launch`, `/offline`, `/nordic`, `/telemetry`.
 */
export { connect } from './workplace/connect.ts';
export type { ConnectOptions } from './workplace/connect.ts';
export { definePlugin } from './workplace/plugin/define-plugin.ts';
export type { Plugin, PluginDefinition } from './workplace/plugin/define-plugin.ts';
export { runPlugin } from './workplace/plugin/run-plugin.ts';
export type { RunOptions, RunningPlugin } from './workplace/plugin/run-plugin.ts';
export type { Cleanup, View, ViewPlace } from './workplace/plugin/show-view.ts';
export {
  AuthorizationError,
  FhirResponseError,
  SamspilError,
  ValidationError,
  isSamspilError,
} from './errors.ts';
export type { AnySamspilError, OutcomeIssue, SamspilErrorCode } from './errors.ts';
export type {
  CallOptions,
  ClinicalContext,
  FhirAccess,
  Receipt,
  ReceiptSnapshot,
  ReceiptState,
  RestRequest,
  SaveOptions,
  SearchOptions,
  SearchParameters,
  Signal,
  Surroundings,
  Workplace,
} from './workplace/types.ts';
export { applyTheme } from './workplace/services/apply-theme.ts';
export type { Bus, Ending, Overlay, PluginUi } from './workplace/services/types.ts';
export type { Drafts } from './workplace/drafts.ts';
export type { PageOutbox } from './workplace/page/page-outbox.ts';
export type { ContextChange, Prepared, PrepareHandler } from './workplace/prepare.ts';
export type { Repair } from './workplace/repairs.ts';
export type { RefusedWrite, RepairIssue } from './contract/repair.ts';
export type { Capability } from './contract/capabilities.ts';
export type { NextContext } from './contract/context-change.ts';
export type { Draft, StoredDraft } from './contract/drafts.ts';
export type { Localized } from './contract/localized.ts';
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
  Shortcut,
  Theme,
} from './contract/services.ts';
