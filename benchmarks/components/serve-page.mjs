/** One page with one module of this folder, our packages from their sources, minified as a published page is. */
import { build } from 'esbuild';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

/**
 * @param {string} name of the page's module in this folder
 * @returns {Promise<{ address: string, close(): Promise<void> }>}
 */
export async function servePage(name) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))],
    bundle: true,
    minify: !process.env.PLAIN,
    format: 'esm',
    target: 'es2022',
    conditions: ['samspil-source'],
    outdir: '/out',
    write: false,
    logLevel: 'error',
  });
  const text = (extension) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  const html = `<!doctype html><html lang="da"><meta charset="utf-8"><title>${name}</title><style>${text('.css')}</style><body><script type="module" src="/page.js"></script>`;
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.writeHead(200, { 'Content-Type': `text/${isScript ? 'javascript' : 'html'}; charset=utf-8` });
    response.end(isScript ? text('.js') : html);
  });
  server.listen(0);
  await once(server, 'listening');
  return {
    address: `http://localhost:${server.address().port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
