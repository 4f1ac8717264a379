import assert from 'node:assert/strict';
import { test } from 'node:test';
import VALID from '../../../../test/fixtures/manifests/valid.json' with { type: 'json' };
import { HOUR_MS, openRegistrySite, REGISTRY_URL, REVOCATIONS_URL } from '../../../../test/registry-site.ts';
import type { RegistrySite } from '../../../../test/registry-site.ts';
import { generateSigningKey } from '../publish/sign.ts';
import { memoryRegistryStore } from './registry-store.ts';
import type { SignedRegistry } from './signed-registry.ts';

const ID = VALID.id;
const plugin = (version: string, id = ID) => ({ manifest: { ...VALID, id, version } });
const shown = (registry: SignedRegistry) => registry.list().map(({ id, version }) => `${id} ${version}`);
const faults = (registry: SignedRegistry) => registry.faults.map(({ url, error }) => [url, error.code]);

async function published(...plugins: { manifest: object }[]): Promise<RegistrySite> {
  const site = await openRegistrySite();
  await site.publish({ plugins: plugins.length > 0 ? plugins : [plugin('1.2.0')] });
  await site.revoke({});
  return site;
}

test('a signed registry gives the newest version of each plugin, and knows the others', async () => {
  const site = await published(
    plugin('1.2.0'),
    plugin('1.10.0'),
    plugin('1.10.0-beta.2'),
    plugin('2.0.0', 'b'),
  );
  const registry = await site.open();
  assert.deepEqual(shown(registry), [`${ID} 1.10.0`, 'b 2.0.0']);
  assert.deepEqual(
    registry.versions(ID).map(({ version }) => version),
    ['1.10.0', '1.10.0-beta.2', '1.2.0'],
  );
  assert.deepEqual(registry.canWrite(ID, '1.2.0'), { ok: true });
  assert.deepEqual(registry.canMount(ID, '3.0.0'), { ok: false, code: 'not-found' });
  assert.match(registry.hashOf(ID, '1.2.0') ?? '', /^sha384-/);
  assert.deepEqual(faults(registry), []);
});

test('without a pinned key nothing is opened', async () => {
  const site = await published();
  await assert.rejects(site.open({ keys: [] }), { code: 'invalid-request' });
});

// Threat 23: the plugin was changed after its approval.

test('one flipped byte in the registry: nothing of it is used, and the last good issue stays', async () => {
  const site = await published();
  const registry = await site.open();
  const { document } = await site.publish({ sequence: 2, plugins: [plugin('1.3.0')] });
  site.files.set(REGISTRY_URL, document.replace('plugin.example/vitals', 'plugin.example/vitalz'));
  await registry.refresh();
  assert.deepEqual(shown(registry), [`${ID} 1.2.0`]);
  assert.deepEqual(faults(registry), [[REGISTRY_URL, 'untrusted']]);

  const elsewhere = await site.open({ store: memoryRegistryStore() });
  assert.deepEqual(shown(elsewhere), []);
});

test('one flipped byte in a manifest that lies elsewhere: that plugin is not used, the others are', async () => {
  const site = await published();
  const text = JSON.stringify({ ...VALID, id: 'elsewhere' }, null, 2);
  const url = 'https://partner.example/manifest.json';
  await site.publish({ sequence: 2, plugins: [plugin('1.2.0'), { url, text }] });
  site.files.set(url, text.replace('1.2.0', '1.2.1'));
  const refused = await site.open({ store: memoryRegistryStore() });
  assert.deepEqual(shown(refused), [`${ID} 1.2.0`]);
  assert.deepEqual(faults(refused), [[url, 'untrusted']]);

  site.files.set(url, text);
  assert.deepEqual(shown(await site.open()), [`${ID} 1.2.0`, 'elsewhere 1.2.0']);
});

