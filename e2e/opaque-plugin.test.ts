import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Simulator } from '@samspil/smart-launcher';
import type { Frame, Page } from 'playwright-core';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { listenForAnybody } from './support/listener.ts';
import type { Listener } from './support/listener.ts';
import { makePluginFolders } from './support/plugin-folders.ts';
import type { PluginFolders } from './support/plugin-folders.ts';
import { startBuilt } from './support/simulator.ts';
import { openPatient, pluginFrame, signIn } from './support/workplace.ts';

/** A plugin without an origin, served by the workplace itself: what its manifest names is all it can reach. */
const ADDRESS = '/served/dk.example.opaque/1.0.0/';
const SECRET = 'nobody is to read this';

let folders: PluginFolders;
let named: Listener;
let unnamed: Listener;
let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;
let page: Page;
let frame: Frame;

before(async () => {
  [folders, named, unnamed] = await Promise.all([
    makePluginFolders(),
    listenForAnybody(),
    listenForAnybody(),
  ]);
  const folder = await folders.copy('opaque', 'plugin', { egress: [named.origin] });
  await writeFile(join(folders.parent, 'secret.json'), SECRET);
  await writeFile(join(folder, '.env'), SECRET);
  await symlink(join(folders.parent, 'secret.json'), join(folder, 'linked.json'));
  simulator = await startBuilt({ startPlugins: () => Promise.resolve([]), plugins: [folder] });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
  page = await browser.context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, simulator.url);
  await openPatient(page);
  await pluginFrame(page, 'Uden oprindelse');
  const found = page.frames().find((each) => each.url().endsWith(ADDRESS));
  assert.ok(found, 'the frame shows what the workplace serves');
  frame = found;
});

after(async () => {
  await browser?.close();
  await profile?.remove();
  await simulator?.close();
  await Promise.all([named?.close(), unnamed?.close(), folders?.remove()]);
});

/** What became of a request of the plugin's page. */
const send = (url: string) =>
  frame.evaluate((address) => fetch(address, { mode: 'no-cors' }).then(() => 'sent', String), url);
const refusals = () => frame.evaluate(() => (window as unknown as { refused: string[] }).refused);

