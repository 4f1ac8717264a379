import type { Endpoint } from 'comlink';
import { wrap } from 'comlink';
import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Methods } from './contract.ts';
import type { CancelMessage, EventMessage, PingMessage, PongMessage, Reply } from './wire.ts';
import { RemoteError } from './wire.ts';

export interface ClientOptions {
  runtime: Pick<Runtime, 'schedule'>;
  /** Longest wait for an answer when a call names none, in milliseconds. Default 15 000. */
  timeoutMs?: number;
  onEvent?(name: string, detail: unknown): void;
}

export interface CallControl {
  signal?: AbortSignal;
  timeoutMs?: number;
}

/** The calling end of a port. Every call settles: by its answer, its deadline, its signal or the end of the port. */
export interface PortClient<M extends Methods> {
  /** @throws the code the peer answered with; `timeout`; `aborted`; `closed` */
  call<K extends keyof M & string>(
    method: K,
    input: M[K]['input'],
    control?: CallControl,
  ): Promise<M[K]['output']>;
  close(): void;
}

/** Calls the methods of a contract over a port by comlink, whose own calls would hang for ever when the peer is gone (comlink#601). */
export function connectPort<M extends Methods>(port: MessagePort, options: ClientOptions): PortClient<M> {
  const closed = new AbortController();
  const endpoint = new ObservedEndpoint(port, (message) => {
    if (message.samspil === 'ping') port.postMessage({ samspil: 'pong' } satisfies PongMessage);
    else if (message.samspil === 'event') options.onEvent?.(message.name, message.detail);
  });
  // Held for as long as the client: comlink closes what the garbage collector finds (comlink#667).
  const remote = wrap<Record<string, (input: unknown) => Promise<Reply<unknown>>>>(endpoint);
  // comlink starts a port with the first call; pings and events come before it.
  port.start();

  return {
    async call(method, input, control = {}) {
      const timeoutMs = control.timeoutMs ?? options.timeoutMs ?? 15_000;
      const reply = await settle(() => invoke(remote, method, input), { ...control, timeoutMs });
      if (!reply.ok) throw new RemoteError(method, reply.error);
      return reply.value;
    },
    close() {
      closed.abort();
      port.close();
    },
  };

  function settle<T>(start: () => Promise<T>, control: CallControl & { timeoutMs: number }): Promise<T> {
    if (closed.signal.aborted) return Promise.reject(new SamspilError('closed', 'The connection is closed.'));
    if (control.signal?.aborted)
      return Promise.reject(new SamspilError('aborted', 'The call was withdrawn.'));
    return new Promise<T>((resolve, reject) => {
      const answer = start();
      // comlink posts before it returns, so the id it chose is the last one seen.
      const cancel: CancelMessage = { samspil: 'cancel', call: endpoint.lastCall };
      const fail = (error: SamspilError) => {
        finish();
        reject(error);
      };
      const onAbort = () => {
        port.postMessage(cancel);
        fail(new SamspilError('aborted', 'The call was withdrawn.'));
      };
      const onClose = () => fail(new SamspilError('closed', 'The connection was closed.'));
      const cancelTimer = options.runtime.schedule(control.timeoutMs, () => {
        port.postMessage(cancel);
        fail(new SamspilError('timeout', 'No answer in time. Try again; what was stored is not lost.'));
      });
      // Not left to the answer: when the peer is gone it never comes, and the timer would outlive the connection.
      const finish = () => {
        cancelTimer();
        control.signal?.removeEventListener('abort', onAbort);
        closed.signal.removeEventListener('abort', onClose);
      };
      control.signal?.addEventListener('abort', onAbort, { once: true });
      closed.signal.addEventListener('abort', onClose, { once: true });
      answer.then(
        (value) => {
          finish();
          resolve(value);
        },
        (error: unknown) => fail(sendFailure(error)),
      );
    });
  }
}

function invoke(remote: Record<string, unknown>, method: string, input: unknown): Promise<Reply<unknown>> {
  return (remote[method] as (input: unknown) => Promise<Reply<unknown>>)(input);
}

/** comlink rejects only what it could not post: a function, a node, a promise. */
function sendFailure(error: unknown): SamspilError {
  return new SamspilError('protocol', 'Only plain data can be sent: objects, lists, texts and numbers.', {
    cause: error instanceof Error ? error.name : undefined,
  });
}

/** A port as comlink wants it, that keeps our own one-way messages to itself. */
class ObservedEndpoint implements Endpoint {
  readonly #port: MessagePort;
  /** Id of the call that was posted last. */
  lastCall = '';

  constructor(port: MessagePort, onOneWay: (message: EventMessage | PingMessage) => void) {
    this.#port = port;
    port.addEventListener('message', (event: MessageEvent<unknown>) => {
      const message = event.data as Partial<EventMessage> | null;
      if (message?.samspil) onOneWay(message as EventMessage);
    });
  }

  start(): void {
    this.#port.start();
  }

  postMessage(message: { id?: string }, transfer?: Transferable[]): void {
    this.lastCall = message.id ?? '';
    this.#port.postMessage(message, transfer ?? []);
  }

  addEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    this.#port.addEventListener(type, listener);
  }

  removeEventListener(type: string, listener: EventListenerOrEventListenerObject): void {
    this.#port.removeEventListener(type, listener);
  }
}
