import { serve } from '../src/bridge/serve.ts';
import type { Refusal } from '../src/bridge/guard/guarded-endpoint.ts';
import type { ServeOptions, ServedPort } from '../src/bridge/serve.ts';
import type { MethodRule, Schema, Served } from '../src/bridge/contract.ts';
import { VirtualClock } from './scripted-runtime.ts';

/** A contract of plain methods, without anything clinical. */
export interface TestMethods extends Record<string, { input: unknown; output: unknown }> {
  'test.echo': { input: unknown; output: unknown };
  'test.hang': { input: unknown; output: unknown };
  'test.fail': { input: unknown; output: unknown };
}

export interface AttackedPort {
  readonly clock: VirtualClock;
  readonly served: ServedPort;
  /** The attacker's end. */
  readonly peer: MessagePort;
  /** What the guard told its owner, in order. */
  readonly audit: string[];
  readonly methods: Served<TestMethods>;
  /** Signals that `test.hang` was called with, in order. */
  readonly hanging: AbortSignal[];
  /** The traces of the calls of `test.echo`, in order. */
  readonly traces: (string | undefined)[];
  /** What was refused and how, in order. */
  readonly refusals: [string, Refusal][];
  /** Posts these messages by hand and gives every answer that came before the answer to an ordinary call behind them. */
  attack(...messages: unknown[]): Promise<unknown[]>;
  close(): void;
}

const anything: Schema<unknown> = { '~standard': { validate: (value) => ({ value }) } };

/** Serves {@link TestMethods} to a port that the test writes on by hand. */
export function attackedPort(
  failure: () => unknown = () => undefined,
  options: Partial<ServeOptions> = {},
  /** Of `test.fail`. */
  rule: MethodRule = {},
): AttackedPort {
  const { port1, port2 } = new MessageChannel();
  const clock = new VirtualClock();
  const audit: string[] = [];
  const hanging: AbortSignal[] = [];
  const refusals: [string, Refusal][] = [];
  const traces: (string | undefined)[] = [];
  const methods: Served<TestMethods> = {
    'test.echo': {
      input: anything,
      deadlineMs: 1_000,
      handle: async (input, { traceparent }) => {
        traces.push(traceparent);
        return input;
      },
    },
    'test.hang': {
      input: anything,
      deadlineMs: 1_000,
      handle: (_, call) => {
        hanging.push(call.signal);
        return new Promise(() => undefined);
      },
    },
    'test.fail': { ...rule, input: anything, deadlineMs: 1_000, handle: async () => failure() },
  };
  const served = serve<TestMethods>(port1, methods, {
    runtime: { now: () => clock.nowMs, schedule: (delayMs, callback) => clock.schedule(delayMs, callback) },
    onRefused(fault, refusal) {
      audit.push(`refused: ${fault}`);
      refusals.push([fault, refusal]);
    },
    onProbed: () => audit.push('probed'),
    onFlood: () => audit.push('flood'),
    onPong: ({ heapBytes }) => audit.push(heapBytes === undefined ? 'pong' : `pong ${heapBytes}`),
    onCall: (method, code) => audit.push(`${method}: ${code ?? 'ok'}`),
    ...options,
  });
  const answers: unknown[] = [];
  let fence = 0;
  let onFence: () => void = () => undefined;
  port2.addEventListener('message', ({ data }: MessageEvent<{ id?: string } | null>) => {
    if (data?.id === `fence-${fence}`) onFence();
    else answers.push(data);
  });
  port2.start();
  return {
    clock,
    served,
    peer: port2,
    audit,
    methods,
    hanging,
    traces,
    refusals,
    async attack(...messages) {
      const reached = new Promise<void>((resolve) => (onFence = resolve));
      fence += 1;
      for (const message of messages) port2.postMessage(message);
      port2.postMessage(call('test.echo', 'behind', `fence-${fence}`));
      await reached;
      return answers.splice(0);
    },
    close() {
      served.close();
      port2.close();
    },
  };
}

/** A call as comlink writes it. */
export function call(method: string, input: unknown = 1, id = 'call-1'): Record<string, unknown> {
  return { id, type: 'APPLY', path: [method], argumentList: [{ type: 'RAW', value: input }] };
}
