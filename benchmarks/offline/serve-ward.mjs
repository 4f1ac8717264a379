/** One origin with the page of the measurements and a FHIR server of patients with five Observations and Encounters each. */
import { build } from 'esbuild';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { encounter, observation, patient } from './ward-records.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const EACH = 5;

/** @returns {Promise<{ url(path: string): string, close(): Promise<void> }>} */
export async function serveWard() {
  const script = await bundle('held-page');
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    let form = '';
    for await (const chunk of request) form += chunk;
    const [type, body] = answer(url, new URLSearchParams(form), script);
    response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    response.end(body);
  });
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

function answer({ pathname, searchParams }, form, script) {
  if (pathname === '/held-page.js') return ['text/javascript', script];
  if (!pathname.startsWith('/fhir/')) return ['text/html; charset=utf-8', PAGE];
  const [type] = pathname.slice('/fhir/'.length).split('/');
  const parameters = new URLSearchParams([...searchParams, ...form]);
  const id = parameters.get('patient') ?? parameters.get('_id');
  const resources = recordsOf(type, id);
  const entry = resources.map((resource) => ({ resource, search: { mode: 'match' } }));
  const bundle = { resourceType: 'Bundle', type: 'searchset', total: entry.length, entry };
  return ['application/fhir+json', JSON.stringify(bundle)];
}

function recordsOf(type, id) {
  if (type === 'Patient') return [patient(id)];
  const make = type === 'Observation' ? observation : encounter;
  return Array.from({ length: EACH }, (_, index) => make(id, index));
}

const PAGE =
  '<!doctype html><meta charset="utf-8"><title>held</title><body><script type="module" src="/held-page.js"></script>';

async function bundle(page) {
  const { outputFiles } = await build({
    entryPoints: [`${here}${page}.mjs`],
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
