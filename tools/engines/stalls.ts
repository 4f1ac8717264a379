import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../../packages/smart-launcher/src/server/front.ts';
import type { Driver } from './driver.ts';

/** Where a plugin's frame can lie, seen from a workplace at `host.epj.localhost`. */
export const EMBEDDINGS = [
  'same-origin',
  'same-site',
  'same-site-sandboxed',
  'opaque',
  'cross-site',
] as const;
export type Embedding = (typeof EMBEDDINGS)[number];

const SPIN_MS = 3_000;

const FRAME = `<!doctype html><title>Spins</title><script>
addEventListener('message', ({ data }) => {
  if (data !== 'spin') return;
  const end = performance.now() + ${SPIN_MS};
  while (performance.now() < end);
  parent.postMessage('spun', '*');
});
parent.postMessage('ready', '*');
</script>`;

/** Measures on the workplace's side: the longest time that its own turn does not come. */
const HOST = `<!doctype html><title>Measures</title><script>
const heard = (what) => new Promise((resolve) => addEventListener('message', function listen({ data }) {
  if (data !== what) return;
  removeEventListener('message', listen);
  resolve();
}));
window.measure = async (address, sandbox) => {
  const frame = document.createElement('iframe');
  if (sandbox) frame.setAttribute('sandbox', sandbox);
  frame.src = address;
  const ready = heard('ready');
  document.body.append(frame);
  await ready;
  let longest = 0, last = performance.now(), isOver = false;
  (function turn() {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isOver) setTimeout(turn, 5);
  })();
  const spun = heard('spun');
  frame.contentWindow.postMessage('spin', '*');
  await spun;
  await new Promise((resolve) => setTimeout(resolve, 20));
  isOver = true;
  frame.remove();
  return Math.round(longest);
};
</script><body></body>`;

/** Longest stall of the workplace in milliseconds, while a plugin's frame spins for three seconds. */
export async function measureStalls(driver: Driver): Promise<Record<Embedding, number>> {
  const server = createServer((request, response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(request.url === '/frame' ? FRAME : HOST),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `http://host.epj.localhost:${port}`;
  const sibling = `http://plugin.epj.localhost:${port}/frame`;
  const ways: Record<Embedding, { address: string; sandbox: string }> = {
    'same-origin': { address: `${host}/frame`, sandbox: '' },
    'same-site': { address: sibling, sandbox: '' },
    'same-site-sandboxed': { address: sibling, sandbox: 'allow-scripts allow-same-origin' },
    opaque: { address: sibling, sandbox: 'allow-scripts' },
    'cross-site': { address: `http://127.0.0.1:${port}/frame`, sandbox: 'allow-scripts allow-same-origin' },
  };
  const stalls = {} as Record<Embedding, number>;
  try {
    for (const embedding of EMBEDDINGS) {
      await driver.goto(`${host}/`);
      const { address, sandbox } = ways[embedding];
      stalls[embedding] = await driver.evaluate<number>(
        `window.measure(${JSON.stringify(address)}, ${JSON.stringify(sandbox)})`,
      );
    }
  } finally {
    await closeServer(server);
  }
  return stalls;
}
