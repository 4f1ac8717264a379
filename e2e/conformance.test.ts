import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { findBrowser } from '../tools/browser.mjs';

const COMMAND = fileURLToPath(new URL('../packages/smart-launcher/dist/samspil.js', import.meta.url));

interface Report {
  passed: boolean;
  findings: { check: string; outcome: string; detail: string }[];
}

/** Runs the built command as a plugin's author would, and reads what it wrote. */
async function conformance(manifest: string, ...more: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'samspil-conformance-'));
  const json = join(folder, 'report.json');
  const { executablePath, env } = await findBrowser();
  const child = spawn(
    process.execPath,
    [COMMAND, 'conformance', '--manifest', manifest, '--json', json, ...more],
    {
      env: { ...env, CHROME_PATH: executablePath },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number];
  const report = JSON.parse(await readFile(json, 'utf8').catch(() => '{"findings":[]}')) as Report;
  await rm(folder, { recursive: true });
  return {
    code,
    output,
    report,
    isolation: report.findings.find(({ check }) => check === 'isolation'),
    failures: report.findings.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check),
  };
}

/** Serves a page and its manifest: on another site than the bench, unless the page's host is the bench's. */
async function servePlugin(page: string, changes: object = {}, host = '127.0.0.1', entry = {}) {
  const server = createServer((request, response) => {
    const isManifest = request.url === '/manifest.json';
    const body = isManifest ? JSON.stringify(manifest()) : page;
    response
      .writeHead(200, { 'Content-Type': isManifest ? 'application/json' : 'text/html; charset=utf-8' })
      .end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://${host}:${port}`;
  const manifest = () => ({
    id: 'bad-plugin',
    version: '1.0.0',
    api: '^1.0',
    title: { en: 'Bad plugin' },
    publisher: { name: 'Partner', contact: 'support@partner.example' },
    entry: { mode: 'frame', url: `${origin}/`, origin, ...entry },
    contributes: [{ slot: 'patient.workspace', view: 'main' }],
    scopes: 'patient/Patient.r',
    ...changes,
  });
  return {
    manifest: `http://127.0.0.1:${port}/manifest.json`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Joins by hand, as a page without the SDK would, and answers heartbeats. */
const JOINS = `
  addEventListener('message', ({ data, ports }) => {
    if (data?.samspil !== 'port') return;
    ports[0].onmessage = ({ data: message }) => message.samspil === 'ping' && ports[0].postMessage({ samspil: 'pong' });
  });
  const nonce = name.replace('samspil-', '');
  parent.postMessage({ samspil: 'hello', nonce, protocol: { min: 1, max: 1 } }, '*');`;

test('the bedside example conforms, and a save made offline is stored and sent', async () => {
  const { startBedsideVitals } = await import('../examples/bedside-vitals/server.mjs');
  const plugin = await startBedsideVitals({
    fhirServer: 'http://localhost:9/fhir',
    workplaceOrigin: 'http://localhost:*',
  });
  try {
    const save = fileURLToPath(new URL('support/save-vitals.mjs', import.meta.url));
    const { code, output, failures, isolation } = await conformance(
      `${plugin.origin}/manifest.json`,
      '--save',
      save,
    );
    assert.deepEqual(failures, [], output);
    assert.equal(code, 0, output);
    // It has a site of its own, keeps nothing from its storage, and yet has one: grade B, said and not failed.
    assert.equal(isolation?.outcome, 'warned', output);
    assert.match(isolation.detail, /Grade B: it can keep data/);
  } finally {
    await plugin.close();
  }
});

test('a plugin that fails, fetches from elsewhere, overflows and hides what it is from a reader is told each of it', async () => {
  const plugin = await servePlugin(`<!doctype html><html><body>
    <img src="http://127.0.0.2:9/pixel.png"><div style="width:900px">wide</div>
    <script>${JOINS} console.error('broken'); setTimeout(() => { throw new Error('thrown'); });</script></body></html>`);
  try {
    const { code, output, failures, isolation } = await conformance(plugin.manifest);
    assert.equal(code, 1, output);
    for (const check of ['console', 'egress', 'width-320', 'accessibility', 'web-vitals', 'prepare'])
      assert.ok(failures.includes(check), `${check} in ${failures.join(', ')}\n${output}`);
    assert.ok(!failures.includes('handshake'), output);
    // It never answered what the workplace asked of its page.
    assert.equal(isolation?.outcome, 'warned', output);
    assert.match(isolation.detail, /did not say what its page is like/);
  } finally {
    await plugin.close();
  }
});

test('a plugin on the site of the workplace is refused, and told where to go', async () => {
  const neighbour = await servePlugin(`<!doctype html><script>${JOINS}</script>`, {}, 'localhost');
  try {
    const { code, output, failures } = await conformance(neighbour.manifest);
    assert.equal(code, 1, output);
    assert.deepEqual(failures, ['isolation'], output);
    assert.match(output, /not-isolated.*another site/s);
  } finally {
    await neighbour.close();
  }
});

test('an opaque entry of the workplace’s own address is mounted, without a place to keep anything', async () => {
  const page = `<!doctype html><html lang="en"><title>Opaque</title><script>${JOINS}</script></html>`;
  const entry = { mode: 'frame', origin: 'opaque' };
  const plugin = await servePlugin(page, {}, 'localhost', entry);
  try {
    const { output, failures, isolation } = await conformance(plugin.manifest);
    assert.ok(!failures.includes('isolation') && !failures.includes('handshake'), output);
    assert.equal(isolation?.outcome, 'warned', output);
  } finally {
    await plugin.close();
  }
});

test('a page that never says hello is told so, and a manifest that does not fit is told where', async () => {
  const silent = await servePlugin('<!doctype html><title>Silent</title>');
  const misfit = await servePlugin('', { version: 'one', scopes: 'everything' });
  try {
    const quiet = await conformance(silent.manifest);
    assert.deepEqual(quiet.failures, ['handshake'], quiet.output);
    assert.match(quiet.output, /connect\(\)/);
    const wrong = await conformance(misfit.manifest);
    assert.deepEqual(wrong.failures, ['manifest'], wrong.output);
    assert.match(wrong.output, /version .*scopes/s);
  } finally {
    await silent.close();
    await misfit.close();
  }
});

test('without a manifest it says how it is used, and with one that is not there what is missing', async () => {
  const { code, output } = await conformance('/nowhere/manifest.json');
  assert.equal(code, 2);
  assert.match(output, /not-found: There is no manifest/);
});
