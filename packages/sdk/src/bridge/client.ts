import { wrap } from 'comlink';
import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { CallingEndpoint } from './calling-endpoint.ts';
import type { Methods } from './contract.ts';
import { PingWatch } from './ping-watch.ts';
import { childTraceparent, newTraceparent, readTraceparent } from './trace-context.ts';
import type { HostMessage, PluginMessage, Reply } from './wire.ts';
import { RemoteError } from './wire.ts';

export interface ClientOptions {
  runtime: Pick<Runtime, 'schedule' | 'randomBytes' | 'now'>;
  /** Longest wait for an answer when a call names none, in milliseconds. Default 15 000. */
  timeoutMs?: number;
  onEvent?(name: string, detail: unknown): void;
  /** False: the host has stopped asking whether we are there, and pending calls were given up. True: it is back. */
  onReachable?(isReachable: boolean): void;
  /** Size of our own heap, told with each pong. Default: the browser's `performance.memory`, where it has one. */
  heapBytes?(): number | undefined;
}

export interface CallControl {
  signal?: AbortSignal;
  timeoutMs?: number;
  /** The trace this call belongs to (W3C Trace Context). Default: a new one; one that is malformed is not passed on. */
  traceparent?: string;
}

/** The calling end of a port. Every call settles: by its answer, its deadline, its signal or the end of the port. */
export interface PortClient<M extends Methods> {
  /** @throws the code the peer answered with; `timeout`; `aborted`; `closed` */
  call<K extends keyof M & string>(
    method: K,
    input: M[K]['input'],
    control?: CallControl,
  ): Promise<M[K]['output']>;
  /** Rejects every pending and later call with `closed`. */
  close(why?: string): void;
}

type Send = (input: unknown) => Promise<Reply<unknown>>;

/** Calls the methods of a contract over a port by comlink, whose own calls would hang for ever when the peer is gone (comlink#601). */
export function connectPort<M extends Methods>(port: MessagePort, options: ClientOptions): PortClient<M> {
  const { runtime } = options;
  const pending = new Set<(error: SamspilError) => void>();
  let isClosed = false;
  let isReachable = true;
  const watch = new PingWatch({ runtime, onSilent: () => setReachable(false) });
  const endpoint = new CallingEndpoint(port, hear);
  // Held for as long as the client: comlink closes what the garbage collector finds (comlink#667).
  const remote: Record<string, unknown> = wrap<Record<string, Send>>(endpoint);
  const methods = new Map<string, Send>();
  // comlink starts a port with the first call; pings and events come before it.
  port.start();

  function hear(message: HostMessage): void {
    switch (message.samspil) {
      case 'event':
        return options.onEvent?.(message.name, message.detail);
      case 'ping':
        watch.ping(message.intervalMs);
        tell(pong((options.heapBytes ?? ownHeapBytes)()));
        return setReachable(true);
      case 'probe':
        return void answerProbe(message.spinMs);
      case 'closed':
        return close('The workplace closed the connection.');
    }
  }

  function setReachable(isNow: boolean): void {
    // Also while it stays silent: what was asked meanwhile is not answered either.
    if (!isNow) rejectPending('The workplace does not answer. Nothing that it stored is lost.');
    if (isNow === isReachable) return;
    isReachable = isNow;
    options.onReachable?.(isNow);
  }

  /** Loaded when it is asked for: a plugin must not be slower for being looked at. */
  async function answerProbe(spinMs: number): Promise<void> {
    const { probeSelf } = await import('./probe/probe-self.ts');
    tell({ samspil: 'probed', report: await probeSelf(spinMs, runtime) });
  }

  function call(method: string, input: unknown, control: CallControl = {}): Promise<unknown> {
    const { signal } = control;
    if (isClosed) return Promise.reject(new SamspilError('closed', 'The connection is closed.'));
    if (signal?.aborted) return Promise.reject(withdrawn());
    return new Promise((resolve, reject) => {
      const { id, answer } = invoke(method, input, control);
      const finish = () => {
        // Not left to the answer: when the peer is gone it never comes, and the timer would outlive the connection.
        cancelTimer();
        signal?.removeEventListener('abort', onAbort);
        pending.delete(fail);
      };
      const fail = (error: SamspilError) => {
        finish();
        reject(error);
      };
      const giveUp = (error: SamspilError) => {
        tell({ samspil: 'cancel', call: id });
        fail(error);
      };
      const onAbort = () => giveUp(withdrawn());
      const cancelTimer = runtime.schedule(control.timeoutMs ?? options.timeoutMs ?? 15_000, () =>
        giveUp(new SamspilError('timeout', 'No answer in time. Try again; what was stored is not lost.')),
      );
      signal?.addEventListener('abort', onAbort, { once: true });
      pending.add(fail);
      answer.then(
        (reply) => {
          finish();
          if (reply.ok) resolve(reply.value);
          else reject(new RemoteError(method, reply.error));
        },
        (error: unknown) => fail(sendFailure(error)),
      );
    });
  }

  function invoke(
    method: string,
    input: unknown,
    control: CallControl,
  ): { id: string; answer: Promise<Reply<unknown>> } {
    let send = methods.get(method);
    if (!send) {
      // Kept: each look-up makes a proxy and registers it with the garbage collector.
      send = remote[method] as Send;
      methods.set(method, send);
    }
    const parent = readTraceparent(control.traceparent);
    endpoint.traceparent = parent ? childTraceparent(parent, runtime) : newTraceparent(runtime);
    const answer = send(input);
    // comlink posts before it returns, so the id it chose is the last one seen.
    return { id: endpoint.lastCall, answer };
  }

  function tell(message: PluginMessage): void {
    port.postMessage(message);
  }

  function rejectPending(why: string): void {
    const error = new SamspilError('closed', why);
    for (const fail of [...pending]) fail(error);
  }

  function close(why = 'The connection was closed.'): void {
    if (isClosed) return;
    isClosed = true;
    watch.stop();
    port.close();
    rejectPending(why);
  }

  return { call: call, close };
}

function withdrawn(): SamspilError {
  return new SamspilError('aborted', 'The call was withdrawn.');
}

/** comlink rejects only what it could not post: a function, a node, a promise. */
function sendFailure(error: unknown): SamspilError {
  return new SamspilError('protocol', 'Only plain data can be sent: objects, lists, texts and numbers.', {
    cause: error instanceof Error ? error.name : undefined,
  });
}

function pong(heapBytes: number | undefined): PluginMessage {
  return heapBytes === undefined ? { samspil: 'pong' } : { samspil: 'pong', heapBytes };
}

/** Chromium tells, to the nearest 100 kB or so; the others do not. */
function ownHeapBytes(): number | undefined {
  return (globalThis.performance as { memory?: { usedJSHeapSize?: number } }).memory?.usedJSHeapSize;
}
