import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { closeServer } from '../../../packages/smart-launcher/src/server/front.ts';
import type { KillableBrowser } from '../../faults/kills/run/browser.ts';

/** One request whose answer is lost, and how many sockets are idle then. */
export interface LostRequest {
  readonly method: 'POST' | 'PUT';
  readonly warm: number;
}

/** What became of it. */
export interface Resends {
  /** Times that the server got it whole, beyond the first. */
  readonly resends: number;
  /** It first came on a socket that had carried something before. */
  readonly isOnUsedSocket: boolean;
  /** What the page was told in the end. */
  readonly outcome: 'answered' | 'failed';
}

/**
 * How often a browser sends one `fetch` again by itself, when the server has read it whole and destroys the socket before
 * any byte of an answer (`offline-faults.md` §1.1). The server has a port of its own, so the only idle sockets are those
 * that are made here.
 */
export async function countResends(
  browser: KillableBrowser,
  { method, warm }: LostRequest,
): Promise<Resends> {
  const used = new WeakSet<Socket>();
  const arrivals: { isOnUsedSocket: boolean }[] = [];
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const { socket } = request;
    if (request.url === '/save') {
      arrivals.push({ isOnUsedSocket: used.has(socket) });
      request.resume().once('end', () => socket.destroy());
    } else if (request.url?.startsWith('/warm')) {
      used.add(socket);
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
      `Promise.all(Array.from({ length: ${warm} }, (_, number) => fetch('/warm?' + number).then((answer) => answer.text()))).then(() => 0)`,
    );
    const outcome = await page.evaluate<Resends['outcome']>(
      `fetch('/save', { method: '${method}', body: 'one' }).then(() => 'answered', () => 'failed')`,
    );
    await page.close();
    return {
      resends: arrivals.length - 1,
      isOnUsedSocket: arrivals[0]?.isOnUsedSocket ?? false,
      outcome,
    };
  } finally {
    await closeServer(server);
  }
}
