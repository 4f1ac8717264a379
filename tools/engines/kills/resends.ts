import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../../../packages/smart-launcher/src/server/front.ts';
import type { KillableBrowser } from '../../faults/kills/run/browser.ts';

/** Idle sockets that a browser could repeat a request on. */
const WARM_SOCKETS = 4;

/**
 * How often a browser sends one `fetch(POST)` again by itself, when the server has read it whole and destroys the socket
 * before any byte of an answer (`offline-faults.md` §1.1).
 */
export async function countResends(browser: KillableBrowser): Promise<number> {
  let posts = 0;
  const waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      posts += 1;
      request.resume().once('end', () => request.socket.destroy());
    } else if (request.url?.startsWith('/warm')) {
      waiting.push(() => response.end('warm'));
      if (waiting.length === WARM_SOCKETS) for (const answer of waiting.splice(0)) answer();
    } else
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Re-sends</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  try {
    const page = await browser.openPage(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.evaluate(
      `Promise.all(Array.from({ length: ${WARM_SOCKETS} }, (_, number) => fetch('/warm?' + number).then((answer) => answer.text())))`,
    );
    await page.evaluate(
      `fetch('/save', { method: 'POST', body: 'one' }).then(() => 'answered', () => 'failed')`,
    );
    return posts - 1;
  } finally {
    await closeServer(server);
  }
}
