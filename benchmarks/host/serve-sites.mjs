/**
 * A workplace, its FHIR server and plugins, served by one real server under many names: browsers take each of `localhost`,
 * `127.0.0.1`, `127.0.0.2` and so on for a site of its own, with a process of its own.
 */
import { build } from 'esbuild';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const records = JSON.parse(readFileSync(new URL('./records.json', import.meta.url), 'utf8'));

/** @returns {Promise<{ url(site: string, path: string): string, close(): Promise<void> }>} */
export async function serveSites() {
  const scripts = new Map([...(await bundle('host-page')), ...(await bundle('plugin-page'))]);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [type, body] = answer(pathname, scripts);
    // Cached as a deployed bundle is: what is measured is a plugin that this browser has seen before.
    const caching = type.startsWith('application/fhir') ? 'no-store' : 'max-age=3600';
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type, 'Cache-Control': caching });
    response.end(body);
  });
  server.listen(0);
  await once(server, 'listening');
  return {
    url: (site, path) => `http://${site}:${server.address().port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

function answer(pathname, scripts) {
  const [, page] = /^\/([\w-]+)\.html$/.exec(pathname) ?? [];
  if (page === 'empty') return ['text/html; charset=utf-8', '<!doctype html><title>empty</title>'];
  if (page) return ['text/html; charset=utf-8', html(page)];
  if (pathname.startsWith('/fhir/')) {
    const body = records[pathname.slice('/fhir/'.length)];
    return ['application/fhir+json', body && JSON.stringify(body)];
  }
  return ['text/javascript', scripts.get(pathname)];
}

const html = (page) =>
  `<!doctype html><meta charset="utf-8"><title>${page}</title><body><script type="module" src="/${page}.js"></script>`;

/** A module and its chunks, as a plugin author's build makes them: what is loaded late stays late. */
async function bundle(page) {
  const { outputFiles } = await build({
    entryPoints: [`${here}${page}.mjs`],
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    conditions: ['samspil-source'],
    outdir: '/out',
    write: false,
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, text }) => [path.replace('/out', ''), text]));
}
