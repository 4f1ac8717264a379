/** One origin: the pages of the measurements with their scripts and workers, and whatever answers under `/fhir`. */
import { build } from 'esbuild';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const OFFLINE = fileURLToPath(new URL('../../packages/sdk/src/offline/', import.meta.url));

/**
 * @typedef {{ url: URL, method: string, text: string }} Asked
 * @typedef {{ status?: number, headers?: Record<string, string>, body?: object }} Answer
 * @param {string} page name of the page's module in this folder
 * @param {(asked: Asked) => Answer | undefined | Promise<Answer | undefined>} answer undefined: the request is never answered
 * @returns {Promise<{ url(path: string): string, close(): Promise<void> }>}
 */
export async function serveOrigin(page, answer) {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const scripts = new Map([
    ['/page.js', await bundle(`${here}${page}.mjs`)],
    ['/outbox-worker.js', await bundle(`${OFFLINE}worker.ts`)],
  ]);
  const html = `<!doctype html><meta charset="utf-8"><title>${page}</title><body><script type="module" src="/page.js"></script>`;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    let text = '';
    for await (const chunk of request) text += chunk;
    const reply = (status, type, body, headers = {}) => {
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers });
      response.end(body);
    };
    const script = scripts.get(url.pathname);
    if (script !== undefined) return reply(200, 'text/javascript', script);
    if (!url.pathname.startsWith('/fhir')) return reply(200, 'text/html; charset=utf-8', html);
    const answered = await answer({ url, method: request.method ?? 'GET', text });
    if (!answered) return;
    const { status = 200, headers, body } = answered;
    reply(status, 'application/fhir+json', body && JSON.stringify(body), headers);
  });
  // Kept open as in front of a real server: otherwise a pause of five seconds costs one side a new connection.
  server.keepAliveTimeout = 120_000;
  server.listen(0);
  await once(server, 'listening');
  return {
    url: (path) => `http://localhost:${server.address().port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function bundle(entry) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['samspil-source'],
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}
