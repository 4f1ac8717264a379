import type { SamspilErrorCode } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import type { MethodRule } from '../contract.ts';
import type { ProbeReport } from '../probe/probe-report.ts';
import type { AnswerMessage, CallId, PluginMessage, Reply, WireError } from '../wire.ts';
import type { Call } from './envelope.ts';
import { callIdOf, readCall, readPluginMessage } from './envelope.ts';
import type { CallLimits } from './limits.ts';
import { DEFAULT_CALL_LIMITS, RateWindow } from './limits.ts';
import type { ValueLimits } from './values.ts';
import { DEFAULT_VALUE_LIMITS, findValueFault } from './values.ts';

/** What a served method gets to know of its call besides the input. */
export interface CallTicket {
  id: CallId;
  traceparent: string | undefined;
}

/** Why a message was refused, and what its sender was told. */
export interface Refusal {
  code: SamspilErrorCode;
  /** Only when it is a method that is served: anything else would be the peer's own text. */
  method?: string;
}

export interface GuardOptions {
  /** Exact names that may be called, and what is asked before. */
  methods: ReadonlyMap<string, MethodRule>;
  /** Capabilities the peer has, asked at each call. Default: none. */
  capabilities?: ReadonlySet<string>;
  runtime: Pick<Runtime, 'now'>;
  values?: ValueLimits;
  calls?: CallLimits;
  /** A message was refused; told once per message, without its content. */
  onRefused?(fault: string, refusal: Refusal): void;
  /** The peer sends faster than allowed; the owner is expected to drop it. What floods is not answered. */
  onFlood?(): void;
  /** `heapBytes`: what the peer says of its own heap, where its browser tells. */
  onPong?(info: { heapBytes?: number }): void;
  onProbed?(report: ProbeReport): void;
  onCancel?(call: CallId): void;
  /** Runs a method whose call was let through. Never rejects. */
  run(method: string, input: unknown, ticket: CallTicket): Promise<Reply<unknown>>;
  /** This is what the peer got as answer to a call that was let through. */
  onAnswered?(call: CallId, reply: Reply<unknown>): void;
}

const UNEXPECTED: Reply<never> = { ok: false, error: { code: 'unexpected' } };

/**
 * Stands in front of what a port serves, comlink among it, and lets through only well-formed calls of listed methods.
 *
 * comlink walks a property path without an own-property check (comlink#603) and revives arguments outside its error
 * path: from the far side of a raw port a message can write to `Object.prototype`, reach `Function`, or hang a caller.
 * So comlink never sees a message of the peer: it gets a new one, exactly `APPLY` of one listed name with plain input.
 *
 * 1. The rate, then one-way messages.
 * 2. The envelope, the name, the capability, the limits of the method and of the port.
 * 3. The input, looked through once, last because it is the dearest.
 */
export class GuardedEndpoint {
  readonly #port: MessagePort;
  readonly #options: GuardOptions;
  readonly #rate: RateWindow;
  readonly #maxInFlight: number;
  readonly #methods = new Map<string, GuardedMethod>();
  readonly #inFlight = new Map<CallId, GuardedMethod>();
  readonly #listeners = new Set<(event: MessageEvent) => void>();
  #isOpen = true;

  constructor(port: MessagePort, options: GuardOptions) {
    const { maxInFlight, maxMessagesPerSecond } = options.calls ?? DEFAULT_CALL_LIMITS;
    this.#port = port;
    this.#options = options;
    this.#maxInFlight = maxInFlight;
    this.#rate = new RateWindow(options.runtime, maxMessagesPerSecond);
    for (const [name, rule] of options.methods) {
      this.#methods.set(name, new GuardedMethod(rule, options));
    }
    port.addEventListener('message', this.#receive);
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

  /** comlink's answers leave through here. */
  postMessage(message: { id?: CallId; type?: string; value?: unknown }, transfer?: Transferable[]): void {
    if (message.id === undefined) return;
    // Anything but RAW is comlink's own error path: name, message and stack.
    this.#finish(
      message.id,
      message.type === 'RAW' ? (message.value as Reply<unknown>) : UNEXPECTED,
      transfer,
    );
  }

  /** Nothing is delivered afterwards. comlink does not close a wrapped port, so we do. */
  close(): void {
    this.#isOpen = false;
    this.#port.removeEventListener('message', this.#receive);
    this.#port.close();
    this.#listeners.clear();
    this.#inFlight.clear();
  }

  #receive = (event: MessageEvent<unknown>): void => {
    if (!this.#isOpen) return;
    if (!this.#rate.admit()) {
      this.#options.onFlood?.();
      return;
    }
    const message = event.data;
    const call = readCall(message);
    if (call) {
      this.#judge(call);
      return;
    }
    const oneWay = readPluginMessage(message);
    if (oneWay) this.#hear(oneWay);
    else this.#refuse(callIdOf(message), 'not a call', { code: 'protocol' });
  };

  #hear(message: PluginMessage): void {
    switch (message.samspil) {
      case 'pong':
        return this.#options.onPong?.(message);
      case 'cancel':
        return this.#options.onCancel?.(message.call);
      case 'probed':
        return this.#options.onProbed?.(message.report);
    }
  }