/** A request as somebody writes it by hand: nothing tidies up the path on the way. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { hostname, port } = new URL(simulator.url);
  const sent = request({ hostname, port, path, headers, method }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

test('it knows its patient and reads the record through the broker', async () => {
  const output = page.frameLocator('iframe[title^="Uden oprindelse"]').locator('output');
  await output.getByText(/^Puls \d+ \(Søndervang/i).waitFor();
});

test('it has no origin, no cookies and no storage, and its own modules and styles are there', async () => {
  assert.equal(await frame.evaluate(() => self.origin), 'null');
  await assert.rejects(
    frame.evaluate(() => document.cookie),
    /SecurityError|sandboxed/,
  );
  await assert.rejects(
    frame.evaluate(() => localStorage.length),
    /SecurityError|sandboxed/,
  );
  await assert.rejects(
    frame.evaluate(() => window.parent.document.title),
    /SecurityError|cross-origin/,
  );
  assert.equal(await frame.evaluate(() => getComputedStyle(document.body).marginTop), '12px');
});

test('threat 21: what the manifest names under egress is reached, and nothing else is even called', async () => {
  await send(named.origin);
  assert.ok(named.connections() > 0, 'the browser let it go');
  assert.match(await send(unnamed.origin), /TypeError/);
  assert.equal(unnamed.connections(), 0);
  for (const path of ['config.json', 'fhir/metadata', `${ADDRESS.slice(1)}manifest.json`])
    assert.match(await send(simulator.url + path), /TypeError/);
  const refused = await refusals();
  assert.ok(refused.includes(`connect-src ${unnamed.origin}/`), refused.join());
  assert.ok(!refused.some((refusal) => refusal.includes(named.origin)));
});

test('it runs no code but its own: not the workplace’s, though that lies on the same server', async () => {
  const outcome = await frame.evaluate(
    (url) => import(url).then(() => 'loaded', String),
    `${simulator.url}main.js`,
  );
  assert.match(outcome, /TypeError/);
  assert.ok((await refusals()).some((refusal) => /^script-src.*\/main\.js/.test(refusal)));
});

test('its answers carry the policy of its manifest, and no cookie', async () => {
  for (const name of ['', 'plugin.js', 'manifest.json', 'samspil.js']) {
    const { status, headers } = await ask(ADDRESS + name);
    assert.equal(status, 200);
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /(^|; )sandbox allow-scripts allow-forms(;|$)/);
    assert.ok(policy.includes(`connect-src ${named.origin};`), policy);
    assert.ok(policy.includes(`frame-ancestors ${new URL(simulator.url).origin};`), policy);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['set-cookie'], undefined);
  }
});

test('nothing outside of its folder is served, however it is asked for', async () => {
  const names = [
    '../secret.json',
    '%2e%2e/secret.json',
    '..%2fsecret.json',
    '%2e%2e%2fsecret.json',
    '..%5csecret.json',
    '%252e%252e%252fsecret.json',
    'x/../../secret.json',
    'x%2f..%2f..%2fsecret.json',
    '/secret.json',
    '%2fetc%2fpasswd',
    'linked.json',
    '.env',
    '%2eenv',
    'manifest.json%00',
    '%zz',
  ];
  for (const name of names) {
    const { status, body } = await ask(ADDRESS + name);
    assert.equal(status, 404, name);
    assert.ok(!body.includes(SECRET), name);
  }
  assert.equal((await ask(`${ADDRESS}manifest.json`)).status, 200, 'the server is still there');
  assert.equal((await ask(ADDRESS, {}, 'POST')).status, 405);
});

test('the workplace’s own page does not run its code, which would have the workplace’s origin there', async () => {
  const outcome = await page.evaluate((url) => import(url).then(() => 'ran', String), `${ADDRESS}plugin.js`);
  assert.match(outcome, /TypeError/);
});

test('the administrator sees that it has no origin and how well it is kept apart', async () => {
  const context = await browser.browser.newContext({ locale: 'da' });
  const admin = await context.newPage();
  await signIn(admin, simulator.url, 'Lone');
  await openPatient(admin);
  await pluginFrame(admin, 'Uden oprindelse');
  await admin.evaluate(() => {
    location.hash = '#/admin';
  });
  const card = admin.locator('workplace-admin [data-plugin="dk.example.opaque"]');
  await card.getByText('A: helt adskilt').waitFor();
  await card
    .locator('dt', { hasText: /^Adresse/ })
    .locator('+ dd', { hasText: 'Uden egen oprindelse, hentet fra' })
    .waitFor();
  await card.getByText(named.origin).waitFor();
  await context.close();
});

test('on the command line a folder that does not fit is refused with a code and what to do', async () => {
  const cli = new URL('../packages/smart-launcher/dist/cli.js', import.meta.url).href;
  const run = (...args: string[]) => {
    const script = `const { run } = await import(${JSON.stringify(cli)}); await run(process.argv.slice(1));`;
    const given = ['--input-type=module', '--eval', script, '--', '--memory', '--port', '0', ...args];
    const { status, stderr } = spawnSync(process.execPath, given, { encoding: 'utf8', timeout: 60_000 });
    return { status, stderr };
  };
  const bad = await folders.copy('opaque', 'bad', { egress: ['http://plain.example', '*'] });
  const faulty = run('--plugin', bad);
  assert.equal(faulty.status, 2);
  assert.match(faulty.stderr, /^invalid-manifest: .*bad.manifest\.json: .*egress\[0\].*https origin/m);
  assert.match(faulty.stderr, /egress\[1\]/);
  const away = await folders.copy('opaque', 'away', {
    entry: { mode: 'frame', url: 'https://elsewhere.example/', origin: 'opaque' },
  });
  assert.match(run('--plugin', away).stderr, /^invalid-manifest: .*begin entry\.url with %ORIGIN%\//m);
  assert.match(run('--plugin', folders.parent).stderr, /^invalid-request: --plugin takes a folder/m);
  const twice = run('--plugin', join(folders.parent, 'plugin'), '--plugin', join(folders.parent, 'plugin'));
  assert.match(twice.stderr, /^invalid-manifest: Two manifests have the same id and version/m);
});
