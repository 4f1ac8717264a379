import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import VALID from '../../../test/fixtures/plugins/manifest.json' with { type: 'json' };
import { placePlugins } from './place-plugins.ts';
import type { PluginSite } from './plugin-site.ts';
import { readPluginFolder } from './read-plugin-folder.ts';
import { registerPlugins } from './registered-plugins.ts';

const OPAQUE = { entry: { mode: 'frame', url: '%ORIGIN%/page.html', origin: 'opaque' } };
const ELEMENT = {
  entry: { mode: 'element', url: '%ORIGIN%/dist/in-page.js', integrity: `sha384-${'A'.repeat(64)}` },
};
const ORIGIN = 'http://localhost:8080';
const OPTIONS = { origin: ORIGIN, fhirServer: `${ORIGIN}/fhir`, scriptFolder: '/nowhere' };

let parent: string;
const opened: PluginSite[] = [];

before(async () => {
  parent = await mkdtemp(join(tmpdir(), 'samspil-place-'));
});
after(async () => {
  for (const site of opened) await site.close();
  await rm(parent, { recursive: true, force: true });
});

/** A folder with these manifests in it. */
async function folder(manifests: Readonly<Record<string, object | string>>): Promise<string> {
  const path = await mkdtemp(join(parent, 'plugin-'));
  await mkdir(join(path, 'dist'));
  for (const [name, manifest] of Object.entries(manifests)) {
    const text = typeof manifest === 'string' ? manifest : JSON.stringify({ ...VALID, ...manifest });
    await writeFile(join(path, name), text);
  }
  return path;
}

async function place(...folders: string[]) {
  const found = await Promise.all(folders.map(readPluginFolder));
  return placePlugins(found, OPTIONS, (site) => opened.push(site));
}

test('an opaque plugin is at a path of the workplace, and no server is started for it', async () => {
  const placed = await place(await folder({ 'manifest.json': OPAQUE }));
  const address = `${ORIGIN}/served/${VALID.id}/1.0.0/`;
  assert.deepEqual(placed.sites, []);
  assert.deepEqual(placed.hosted.addresses, [address]);
  const [plugin] = placed.manifests;
  assert.equal(plugin?.url, `${address}manifest.json`);
  assert.deepEqual(plugin?.manifest.entry, { mode: 'frame', url: `${address}page.html`, origin: 'opaque' });
});

test('any other plugin has a site of its own, and its versions share it', async () => {
  const placed = await place(
    await folder({ 'manifest.json': {} }),
    await folder({ 'manifest.json': { version: '2.0.0' } }),
    await folder({ 'manifest.json': { id: 'another' } }),
  );
  assert.equal(placed.sites.length, 2);
  const [site, other] = placed.sites;
  assert.deepEqual(
    placed.manifests.map(({ url }) => url),
    [
      `${site?.origin}/manifest.json`,
      `${site?.origin}/2.0.0/manifest.json`,
      `${other?.origin}/manifest.json`,
    ],
  );
  assert.deepEqual(placed.manifests[1]?.manifest.entry, {
    mode: 'frame',
    url: `${site?.origin}/2.0.0/`,
    origin: site?.origin,
  });
  const served = await Promise.all(
    placed.manifests.map(async ({ url }) => (await fetch(url)).json() as Promise<{ version: string }>),
  );
  assert.deepEqual(
    served.map(({ version }) => version),
    ['1.0.0', '2.0.0', '1.0.0'],
  );
});

test('what a build left in dist is registered too, each where it belongs', async () => {
  const placed = await place(
    await folder({
      'manifest.json': {},
      'dist/manifest.in-page.json': { id: 'in-page', ...ELEMENT },
      'dist/manifest.opaque.json': { id: 'opaque', ...OPAQUE },
    }),
  );
  const [site] = placed.sites;
  assert.deepEqual(
    placed.manifests.map(({ url }) => url),
    [
      `${site?.origin}/manifest.json`,
      `${site?.origin}/dist/manifest.in-page.json`,
      `${ORIGIN}/served/opaque/1.0.0/dist/manifest.opaque.json`,
    ],
  );
});

test('an address that is no address of the site is answered with 404, and the site goes on', async () => {
  const placed = await place(await folder({ 'manifest.json': {} }));
  const { origin } = placed.sites[0] as PluginSite;
  for (const path of ['/%zz', '/..%2f..%2fetc%2fpasswd', '/.env'])
    assert.equal((await fetch(origin + path)).status, 404);
  assert.equal((await fetch(`${origin}/manifest.json`)).status, 200);
});

test('the version that is named first is approved and is the app that may be launched; what is opaque is none', async () => {
  const placed = await place(
    await folder({ 'manifest.json': { version: '2.0.0' } }),
    await folder({ 'manifest.json': { version: '3.0.0' } }),
    await folder({ 'manifest.json': { id: 'opaque', ...OPAQUE } }),
    await folder({ 'manifest.json': { id: 'in-page', ...ELEMENT } }),
  );
  const registered = registerPlugins(placed.manifests);
  assert.deepEqual(registered.approvedVersions, { [VALID.id]: '2.0.0', opaque: '1.0.0', 'in-page': '1.0.0' });
  assert.deepEqual(
    registered.clients.map(({ client_id, launch_urls }) => [client_id, launch_urls]),
    [[VALID.id, [`${placed.sites[0]?.origin}/`]]],
  );
  assert.deepEqual(registered.vettedElements, { 'in-page': ELEMENT.entry.integrity });
});

test('one version twice, and two versions of an element, are refused', async () => {
  const twice = await place(await folder({ 'manifest.json': {} }), await folder({ 'manifest.json': {} }));
  assert.throws(() => registerPlugins(twice.manifests), { code: 'invalid-manifest' });
  const elements = await place(
    await folder({ 'manifest.json': ELEMENT }),
    await folder({ 'manifest.json': { version: '2.0.0', ...ELEMENT } }),
  );
  assert.throws(() => registerPlugins(elements.manifests), { code: 'invalid-request' });
});

test('a folder without a manifest, and a manifest that does not fit, are refused with the file and the path', async () => {
  await assert.rejects(readPluginFolder(parent), { code: 'invalid-request' });
  const broken = await folder({ 'manifest.json': '{' });
  await assert.rejects(readPluginFolder(broken), {
    code: 'invalid-manifest',
    message: `${join(broken, 'manifest.json')}: This is not JSON: correct it.`,
  });
  const faulty = await folder({ 'manifest.json': {}, 'dist/manifest.x.json': { id: 'Not An Id' } });
  await assert.rejects(readPluginFolder(faulty), ({ code, faults, message }) => {
    assert.deepEqual([code, faults[0].path], ['invalid-manifest', 'id']);
    assert.ok(message.startsWith(join(faulty, 'dist/manifest.x.json')));
    return true;
  });
});

test('an opaque plugin whose page lies elsewhere is refused: nobody could confine it', async () => {
  const away = { entry: { ...OPAQUE.entry, url: 'https://partner.example/' } };
  await assert.rejects(readPluginFolder(await folder({ 'manifest.json': away })), ({ code, faults }) => {
    assert.deepEqual([code, faults[0].path], ['invalid-manifest', 'entry.url']);
    return true;
  });
});
