import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SamspilError } from '../../errors.ts';
import { browserRuntime } from '../../runtime.ts';
import type { EntryRow } from '../entry.ts';
import { Keyring } from './keyring.ts';
import { Vault } from './vault.ts';
import type { KeyShelf } from './vault.ts';

const runtime = browserRuntime();
const secret = new Uint8Array(32).fill(7);
const code = (expected: string) => (error: SamspilError) => error.code === expected;

class MemoryShelf implements KeyShelf {
  readonly keys = new Map<string, ArrayBuffer>();
  dataKey = async (patientKey: string) => this.keys.get(patientKey);
  keepDataKey = async (patientKey: string, wrapped: ArrayBuffer) => {
    const kept = this.keys.get(patientKey) ?? wrapped;
    this.keys.set(patientKey, kept);
    return kept;
  };
}

async function vaultOn(shelf: KeyShelf, key = secret, partition = 'p'): Promise<Vault> {
  return new Vault(await Keyring.derive(key, partition, runtime.subtle), shelf, runtime, partition);
}

async function rowOf(vault: Vault, id: string, patientKey: string, content: object): Promise<EntryRow> {
  const sealed = await vault.seal(id, patientKey, content);
  return { sequence: 1, id, patientKey, state: 'stored', storedAt: 0, fence: 0, sealed };
}

test('what is sealed opens again, also in another session with the same secret', async () => {
  const shelf = new MemoryShelf();
  await fc.assert(
    fc.asyncProperty(
      fc.uuid(),
      fc.string(),
      fc.dictionary(fc.string(), fc.jsonValue()),
      async (id, patient, content) => {
        const row = await rowOf(await vaultOn(shelf), id, patient, content);
        const opened = await (await vaultOn(shelf)).open(row);
        assert.deepEqual(opened, JSON.parse(JSON.stringify(content)));
      },
    ),
    { numRuns: 30 },
  );
});

test('I6: one changed bit, another id, another patient or another partition is damaged, never something else', async () => {
  const shelf = new MemoryShelf();
  const vault = await vaultOn(shelf);
  const row = await rowOf(vault, 'one', 'else', { patient: 'else' });
  await rowOf(vault, 'two', 'niels', {});
  const flipped = new Uint8Array(row.sealed.data.slice(0));
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  const forged: EntryRow[] = [
    { ...row, sealed: { ...row.sealed, data: flipped.buffer } },
    { ...row, id: 'two' },
    { ...row, patientKey: 'niels' },
    { ...row, patientKey: 'nobody' },
    { ...row, sealed: undefined as never },
  ];
  for (const fake of forged) await assert.rejects(vault.open(fake), code('storage-damaged'));
  const elsewhere = await vaultOn(shelf, secret, 'q');
  await assert.rejects(elsewhere.open(row), code('storage-damaged'));
});

test('the same content never gives the same ciphertext', async () => {
  const vault = await vaultOn(new MemoryShelf());
  const [one, two] = [await rowOf(vault, 'a', 'else', {}), await rowOf(vault, 'a', 'else', {})];
  assert.notDeepEqual(one.sealed, two.sealed);
});

test('two tabs that meet a new patient at once end with one key', async () => {
  const shelf = new MemoryShelf();
  const [one, two] = [await vaultOn(shelf), await vaultOn(shelf)];
  const rows = await Promise.all([rowOf(one, 'a', 'else', { n: 1 }), rowOf(two, 'b', 'else', { n: 2 })]);
  const reader = await vaultOn(shelf);
  for (const row of rows) await reader.open(row);
  assert.equal(shelf.keys.size, 1);
});

test('names are stable, opaque and different for another secret or partition', async () => {
  const keyring = await Keyring.derive(secret, 'p', runtime.subtle);
  const same = await Keyring.derive(secret, 'p', runtime.subtle);
  const others = [
    await Keyring.derive(new Uint8Array(32).fill(8), 'p', runtime.subtle),
    await Keyring.derive(secret, 'q', runtime.subtle),
  ];
  const id = await keyring.entryId('op-1');
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(await same.entryId('op-1'), id);
  assert.equal(same.check, keyring.check);
  assert.ok(!(await keyring.patientKey('else')).includes('else'));
  for (const other of others) {
    assert.notEqual(await other.entryId('op-1'), id);
    assert.notEqual(await other.patientKey('else'), await keyring.patientKey('else'));
    assert.notEqual(other.check, keyring.check);
  }
});

test('a secret of another length is no key, and the caller keeps its copy', async () => {
  await assert.rejects(Keyring.derive(new Uint8Array(16), 'p', runtime.subtle), code('storage-locked'));
  assert.deepEqual(secret, new Uint8Array(32).fill(7));
});

test('what an operation makes has the same ids in another store of the same user, and others for anybody else', async () => {
  const ids = async (key: Uint8Array, partition: string, operationId: string) =>
    (await Keyring.derive(key, partition, runtime.subtle)).newIds(operationId, 3);
  const made = await ids(secret, 'p', 'op-1');
  assert.deepEqual(await ids(secret, 'p', 'op-1'), made);
  assert.equal(new Set(made).size, 3);
  for (const id of made)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const others = [
    ...(await ids(secret, 'p', 'op-2')),
    ...(await ids(secret, 'q', 'op-1')),
    ...(await ids(new Uint8Array(32).fill(8), 'p', 'op-1')),
  ];
  assert.deepEqual(
    made.filter((id) => others.includes(id)),
    [],
  );
});
