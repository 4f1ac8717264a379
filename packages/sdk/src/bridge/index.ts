/** Typed calls over a MessagePort to a peer that is not trusted. Knows nothing clinical. */
export type { Methods, Schema, SchemaResult, Served, ServedMethod } from './contract.ts';
export { connectPort } from './client.ts';
export type { CallControl, ClientOptions, PortClient } from './client.ts';
export { serve } from './serve.ts';
export type { ServeOptions, ServedPort } from './serve.ts';
export { GuardedEndpoint } from './guard.ts';
export type { GuardOptions } from './guard.ts';
export { DEFAULT_CALL_LIMITS, RateWindow } from './limits.ts';
export type { CallLimits } from './limits.ts';
export { DEFAULT_VALUE_LIMITS, findValueFault } from './values.ts';
export type { ValueLimits } from './values.ts';
export { PROTOCOL_VERSION, isCompatible, isHello, makeFrameName, readNonce, sayHello } from './handshake.ts';
export type { HelloMessage, HelloOptions, OfferMessage, RefusalMessage } from './handshake.ts';
export { RemoteError } from './wire.ts';
