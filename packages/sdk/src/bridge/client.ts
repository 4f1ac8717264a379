import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Methods } from './contract.ts';
import { Deadlines } from './call/deadlines.ts';
import { PingWatch } from './ping-watch.ts';
import { TraceSource } from '../trace-context.ts';
import type { AnswerMessage, CallMessage, HostMessage, PluginMessage } from './wire.ts';
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

interface Pending {
  method: string;
  resolve: (value: unknown) => void;
  reject: (error: SamspilError) => void;
}

/**
 * Calls the methods of a contract over a port. comlink's client is not used: its calls hang for ever when the peer is gone
 * (comlink#601), the garbage collector may close its port (comlink#667), and it makes a call a third slower.
 */
export function connectPort<M extends Methods>(port: MessagePort, options: ClientOptions): PortClient<M> {
  const { runtime } = options;
  const pending = new Map<number, Pending>();
  const deadlines = new Deadlines(runtime);
  const traces = new TraceSource(runtime);
  const watch = new PingWatch({ runtime, onSilent: () => setReachable(false) });
  let nextCall = 0;
  let isClosed = false;
  let isReachable = true;
  port.addEventListener('message', ({ data }: MessageEvent<AnswerMessage | HostMessage>) => {
    if (Array.isArray(data)) receive(data);
    else if (data?.samspil) hear(data);
  });
  port.start();

  /** An answer that nobody waits for any more is dropped. */
  function receive([id, value, error]: AnswerMessage): void {
    const waiting = pending.get(id);
    if (!waiting) return;
    if (error) waiting.reject(new RemoteError(waiting.method, error));
    else waiting.resolve(value);
  }

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
    const id = nextCall++;
    try {
      send([id, method, input, traces.next(control.traceparent)]);
    } catch (error) {
      return Promise.reject(sendFailure(error));
    }
    return new Promise((resolve, reject) => {
      const giveUp = (error: SamspilError) => {
        tell({ samspil: 'cancel', call: id });
        finish();
        reject(error);
      };
      const onAbort = () => giveUp(withdrawn());
      // Not left to the answer: when the peer is gone it never comes, and the deadline would outlive the connection.
      const finish = () => {
        pending.delete(id);
        deadlines.drop(deadline);
        signal?.removeEventListener('abort', onAbort);
      };
      const deadline = deadlines.add(control.timeoutMs ?? options.timeoutMs ?? 15_000, () =>
        giveUp(
          new SamspilError(
            'timeout',
            'The workplace does not answer in time. Nothing that it stored is lost.',
          ),
        ),
      );
      signal?.addEventListener('abort', onAbort, { once: true });
      pending.set(id, {
        method,
        resolve(value) {
          finish();
          resolve(value);
        },
        reject(error) {
          finish();
          reject(error);
        },
      });
    });
  }

  function send(message: CallMessage): void {
    port.postMessage(message);
  }

  function tell(message: PluginMessage): void {
    port.postMessage(message);
  }

  function rejectPending(why: string): void {
    const error = new SamspilError('closed', why);
    for (const { reject } of [...pending.values()]) reject(error);
  }

  function close(why = 'The connection was closed.'): void {
    if (isClosed) return;
    isClosed = true;
    watch.stop();
    port.close();
    rejectPending(why);
    deadlines.stop();
  }

  return { call: call, close };
}

function withdrawn(): SamspilError {
  return new SamspilError('aborted', 'The call was withdrawn.');
}

/** A function, a node or a promise is no data. */
function sendFailure(error: unknown): SamspilError {
  return new SamspilError('protocol', 'Only plain data can be sent.', {
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
