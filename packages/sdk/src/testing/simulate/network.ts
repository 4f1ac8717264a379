import type { Runtime } from '../../runtime.ts';
import type { FaultSource } from './fault.ts';
import type { MemoryServer } from './memory-server.ts';
import { outcome } from './memory-server.ts';

/** The line between a simulated workplace and its server. */
export interface SimulatedNetwork {
  readonly runtime: Runtime;
  isOnline: boolean;
}

/** A runtime whose network leads to one server in memory, with the faults that were drawn for each request. */
export function simulatedNetwork(
  runtime: Runtime,
  server: MemoryServer,
  faults: FaultSource,
): SimulatedNetwork {
  const network: { runtime: Runtime; isOnline: boolean } = {
    isOnline: true,
    runtime: {
      ...runtime,
      async fetch(input, init) {
        const { signal } = init ?? {};
        signal?.throwIfAborted();
        // What is not the server's is not there: a simulation sends nothing out of its page.
        if (!network.isOnline || !input.startsWith(server.baseUrl)) throw new TypeError('Failed to fetch');
        const request = new Request(input, init);
        const point = server.pointOf(request);
        const fault = point ? faults.draw(point) : undefined;
        if (fault && fault.delayMs > 0) await delay(runtime, fault.delayMs, signal);
        if (fault?.drop === 'before-effect') throw new TypeError('Failed to fetch');
        if (fault?.status !== undefined)
          return new Response(JSON.stringify(outcome('processing')), {
            status: fault.status,
            headers: { 'Content-Type': 'application/fhir+json' },
          });
        const response = await server.answer(request);
        if (fault?.drop === 'after-effect') throw new TypeError('Failed to fetch');
        return response;
      },
    },
  };
  return network;
}

function delay(runtime: Runtime, ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = runtime.schedule(ms, resolve);
    signal?.addEventListener(
      'abort',
      () => {
        cancel();
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}
