import { expose } from 'comlink';
import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import type { Methods, Served, ServedMethod } from './contract.ts';
import { Deadlines } from './call/deadlines.ts';
import type { CallTicket, GuardOptions } from './guard/guarded-endpoint.ts';
import { GuardedEndpoint } from './guard/guarded-endpoint.ts';
import { RunningCall } from './call/running-call.ts';
import type { CallId, HostMessage, Reply } from './wire.ts';

export interface ServeOptions extends Omit<
  GuardOptions,
  'methods' | 'runtime' | 'run' | 'onCancel' | 'onAnswered'
> {
  runtime: Pick<Runtime, 'now' | 'schedule'>;
  /**
   * After each call that was let through: its name, the code if it failed, and how long it took in milliseconds. The code
   * is what the peer was told: `unexpected` also for an answer that does not fit the method's `output` or cannot be
   * cloned, `closed` for what was running when the port closed.
   */
  onCall?(method: string, code: string | undefined, durationMs: number): void;
}

/** The serving end of a port. */
export interface ServedPort {
  /** Tells the peer that something changed. */
  emit(name: string, detail: unknown): void;
  /** Asks for a pong, and says when the next ping comes. */
  ping(intervalMs?: number): void;
  /** Asks the peer to be busy for `spinMs` and then to say what its frame can reach. */
  probe(spinMs: number): void;
  /** Ends what runs with `closed`, tells the peer and closes the port. Safe to call twice. */
  close(why?: string): void;
}

/** Serves `methods` to an untrusted peer: guard in front, schema and deadline around each method, codes instead of errors. */
export function serve<M extends Methods>(
  port: MessagePort,
  methods: Served<M>,
  options: ServeOptions,
): ServedPort {
  const { runtime } = options;
  const running = new Map<CallId, RunningCall>();
  const deadlines = new Deadlines(runtime);
  const served = new Map<string, ServedMethod<unknown, unknown>>(Object.entries(methods));
  const run = (name: string, input: unknown, { id, traceparent }: CallTicket) => {
    const call = new RunningCall(name, served.get(name) as ServedMethod<unknown, unknown>, input, {
      startedAt: runtime.now(),
      deadlines,
      traceparent,
    });
    running.set(id, call);
    return call.reply;
  };
  const guard = new GuardedEndpoint(port, {
    ...options,
    methods: served,
    run,
    onCancel: (id) => running.get(id)?.end(new SamspilError('aborted', 'The caller withdrew the call.')),
    onAnswered: finish,
  });
  // No prototype: a name that is not listed finds nothing, even if the guard had let it pass.
  const api = Object.create(null) as Record<string, (input: unknown, ticket: CallTicket) => unknown>;
  for (const name of served.keys()) api[name] = (input, ticket) => run(name, input, ticket);
  expose(Object.freeze(api), guard); // to the guard, never to the port: for peers that call in comlink's own form

  function finish(id: CallId, reply: Reply<unknown>): void {
    const call = running.get(id);
    if (!call) return;
    running.delete(id);
    options.onCall?.(call.name, reply.ok ? undefined : reply.error.code, runtime.now() - call.startedAt);
  }

  const tell = (message: HostMessage) => port.postMessage(message);
  return {
    emit: (name, detail) => tell({ samspil: 'event', name, detail }),
    ping: (intervalMs) => tell({ samspil: 'ping', ...(intervalMs !== undefined && { intervalMs }) }),
    probe: (spinMs) => tell({ samspil: 'probe', spinMs }),
    close(why = 'The connection was closed.') {
      const reason = new SamspilError('closed', why);
      for (const [id, call] of running) {
        call.end(reason);
        finish(id, { ok: false, error: { code: 'closed' } });
      }
      deadlines.stop();
      tell({ samspil: 'closed' });
      guard.close();
    },
  };
}
