import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../../../packages/smart-launcher/src/server/front.ts';
import type { KillableBrowser } from '../../faults/kills/run/browser.ts';

/** Idle sockets to count with. */
export const WARM_SOCKETS = [0, 1, 4] as const;

/** What became of one `fetch(POST)`. */
export interface Resends {
  /** Times that the server got it whole. */
  readonly arrivals: number;
  readonly outcome: 'answered' | 'failed';
}

/**
 * How often a browser sends one `fetch(POST)` again by itself, when the server has read it whole and destroys the socket
 * before any byte of an answer (`offline-faults.md` §1.1).
 * @param warm idle sockets to the server at that time; those of the page itself are closed by the server before
 */
export async function countResends(browser: KillableBrowser, warm: number): Promise<Resends> {
  let arrivals = 0;
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      arrivals += 1;
      request.resume().once('end', () => request.socket.destroy());
    } else if (request.url?.startsWith('/warm')) {
      waiting.push(() => response.end('warm'));
      if (waiting.length === warm) for (const answer of waiting.splice(0)) answer();
    } else
      response
        .writeHead(200, { 'Content-Type': 'text/html', Connection: 'close' })
        .end('<!doctype html><title>Re-sends</title><link rel="icon" href="data:,">');
  });
  // Idle sockets are what a browser repeats on: they must not go by themselves.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  try {
    const page = await browser.openPage(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.evaluate(
      `Promise.all(Array.from({ length: ${warm} }, (_, number) => fetch('/warm?' + number).then((answer) => answer.text())))`,
    );
    const outcome = await page.evaluate<Resends['outcome']>(
      `fetch('/save', { method: 'POST', body: 'one' }).then(() => 'answered', () => 'failed')`,
    );
    return { arrivals, outcome };
  } finally {
    await closeServer(server);
  }
}
