/**
 * The partner's own server: one page, its script and a manifest. It holds no data and sees no token; everything a
 * clinician records goes through the workplace, or, when the page is opened alone, straight to the FHIR server.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.json': 'application/json' };
const FILE = /^\/([a-z][\w-]*\.(?:html|js|json))?$/;

/**
 * @param {{ port?: number, host?: string, fhirServer: string, workplaceOrigin: string }} options
 * @returns {Promise<{ origin: string, close(): Promise<void> }>}
 */
export async function startBedsideVitals({ port = 0, host = '127.0.0.1', fhirServer, workplaceOrigin }) {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', response).catch(() => response.writeHead(404).end('Not found'));
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const origin = `http://${host}:${server.address().port}`;
  const values = { '%ORIGIN%': origin, '%FHIR_SERVER%': fhirServer };

  async function answer(url, response) {
    const match = FILE.exec(new URL(url, origin).pathname);
    if (!match) throw new Error('No such file');
    const name = match[1] ?? 'index.html';
    const folder = name.endsWith('.js') ? './dist/' : './';
    const text = await readFile(new URL(folder + name, import.meta.url), 'utf8');
    const body = text.replace(/%(ORIGIN|FHIR_SERVER)%/g, (placeholder) => values[placeholder]);
    response.writeHead(200, { 'Content-Type': TYPES[extname(name)], ...headers(name) }).end(body);
  }

  /** The manifest is read by the workplace; the page may be framed by the workplace and talk to the FHIR server only. */
  function headers(name) {
    const fhirOrigin = new URL(fhirServer).origin;
    return {
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-cache',
      ...(name.endsWith('.json') && { 'Access-Control-Allow-Origin': workplaceOrigin }),
      ...(name.endsWith('.html') && {
        'Content-Security-Policy': `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self'; connect-src 'self' ${fhirOrigin}; base-uri 'none'; form-action 'none'; frame-ancestors ${workplaceOrigin}`,
      }),
    };
  }

  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8090' },
      'fhir-server': { type: 'string', default: 'http://localhost:8080/fhir' },
    },
  });
  const fhirServer = values['fhir-server'];
  const { origin } = await startBedsideVitals({
    port: Number(values.port),
    fhirServer,
    workplaceOrigin: new URL(fhirServer).origin,
  });
  console.log(`Bedside vital signs: ${origin}/ (manifest: ${origin}/manifest.json)`);
}
