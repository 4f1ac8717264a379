import assert from 'node:assert/strict';
import { test } from 'node:test';
import VALID from '../../../test/fixtures/manifests/valid.json' with { type: 'json' };
import { HOUR_MS, openRegistrySite } from '../../../test/registry-site.ts';
import { parseManifest } from '../manifest/parse-manifest.ts';
import { LocalOverride, parseOverride, withOverride } from './local-override.ts';
import { staticRegistry } from './static-registry.ts';

const ID = VALID.id;
const manifest = (version: string, id = ID) => parseManifest({ ...VALID, id, version });
const opened = () => {
  const override = new LocalOverride();
  const base = staticRegistry([manifest('1.0.0'), manifest('2.0.0'), manifest('1.0.0', 'other')]);
  return { override, registry: withOverride(base, override, { now: () => 0 }) };
};
const OFF = { ok: false, code: 'disabled' };

test('what is switched off is neither mounted nor listed, until it is switched on', () => {
  const { override, registry } = opened();
  override.disable(ID, 'shows the wrong unit');
  assert.deepEqual(registry.canMount(ID, '2.0.0'), OFF);
  assert.deepEqual(registry.canWrite(ID, '1.0.0'), OFF);
  assert.deepEqual(
    registry.list().map(({ id }) => id),
    ['other'],
  );
  assert.deepEqual(registry.ids(), [ID, 'other']);
  assert.equal(registry.versions(ID).length, 2);
  override.enable(ID);
  assert.equal(registry.find(ID)?.version, '2.0.0');
});

test('a pinned version is the only one, until it is let go', () => {
  const { override, registry } = opened();
  override.pin(ID, '1.0.0');
  assert.equal(registry.find(ID)?.version, '1.0.0');
  assert.deepEqual(registry.canMount(ID, '2.0.0'), OFF);
  override.unpin(ID);
  assert.equal(registry.find(ID)?.version, '2.0.0');
});

test('each change is told once, and after the end no more', () => {
  const { override, registry } = opened();
  let told = 0;
  const stop = registry.subscribe(() => told++);
  override.disable(ID, '');
  override.pin(ID, '1.0.0');
  assert.equal(told, 2);
  stop();
  override.enable(ID);
  assert.equal(told, 2);
});

test('names that objects have by themselves switch nothing off', () => {
  const { override, registry } = opened();
  override.disable('constructor', '');
  override.pin('__proto__', '9.9.9');
  assert.deepEqual(registry.canMount(ID, '2.0.0'), { ok: true });
  assert.equal(({} as Record<string, unknown>)['9.9.9'], undefined);
});

test('writes without a fresh revocation list are allowed for a time, and a revoked plugin never', async () => {
  const site = await openRegistrySite();
  await site.publish({ plugins: [{ manifest: manifest('1.0.0') }, { manifest: manifest('1.0.0', 'gone') }] });
  await site.revoke({ revoked: [{ id: 'gone' }] });
  const override = new LocalOverride();
  const registry = withOverride(await site.open(), override, site.runtime);
  site.isReachable = false;
  site.runtime.clock.advance(9 * HOUR_MS);
  assert.deepEqual(registry.canWrite(ID, '1.0.0'), { ok: false, code: 'stale-registry' });
  override.allowStaleWrites(site.runtime.now() + HOUR_MS);
  assert.deepEqual(registry.canWrite(ID, '1.0.0'), { ok: true });
  assert.deepEqual(registry.canWrite('gone', '1.0.0'), { ok: false, code: 'revoked' });
  site.runtime.clock.advance(HOUR_MS);
  assert.deepEqual(registry.canWrite(ID, '1.0.0'), { ok: false, code: 'stale-registry' });
});

test('what an administrator decided survives as JSON, and a damaged note is not taken for an empty one', () => {
  const { override } = opened();
  override.disable(ID, 'why');
  override.pin('other', '1.0.0');
  override.allowStaleWrites(5);
  assert.deepEqual(parseOverride(JSON.parse(JSON.stringify(override.state))), override.state);
  for (const json of [null, {}, { ...override.state, disabled: [] }, { ...override.state, more: 1 }]) {
    assert.throws(() => parseOverride(json), { code: 'storage-damaged' });
  }
});