test('a downgrade to an older issue is refused, also after a reload', async () => {
  const site = await published();
  const old = await site.publish({ sequence: 4, plugins: [plugin('1.3.0')] });
  await site.publish({ sequence: 5, plugins: [plugin('1.4.0')] });
  const registry = await site.open();
  site.files.set(REGISTRY_URL, old.document);
  site.files.set(`${REGISTRY_URL}.jws`, old.signature);
  for (const each of [registry, await site.open()]) {
    await each.refresh();
    assert.deepEqual(shown(each), [`${ID} 1.4.0`]);
    assert.deepEqual(faults(each), [[REGISTRY_URL, 'untrusted']]);
  }
});

test('an older revocation list does not bring back what was revoked', async () => {
  const site = await published();
  const old = await site.revoke({ sequence: 1 });
  await site.revoke({ sequence: 2, revoked: [{ id: ID }] });
  const registry = await site.open();
  site.files.set(REVOCATIONS_URL, old.document);
  site.files.set(`${REVOCATIONS_URL}.jws`, old.signature);
  await registry.refresh();
  assert.deepEqual(registry.canMount(ID, '1.2.0'), { ok: false, code: 'revoked' });
  assert.deepEqual(faults(registry), [[REVOCATIONS_URL, 'untrusted']]);
});

test('two issues of one number are one too many', async () => {
  const site = await published();
  const registry = await site.open();
  await site.publish({ plugins: [plugin('6.6.6')] });
  await registry.refresh();
  assert.deepEqual(shown(registry), [`${ID} 1.2.0`]);
  assert.deepEqual(faults(registry), [[REGISTRY_URL, 'untrusted']]);
});

test('an expired key signs nothing new, and what it signed before goes on', async () => {
  const site = await published();
  const keys = [{ ...site.trustedKey, notAfter: new Date(site.runtime.now() + HOUR_MS).toISOString() }];
  const registry = await site.open({ keys });
  site.runtime.clock.advance(HOUR_MS + 1);
  await site.publish({ sequence: 2, plugins: [plugin('1.3.0')] });
  await registry.refresh();
  for (const each of [registry, await site.open({ keys })]) {
    assert.deepEqual(shown(each), [`${ID} 1.2.0`]);
    assert.ok(faults(each).some(([url, code]) => url === REGISTRY_URL && code === 'untrusted'));
  }
});

test('a key that is no longer pinned takes with it what it signed, also what was kept', async () => {
  const site = await published();
  await site.open();
  const next = await generateSigningKey('region-2027', site.runtime.subtle);
  const registry = await site.open({ keys: [next.trustedKey] });
  assert.deepEqual(shown(registry), []);
  assert.deepEqual(faults(registry), [
    [REGISTRY_URL, 'untrusted'],
    [REVOCATIONS_URL, 'untrusted'],
  ]);
});

test('a key is rotated without a gap: both pinned, signed with the new one, the old one unpinned', async () => {
  const site = await published();
  const next = await generateSigningKey('region-2027', site.runtime.subtle);
  const both = await site.open({ keys: [site.trustedKey, next.trustedKey] });
  assert.deepEqual(shown(both), [`${ID} 1.2.0`]);
  await site.publish({ sequence: 2, plugins: [plugin('1.3.0')] }, next.signingKey);
  await site.revoke({ sequence: 2 }, next.signingKey);
  await both.refresh();
  const after = await site.open({ keys: [next.trustedKey] });
  for (const each of [both, after]) {
    assert.deepEqual(shown(each), [`${ID} 1.3.0`]);
    assert.deepEqual(faults(each), []);
  }
});

test('what is signed and yet no registry is not believed', async () => {
  const site = await published();
  // The right key over the wrong document: revocations where the registry should lie.
  site.files.set(REGISTRY_URL, site.files.get(REVOCATIONS_URL) ?? '');
  site.files.set(`${REGISTRY_URL}.jws`, site.files.get(`${REVOCATIONS_URL}.jws`) ?? '');
  const registry = await site.open();
  assert.deepEqual(shown(registry), []);
  assert.deepEqual(faults(registry), [[REGISTRY_URL, 'untrusted']]);
});

