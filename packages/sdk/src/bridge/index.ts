/** Typed calls over a MessagePort to a peer that is not trusted. Knows nothing clinical. */
export type {
  CallInfo,
  MethodLimits,
  MethodRule,
  Methods,
  Schema,
  SchemaResult,
  Served,
  ServedMethod,
} from './contract.ts';
export { connectPort } from './client.ts';
export type { CallControl, ClientOptions, PortClient } from './client.ts';
export { serve } from './serve.ts';
export type { ServeOptions, ServedPort } from './serve.ts';
export { GuardedEndpoint } from './guard/guarded-endpoint.ts';
export type { CallTicket, GuardOptions, Refusal } from './guard/guarded-endpoint.ts';
export { DEFAULT_CALL_LIMITS, RateWindow } from './guard/limits.ts';
export type { CallLimits } from './guard/limits.ts';
export { DEFAULT_VALUE_LIMITS, findValueFault } from './guard/values.ts';
export type { ValueLimits } from './guard/values.ts';
export {
  PROTOCOL_VERSION,
  agreedCapabilities,
  chooseProtocol,
  isHello,
  makeFrameName,
  readNonce,
  sayHello,
} from './handshake.ts';
export type { HelloMessage, HelloOptions, OfferMessage, RefusalMessage } from './handshake.ts';
export { STORAGE_KINDS } from './probe/probe-report.ts';
export type { ProbeReport, Reach, StorageKind } from './probe/probe-report.ts';
export { TraceSource, readTraceparent } from '../trace-context.ts';
export { RemoteError } from './wire.ts';
