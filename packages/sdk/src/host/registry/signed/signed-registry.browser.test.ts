import { assert } from '@open-wc/testing';
import VALID from '../../../../test/fixtures/manifests/valid.json' with { type: 'json' };
import { openRegistrySite, REGISTRY_URL } from '../../../../test/registry-site.ts';
import { memoryRegistryStore, webRegistryStore } from './registry-store.ts';

const PREFIX = 'samspil.test.registry ';
const clear = () =>
  Object.keys(localStorage).forEach((key) => key.startsWith(PREFIX) && localStorage.removeItem(key));

describe('a signed registry, in this browser', () => {
  beforeEach(clear);
  afterEach(clear);

  it('is believed by the browser’s own Ed25519, and not after one flipped byte', async () => {
    const site = await openRegistrySite();
    const { document } = await site.publish({ plugins: [{ manifest: VALID }] });
    await site.revoke({});
    const registry = await site.open({ store: memoryRegistryStore() });
    assert.deepEqual(
      registry.list().map(({ id, version }) => `${id} ${version}`),
      [`${VALID.id} ${VALID.version}`],
    );
    assert.deepEqual(registry.canWrite(VALID.id, VALID.version), { ok: true });
    registry.close();

    site.files.set(REGISTRY_URL, document.replace('1.2.0', '1.2.1'));
    const changed = await site.open({ store: memoryRegistryStore() });
    assert.deepEqual(changed.list(), []);
    assert.deepEqual(
      changed.faults.map(({ error }) => error.code),
      ['untrusted'],
    );
    changed.close();
  });

  it('starts again from the browser’s storage, without a network and without taking an older issue', async () => {
    const site = await openRegistrySite();
    const old = await site.publish({ plugins: [{ manifest: VALID }] });
    await site.publish({ sequence: 2, plugins: [{ manifest: { ...VALID, version: '1.3.0' } }] });
    await site.revoke({});
    const store = webRegistryStore(localStorage, PREFIX);
    (await site.open({ store })).close();

    site.isReachable = false;
    const offline = await site.open({ store: webRegistryStore(localStorage, PREFIX) });
    assert.equal(offline.find(VALID.id)?.version, '1.3.0');
    offline.close();

    site.isReachable = true;
    site.files.set(REGISTRY_URL, old.document);
    site.files.set(`${REGISTRY_URL}.jws`, old.signature);
    const downgraded = await site.open({ store: webRegistryStore(localStorage, PREFIX) });
    assert.equal(downgraded.find(VALID.id)?.version, '1.3.0');
    assert.deepEqual(
      downgraded.faults.map(({ error }) => error.code),
      ['untrusted'],
    );
    downgraded.close();
  });
});