// Threat 24: the switch that turns plugins off fails, or is out of reach.

test('a revoked plugin can neither be mounted nor write, and whoever has mounted it is told', async () => {
  const site = await published(plugin('1.2.0'), plugin('1.0.0', 'other'));
  const registry = await site.open();
  const told: boolean[] = [];
  registry.subscribe(() => told.push(registry.canMount(ID, '1.2.0').ok));
  await site.revoke({ sequence: 2, revoked: [{ id: ID, reason: 'doses ten times too high' }] });
  await registry.refresh();
  assert.deepEqual(told, [false]);
  assert.deepEqual(registry.canMount(ID, '1.2.0'), { ok: false, code: 'revoked' });
  assert.deepEqual(registry.canWrite(ID, '1.2.0'), { ok: false, code: 'revoked' });
  assert.deepEqual(shown(registry), ['other 1.0.0']);
  assert.deepEqual(registry.ids(), [ID, 'other']);
});

test('of a revoked version the one before it takes the place', async () => {
  const site = await published(plugin('1.2.0'), plugin('1.3.0'));
  await site.revoke({ sequence: 2, revoked: [{ id: ID, versions: ['1.3.0'] }] });
  const registry = await site.open();
  assert.deepEqual(shown(registry), [`${ID} 1.2.0`]);
  assert.deepEqual(registry.canMount(ID, '1.3.0'), { ok: false, code: 'revoked' });
});

test('clock forward: when the revocation list is too old, reading goes on and writing stops, and that is told', async () => {
  const site = await published();
  const registry = await site.open();
  let told = 0;
  registry.subscribe(() => told++);
  site.isReachable = false;
  site.runtime.clock.advance(8 * HOUR_MS);
  await registry.refresh();
  told = 0;
  assert.deepEqual(registry.canWrite(ID, '1.2.0'), { ok: true });
  site.runtime.clock.advance(1);
  assert.equal(told, 1);
  assert.deepEqual(registry.canWrite(ID, '1.2.0'), { ok: false, code: 'stale-registry' });
  assert.deepEqual(registry.canMount(ID, '1.2.0'), { ok: true });
  assert.deepEqual(shown(registry), [`${ID} 1.2.0`]);

  site.isReachable = true;
  await site.revoke({ sequence: 2 });
  await registry.refresh();
  assert.deepEqual(registry.canWrite(ID, '1.2.0'), { ok: true });
});

test('a clock that is set back does not make an old list young', async () => {
  const site = await published();
  await site.open();
  site.runtime.clock.advance(24 * HOUR_MS);
  await site.publish({ sequence: 2, plugins: [plugin('1.2.0')] });
  const registry = await site.open();
  site.runtime.clock.nowMs -= 24 * HOUR_MS;
  assert.deepEqual(registry.canWrite(ID, '1.2.0'), { ok: false, code: 'stale-registry' });
});

test('registry unreachable: a workplace starts from what it kept, manifests elsewhere among it', async () => {
  const site = await published();
  const url = 'https://partner.example/manifest.json';
  const text = JSON.stringify({ ...VALID, id: 'elsewhere' });
  site.files.set(url, text);
  await site.publish({ sequence: 2, plugins: [plugin('1.2.0'), { url, text }] });
  await site.revoke({ sequence: 2, revoked: [{ id: 'elsewhere', versions: ['0.9.0'] }] });
  await site.open();
  site.isReachable = false;
  const registry = await site.open();
  assert.deepEqual(shown(registry), [`${ID} 1.2.0`, 'elsewhere 1.2.0']);
  assert.deepEqual(registry.canWrite(ID, '1.2.0'), { ok: true });
  assert.deepEqual(faults(registry), [
    [REGISTRY_URL, 'network'],
    [REVOCATIONS_URL, 'network'],
  ]);
});

