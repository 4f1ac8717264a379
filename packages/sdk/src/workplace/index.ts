/** The plugin's side: the three surroundings behind one `Workplace`. */
export { connect } from './connect.ts';
export type { ConnectOptions } from './connect.ts';
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
export type { Capability } from '../contract/capabilities.ts';
