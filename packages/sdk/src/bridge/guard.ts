import type { Runtime } from '../runtime.ts';
import type { CallLimits } from './limits.ts';
import { DEFAULT_CALL_LIMITS, RateWindow } from './limits.ts';
import type { ValueLimits } from './values.ts';
import { DEFAULT_VALUE_LIMITS, findValueFault } from './values.ts';
import type { CancelMessage, PongMessage, Reply, WireError } from './wire.ts';

export interface GuardOptions {
  /** Exact names that may be called. */
  methods: ReadonlySet<string>;
  runtime: Pick<Runtime, 'now'>;
  values?: ValueLimits;
  calls?: CallLimits;
  /** A message was refused; told once per message, without its content. */
  onRefused?(fault: string): void;
  /** The peer sends faster than allowed; the owner is expected to drop it. */
  onFlood?(): void;
  onPong?(): void;
  onCancel?(call: string): void;
}

interface CallMessage {
  id: string;
  type: 'APPLY';
  path: [string];
  argumentList: { type: 'RAW'; value: unknown }[];
}

/**
 * Stands between an untrusted port and comlink, and lets through only well-formed calls of listed methods.
 *
 * comlink walks a property path without an own-property check (comlink#603) and revives arguments outside its error
 * path: from the far side of a raw port a message can write to `Object.prototype`, reach `Function`, or hang a caller.
 * So comlink never sees a message that is not exactly `APPLY` of one listed name with raw, plain arguments.
 */
export class GuardedEndpoint {
  readonly #port: MessagePort;
  readonly #options: GuardOptions;
  readonly #rate: RateWindow;
  readonly #inFlight = new Set<string>();
  readonly #listeners = new Set<(event: MessageEvent) => void>();
  #isOpen = true;

  constructor(port: MessagePort, options: GuardOptions) {
    this.#port = port;
    this.#options = options;
    this.#rate = new RateWindow(options.runtime, this.#calls.maxMessagesPerSecond);
    port.addEventListener('message', this.#receive);
  }

  get #calls(): CallLimits {
    return this.#options.calls ?? DEFAULT_CALL_LIMITS;
  }

  start(): void {
    this.#port.start();
  }

  addEventListener(_type: string, listener: EventListenerOrEventListenerObject): void {
    this.#listeners.add(listener as (event: MessageEvent) => void);
  }

  removeEventListener(_type: string, listener: EventListenerOrEventListenerObject): void {
    this.#listeners.delete(listener as (event: MessageEvent) => void);
  }

  /** comlink's answers leave through here; that is also where a call stops being in flight. */
  postMessage(message: { id?: string; type?: string }, transfer?: Transferable[]): void {
    if (!this.#isOpen) return;
    if (message.id) this.#inFlight.delete(message.id);
    // Anything but RAW is comlink's own error path, for example for an answer that cannot be cloned: name, message and stack.
    if (message.type === 'RAW') this.#port.postMessage(message, transfer ?? []);
    else if (message.id) this.#answerError(message.id, { code: 'unexpected' });
  }

  /** Nothing is delivered afterwards. comlink does not close a wrapped port, so we do. */
  close(): void {
    this.#isOpen = false;
    this.#port.removeEventListener('message', this.#receive);
    this.#port.close();
    this.#listeners.clear();
  }

  #receive = (event: MessageEvent<unknown>): void => {
    if (!this.#isOpen) return;
    if (!this.#rate.admit()) {
      this.#options.onFlood?.();
      return;
    }
    const message = event.data;
    if (isOneWay(message)) {
      if (message.samspil === 'pong') this.#options.onPong?.();
      else this.#options.onCancel?.(message.call);
      return;
    }
    const fault = this.#findFault(message);
    if (fault) this.#refuse(message, fault);
    else this.#deliver(event, message as CallMessage);
  };

  #findFault(message: unknown): string | undefined {
    const valueFault = findValueFault(message, this.#options.values ?? DEFAULT_VALUE_LIMITS);
    if (valueFault) return valueFault;
    if (!isCall(message)) return 'not a call';
    if (!this.#options.methods.has(message.path[0])) return 'an unknown method';
    if (this.#inFlight.has(message.id)) return 'a repeated call id';
    if (this.#inFlight.size >= this.#calls.maxInFlight) return 'too many calls at once';
    return undefined;
  }

  #deliver(event: MessageEvent, message: CallMessage): void {
    this.#inFlight.add(message.id);
    // A fresh message holding only what was checked: comlink reads no other field.
    // The call's id follows as a second argument, so that the method can be told to stop.
    const { id, type, path, argumentList } = message;
    const input = { type: 'RAW', value: argumentList[0]?.value };
    const data = { id, type, path, argumentList: [input, { type: 'RAW', value: id }] };
    for (const listener of [...this.#listeners]) listener({ ...eventLike(event), data } as MessageEvent);
  }

  #refuse(message: unknown, fault: string): void {
    this.#options.onRefused?.(fault);
    const id = typeof message === 'object' && message !== null ? (message as { id?: unknown }).id : undefined;
    if (!isCallId(id)) return;
    this.#answerError(id, { code: fault === 'too many calls at once' ? 'too-many-requests' : 'protocol' });
  }

  #answerError(id: string, error: WireError): void {
    const reply: Reply<never> = { ok: false, error };
    this.#port.postMessage({ id, type: 'RAW', value: reply });
  }
}

function eventLike(event: MessageEvent): { origin: string; ports: readonly MessagePort[] } {
  return { origin: event.origin, ports: [] };
}

function isOneWay(message: unknown): message is PongMessage | CancelMessage {
  if (typeof message !== 'object' || message === null || !('samspil' in message)) return false;
  const { samspil, call } = message as { samspil: unknown; call?: unknown };
  return samspil === 'pong' || (samspil === 'cancel' && isCallId(call));
}

function isCallId(id: unknown): id is string {
  return typeof id === 'string' && id.length > 0 && id.length < 128;
}

function isCall(message: unknown): message is CallMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { id, type, path, argumentList } = message as Partial<Record<keyof CallMessage, unknown>>;
  return (
    isCallId(id) &&
    type === 'APPLY' &&
    Array.isArray(path) &&
    path.length === 1 &&
    typeof path[0] === 'string' &&
    Array.isArray(argumentList) &&
    argumentList.length <= 1 &&
    argumentList.every(isRaw)
  );
}

function isRaw(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && (argument as { type?: unknown }).type === 'RAW';
}
