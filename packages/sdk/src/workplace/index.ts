/** The plugin's side: the three surroundings behind one `Workplace`. */
export { connect } from './connect.ts';
export type { ConnectOptions } from './connect.ts';
export { definePlugin } from './plugin/define-plugin.ts';
export type { Plugin, PluginDefinition } from './plugin/define-plugin.ts';
export { runPlugin } from './plugin/run-plugin.ts';
export type { RunOptions, RunningPlugin } from './plugin/run-plugin.ts';
export type { Cleanup, View, ViewPlace } from './plugin/show-view.ts';
export type { Drafts } from './drafts.ts';
export type { ContextChange, Prepared, PrepareHandler } from './prepare.ts';
export type { PageOffline } from './page/page-offline.ts';
export type { PageOutbox } from './page/page-outbox.ts';
export type { Repair } from './repairs.ts';
export { WritableSignal } from './signal.ts';
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
} from './types.ts';
export { applyTheme } from './services/apply-theme.ts';
export type { AboutOptions, Bus, Ending, Overlay, PluginUi, QuestionOptions } from './services/types.ts';
export type { Capability } from '../contract/capabilities.ts';
export type { NextContext } from '../contract/context-change.ts';
export { DRAFT_LIMITS } from '../contract/drafts.ts';
export type { Draft, StoredDraft } from '../contract/drafts.ts';
export type { RefusedWrite, RepairIssue } from '../contract/repair.ts';
export type { Localized } from '../contract/localized.ts';
