/** What crosses the port between a workplace and a plugin. Types and names only; shared by `host` and `workplace`. */
export { CAPABILITIES } from './capabilities.ts';
export type { Capability } from './capabilities.ts';
export type {
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
