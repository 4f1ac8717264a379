import type { Runtime } from '../runtime.ts';
import type { ServerRules } from './send/routes.ts';
import type { Partition } from './types.ts';

/** What the engine needs; `openOutbox` takes the same over the border of a worker. */
export interface OutboxEngineOptions {
  partition: Partition;
  /** Of the partition, where it is known already. */
  name?: string;
  /** Undefined when nobody is signed in. A rejection means "cannot say now" and is tried again. */
  accessToken: () => Promise<string | undefined>;
  /** 32 bytes from the server, only while signed in. */
  releaseKey: () => Promise<Uint8Array>;
  runtime: Runtime;
  /** Whether requests carry the trace of whoever saved. Default false. */
  traceContext?: boolean;
  /** What is known of the server beside its CapabilityStatement. */
  server?: ServerRules;
}
