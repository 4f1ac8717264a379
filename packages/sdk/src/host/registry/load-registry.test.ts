import assert from 'node:assert/strict';
import { test } from 'node:test';
import VALID from '../../../test/fixtures/manifests/valid.json' with { type: 'json' };
import { scriptedRuntime, webPage } from '../../../test/scripted-runtime.ts';
import type { Handler } from '../../../test/scripted-runtime.ts';
import { parseManifest } from '../manifest/parse-manifest.ts';
import { loadRegistry } from './load-registry.ts';
import type { LoadRegistryOptions } from './load-registry.ts';
import { staticRegistry } from './static-registry.ts';

const manifest = (id: string) => parseManifest({ ...VALID, id });
const ANSWERS: Record<string, Handler> = {
  '/a.json': () => Response.json(manifest('a')),
  '/b.json': () => Response.json(manifest('b')),
  '/another-a.json': () => Response.json({ ...manifest('a'), version: '6.6.6' }),
  '/faulty.json': () => Response.json({ ...VALID, id: 'Faulty' }),
  '/page.json': () => webPage(),
  '/missing.json': () => webPage(404),
  '/huge.json': () => new Response(' '.repeat(5_000_001)),
  '/lost.json': () => Promise.reject(new TypeError('failed')),
};
const load = (names: readonly string[], options?: LoadRegistryOptions) => {
  const runtime = scriptedRuntime(
    (request) => ANSWERS[new URL(request.url).pathname]?.(request) ?? webPage(500),
  );
  return loadRegistry(
    names.map((name) => `https://registry.example/${name}.json`),
    runtime,
    options,
  );
};

test('a registry finds its plugins by id, and only those', () => {
  const registry = staticRegistry([manifest('a'), manifest('b')]);
  assert.deepEqual(
    registry.list().map(({ id }) => id),
    ['a', 'b'],
  );
  assert.equal(registry.find('b')?.id, 'b');
  for (const id of ['c', '', 'constructor', '__proto__']) assert.equal(registry.find(id), undefined);
});

test('two manifests of one id and version cannot be registered', () => {
  assert.throws(() => staticRegistry([manifest('a'), manifest('a')]), { code: 'invalid-manifest' });
});

test('manifests are loaded in the order of the list', async () => {
  const { registry, refused } = await load(['b', 'a']);
  assert.deepEqual(
    registry.list().map(({ id }) => id),
    ['b', 'a'],
  );
  assert.deepEqual(refused, []);
});

test('what cannot be loaded or does not fit is told, and takes nothing else away', async () => {
  const { registry, refused } = await load(['faulty', 'a', 'page', 'missing', 'lost', 'b']);
  assert.deepEqual(
    registry.list().map(({ id }) => id),
    ['a', 'b'],
  );
  assert.deepEqual(
    refused.map(({ url, error }) => [url.split('/').at(-1), error.code]),
    [
      ['faulty.json', 'invalid-manifest'],
      ['page.json', 'invalid-manifest'],
      ['missing.json', 'not-found'],
      ['lost.json', 'network'],
    ],
  );
});

test('a document larger than any registry is refused', async () => {
  const { refused } = await load(['huge']);
  assert.deepEqual(
    refused.map(({ error }) => error.code),
    ['invalid-response'],
  );
});

test('several versions of a plugin can be registered, and the newest is found', () => {
  const version = (text: string) => ({ ...manifest('a'), version: text });
  const registry = staticRegistry([version('1.9.0'), version('1.10.0'), version('1.10.0-rc.1')]);
  assert.equal(registry.find('a')?.version, '1.10.0');
  assert.equal(registry.list().length, 1);
  assert.deepEqual(
    registry.versions('a').map((each) => each.version),
    ['1.10.0', '1.10.0-rc.1', '1.9.0'],
  );
  assert.deepEqual(registry.canWrite('a', '1.9.0'), { ok: true });
  assert.deepEqual(registry.canMount('a', '2.0.0'), { ok: false, code: 'not-found' });
});

test('a second manifest of an id is refused and does not replace the first', async () => {
  const { registry, refused } = await load(['a', 'another-a', 'b']);
  assert.deepEqual(
    registry.list().map(({ id, version }) => `${id} ${version}`),
    ['a 1.2.0', 'b 1.2.0'],
  );
  assert.deepEqual(
    refused.map(({ error }) => error.code),
    ['invalid-manifest'],
  );
});

test('where versions are wanted, another version of an id is one more, and the same one twice is refused', async () => {
  const { registry, refused } = await load(['a', 'another-a', 'b', 'a'], { severalVersions: true });
  assert.deepEqual(
    registry.versions('a').map(({ version }) => version),
    ['6.6.6', '1.2.0'],
  );
  assert.deepEqual(registry.ids(), ['a', 'b']);
  assert.deepEqual(
    refused.map(({ error }) => error.code),
    ['invalid-manifest'],
  );
});