  #judge(call: Call): void {
    const { id, method: name } = call;
    const method = this.#methods.get(name);
    if (!method) return this.#refuse(id, 'an unknown method', { code: 'protocol' });
    const refuse = (fault: string, code: SamspilErrorCode) => this.#refuse(id, fault, { code, method: name });
    const { capability } = method.rule;
    if (capability !== undefined && !this.#options.capabilities?.has(capability)) {
      return refuse('a capability that was not granted', 'denied');
    }
    if (!method.admit()) return refuse('too many calls of a method', 'too-many-requests');
    if (this.#inFlight.size >= this.#maxInFlight)
      return refuse('too many calls at once', 'too-many-requests');
    if (this.#inFlight.has(id)) return refuse('a repeated call id', 'protocol');
    const fault = findValueFault(call.input, method.values);
    if (fault !== undefined) return refuse(fault, 'protocol');
    this.#deliver(call, method);
  }

  /**
   * A call in our own form goes straight to its method. comlink's goes to comlink, as a fresh message of what was
   * checked; who called and within which trace follow as a second argument.
   */
  #deliver({ id, method: name, input, traceparent }: Call, method: GuardedMethod): void {
    this.#inFlight.set(id, method);
    method.inFlight += 1;
    const ticket: CallTicket = { id, traceparent };
    if (typeof id === 'number') {
      void this.#options.run(name, input, ticket).then((reply) => this.#finish(id, reply));
      return;
    }
    const argumentList = [
      { type: 'RAW', value: input },
      { type: 'RAW', value: ticket },
    ];
    const event = { data: { id, type: 'APPLY', path: [name], argumentList }, origin: '' } as MessageEvent;
    for (const listener of this.#listeners) listener(event);
  }

  /** The call is no longer in flight, and its caller gets exactly one answer. */
  #finish(id: CallId, reply: Reply<unknown>, transfer?: Transferable[]): void {
    const method = this.#inFlight.get(id);
    if (!this.#isOpen || !method) return;
    method.inFlight -= 1;
    this.#inFlight.delete(id);
    let sent = reply;
    try {
      this.#answer(id, reply, transfer);
    } catch {
      // It holds something that cannot be cloned.
      sent = UNEXPECTED;
      this.#answer(id, sent);
    }
    this.#options.onAnswered?.(id, sent);
  }

  #refuse(id: CallId | undefined, fault: string, refusal: Refusal): void {
    this.#options.onRefused?.(fault, refusal);
    const error: WireError = { code: refusal.code };
    if (id !== undefined) this.#answer(id, { ok: false, error });
  }

  /** In the way it was asked. */
  #answer(id: CallId, reply: Reply<unknown>, transfer: Transferable[] = []): void {
    // The owner may have closed the port on hearing of a refusal.
    if (!this.#isOpen) return;
    const answer = typeof id === 'number' ? answerList(id, reply) : { id, type: 'RAW', value: reply };
    this.#port.postMessage(answer, transfer);
  }
}

function answerList(id: number, reply: Reply<unknown>): AnswerMessage {
  return reply.ok ? [id, reply.value] : [id, undefined, reply.error];
}

/** One listed method with its counts. */
class GuardedMethod {
  readonly rule: MethodRule;
  readonly values: ValueLimits;
  inFlight = 0;
  readonly #rate: RateWindow | undefined;

  constructor(rule: MethodRule, { runtime, values = DEFAULT_VALUE_LIMITS }: GuardOptions) {
    const { maxSize, ratePerSecond } = rule.limits ?? {};
    this.rule = rule;
    // A method can be stricter than the port, never laxer.
    this.values = maxSize === undefined ? values : { ...values, maxSize: Math.min(maxSize, values.maxSize) };
    this.#rate = ratePerSecond === undefined ? undefined : new RateWindow(runtime, ratePerSecond);
  }

  /** Counts one call; false when the method's own limits do not allow it. */
  admit(): boolean {
    const isInTime = this.#rate?.admit() ?? true;
    return isInTime && this.inFlight < (this.rule.limits?.maxInFlight ?? Number.POSITIVE_INFINITY);
  }
}
