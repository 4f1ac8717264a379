import { expose } from 'comlink';
import type { AnySamspilError } from '../errors.ts';
import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Methods, Served, ServedMethod } from './contract.ts';
import type { GuardOptions } from './guard.ts';
import { GuardedEndpoint } from './guard.ts';
import type { EventMessage, PingMessage, Reply } from './wire.ts';
import { toWireError } from './wire.ts';

export interface ServeOptions extends Omit<GuardOptions, 'methods' | 'runtime' | 'onCancel'> {
  runtime: Pick<Runtime, 'now' | 'schedule'>;
  /** After each call: its name, the code if it failed, and how long it took in milliseconds. */
  onCall?(method: string, code: string | undefined, durationMs: number): void;
}

/** The serving end of a port. */
export interface ServedPort {
  /** Tells the peer that something changed. */
  emit(name: string, detail: unknown): void;
  ping(): void;
  /** Aborts what runs and closes the port. Safe to call twice. */
  close(): void;
}

/** Serves `methods` to an untrusted peer: guard in front, schema and deadline around each method, codes instead of errors. */
export function serve<M extends Methods>(
  port: MessagePort,
  methods: Served<M>,
  options: ServeOptions,
): ServedPort {
  const running = new Map<string, AbortController>();
  const guard = new GuardedEndpoint(port, {
    ...options,
    methods: new Set(Object.keys(methods)),
    onCancel: (call) =>
      running.get(call)?.abort(new SamspilError('aborted', 'The caller withdrew the call.')),
  });

  // No prototype: a name that is not listed finds nothing, even if the guard had let it pass.
  const api = Object.create(null) as Record<
    string,
    (input: unknown, call: string) => Promise<Reply<unknown>>
  >;
  for (const [name, method] of Object.entries(methods) as [string, ServedMethod<unknown, unknown>][]) {
    api[name] = (input, call) => run(name, method, input, call);
  }
  // expose: behind the guard, which is the only thing the peer reaches.
  expose(Object.freeze(api), guard);

  async function run(
    name: string,
    method: ServedMethod<unknown, unknown>,
    input: unknown,
    call: string,
  ): Promise<Reply<unknown>> {
    const startedAt = options.runtime.now();
    const controller = new AbortController();
    running.set(call, controller);
    const cancelDeadline = options.runtime.schedule(method.deadlineMs, () =>
      controller.abort(new SamspilError('timeout', 'The deadline of the call has passed.')),
    );
    try {
      const parsed = await method.input['~standard'].validate(input);
      if (parsed.issues) throw new SamspilError('protocol', 'The input does not fit the contract.');
      // Withdrawn while the input was judged: it has not begun, and must not.
      controller.signal.throwIfAborted();
      const value = await orAborted(method.handle(parsed.value, controller.signal), controller.signal);
      options.onCall?.(name, undefined, options.runtime.now() - startedAt);
      return { ok: true, value };
    } catch (error) {
      const wire = toWireError(error);
      options.onCall?.(name, wire.code, options.runtime.now() - startedAt);
      return { ok: false, error: wire };
    } finally {
      cancelDeadline();
      running.delete(call);
    }
  }

  return {
    emit: (name, detail) => port.postMessage({ samspil: 'event', name, detail } satisfies EventMessage),
    ping: () => port.postMessage({ samspil: 'ping' } satisfies PingMessage),
    close() {
      for (const controller of running.values()) {
        controller.abort(new SamspilError('closed', 'The connection was closed.'));
      }
      guard.close();
    },
  };
}

/** A method that ignores its signal must not keep the caller waiting. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason as AnySamspilError);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
