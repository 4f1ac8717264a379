import { browserRuntime } from '../src/runtime.ts';
import type { Runtime } from '../src/runtime.ts';

/** Answers one request, or fails as the network would. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** A runtime whose clock stands still until {@link VirtualClock.advance}, and whose network is a function. */
export interface ScriptedRuntime extends Runtime {
  readonly clock: VirtualClock;
  /** Every request, in order. */
  readonly requests: Request[];
}

/** Timers that fire only when the test says so. */
export class VirtualClock {
  nowMs = Date.UTC(2026, 0, 15, 8, 0, 0);
  readonly #timers = new Map<number, { at: number; callback: () => void }>();
  #next = 1;

  /** Delays of the timers that are set, shortest first. */
  get pending(): number[] {
    return [...this.#timers.values()].map(({ at }) => at - this.nowMs).sort((a, b) => a - b);
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const id = this.#next++;
    this.#timers.set(id, { at: this.nowMs + delayMs, callback });
    return () => this.#timers.delete(id);
  }

  /** Moves the clock and fires what is due, in order. */
  advance(ms: number): void {
    const end = this.nowMs + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.nowMs = Math.max(this.nowMs, due[1].at);
      due[1].callback();
    }
    this.nowMs = end;
  }
}

/** A runtime for tests. Randomness is real; time and network are the test's. */
export function scriptedRuntime(handler: Handler, overrides: Partial<Runtime> = {}): ScriptedRuntime {
  const clock = new VirtualClock();
  const requests: Request[] = [];
  return {
    ...browserRuntime(),
    now: () => clock.nowMs,
    schedule: (delayMs, callback) => clock.schedule(delayMs, callback),
    async fetch(input, init) {
      const request = new Request(input, init);
      requests.push(request);
      const answer = Promise.resolve(handler(request.clone()));
      return Promise.race([answer, abortOf(init?.signal)]);
    },
    clock,
    requests,
    ...overrides,
  };
}

function abortOf(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(new DOMException('The request was aborted.', 'AbortError'));
    if (signal?.aborted) fail();
    signal?.addEventListener('abort', fail, { once: true });
  });
}

/** A FHIR answer. */
export function fhirAnswer(body: object, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set('Content-Type', 'application/fhir+json; charset=utf-8');
  return new Response(JSON.stringify(body), { ...init, headers });
}

/** What a captive portal says. */
export function webPage(status = 200): Response {
  return new Response('<!doctype html><title>Log on to the guest network</title>', {
    status,
    headers: { 'Content-Type': 'text/html' },
  });
}
