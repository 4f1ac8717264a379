/** Serves two pages to a real browser on two sites: browsers take `localhost` and `127.0.0.1` for two. */
import { build } from 'esbuild';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../tools/browser.mjs';

/**
 * @param {Record<string, string>} pages name of each page to its script, relative to this folder
 * @returns {Promise<{ page: import('playwright-core').Page, url(host: string, name: string): string, close(): Promise<void> }>}
 */
export async function openTwoSites(pages) {
  const scripts = await bundle(pages);
  const server = createServer((request, response) => {
    const [, name, extension] = /^\/(\w+)\.(html|js)$/.exec(request.url ?? '') ?? [];
    const script = name && scripts[name];
    if (!script) return response.writeHead(404).end();
    const isScript = extension === 'js';
    response.writeHead(200, { 'Content-Type': isScript ? 'text/javascript' : 'text/html; charset=utf-8' });
    response.end(
      isScript ? script : `<!doctype html><title>${name}</title><body><script src="/${name}.js"></script>`,
    );
  });
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address();
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env });
  return {
    page: await browser.newPage(),
    version: browser.version(),
    url: (host, name) => `http://${host}:${port}/${name}.html`,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

async function bundle(pages) {
  const here = fileURLToPath(new URL('.', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(Object.entries(pages).map(([name, file]) => [name, here + file])),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    conditions: ['samspil-source'],
    outdir: '/out',
    write: false,
    logLevel: 'error',
  });
  return Object.fromEntries(
    outputFiles.map(({ path, text }) => [path.replace(/^.*\/(\w+)\.js$/, '$1'), text]),
  );
}