test('registry unreachable from the first day: nothing can be mounted, and nothing fails', async () => {
  const site = await openRegistrySite();
  site.isReachable = false;
  const registry = await site.open();
  assert.deepEqual(shown(registry), []);
  assert.deepEqual(registry.canWrite(ID, '1.2.0'), { ok: false, code: 'not-found' });
});

test('without a revocation list plugins read and do not write', async () => {
  const site = await published();
  site.files.delete(REVOCATIONS_URL);
  const registry = await site.open();
  assert.deepEqual(registry.canMount(ID, '1.2.0'), { ok: true });
  assert.deepEqual(registry.canWrite(ID, '1.2.0'), { ok: false, code: 'stale-registry' });
  assert.equal(registry.writableUntil, Number.NEGATIVE_INFINITY);
  assert.deepEqual(faults(registry), [[REVOCATIONS_URL, 'not-found']]);
});

test('a site may trust the list for a shorter time than it says, and not for a longer one', async () => {
  const site = await published();
  const strict = await site.open({ revocations: { url: REVOCATIONS_URL, maxAgeMs: HOUR_MS } });
  const lax = await site.open({ revocations: { url: REVOCATIONS_URL, maxAgeMs: 999 * HOUR_MS } });
  assert.equal(strict.writableUntil, site.runtime.now() + HOUR_MS);
  assert.equal(lax.writableUntil, site.runtime.now() + 8 * HOUR_MS);
});

// Its own life.

test('new issues are found by themselves, until the registry is closed', async () => {
  const site = await published();
  const registry = await site.open({ refreshMs: 60_000 });
  await site.publish({ sequence: 2, plugins: [plugin('1.3.0')] });
  const changed = new Promise<void>((resolve) => registry.subscribe(resolve));
  site.runtime.clock.advance(60_000);
  await changed;
  assert.deepEqual(shown(registry), [`${ID} 1.3.0`]);
  registry.close();
  assert.deepEqual(site.runtime.clock.pending, []);
  await registry.refresh();
  assert.deepEqual(site.runtime.clock.pending, []);
});

test('a server that never answers is given up after ten seconds', async () => {
  const site = await published();
  await site.open();
  let tellAsked = (): void => undefined;
  const areAllAsked = new Promise<void>((resolve) => (tellAsked = resolve));
  let asked = 0;
  const fetch = (_url: string, init?: RequestInit) => {
    // Two documents and their signatures.
    if (++asked === 4) tellAsked();
    return untilAborted(init?.signal);
  };
  const opening = site.open({ runtime: { ...site.runtime, fetch } });
  await areAllAsked;
  site.runtime.clock.advance(10_000);
  const registry = await opening;
  assert.deepEqual(shown(registry), [`${ID} 1.2.0`]);
  assert.deepEqual(
    registry.faults.map(({ error }) => error.code),
    ['network', 'network'],
  );
});

test('a store that fails costs the memory, not the registry', async () => {
  const site = await published();
  const broken = {
    read: () => Promise.reject(new DOMException('no', 'SecurityError')),
    write: () => Promise.reject(new DOMException('no', 'QuotaExceededError')),
  };
  const registry = await site.open({ store: broken });
  assert.deepEqual(shown(registry), [`${ID} 1.2.0`]);
  assert.deepEqual(
    registry.faults.map(({ error }) => error.code),
    ['storage-blocked', 'storage-blocked'],
  );
});

test('what was kept and cannot be read any more is as if it were not there', async () => {
  const site = await published();
  const store = memoryRegistryStore();
  for (const damaged of ['', '{', '{"sequence":9}', 'null']) {
    await store.write(REGISTRY_URL, damaged);
    assert.deepEqual(shown(await site.open({ store })), [`${ID} 1.2.0`]);
  }
});

function untilAborted(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('gave up', 'AbortError')));
  });
}
