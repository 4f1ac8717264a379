import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeOf } from '../../../test/offline/writes.ts';
import type { Vault } from '../encryption/vault.ts';
import type { EntryContent, EntryRow, EntryState } from '../entry.ts';
import { prepareWrite } from '../write/prepare.ts';
import { Mirror } from './mirror.ts';
import type { MirrorStore } from './mirror.ts';
import { KEPT_ACCEPTED, KEPT_COPY_BYTES } from './restored/window.ts';
import { withoutPayload } from './answers/settlement.ts';

let uuid = 0;
const contents = new Map<string, EntryContent>();
const vault = { open: async ({ id }: EntryRow) => contents.get(id) } as unknown as Vault;

function row(sequence: number, state: EntryState, content: EntryContent): EntryRow {
  const id = String(sequence);
  contents.set(id, content);
  const sealed = { iv: new Uint8Array(12), data: new ArrayBuffer(0) };
  return { sequence, id, patientKey: 'k', state, storedAt: 0, fence: 1, sealed };
}

const content = (refers?: string) => {
  const prepared = prepareWrite(writeOf('op'), {
    fhirBaseUrl: 'https://ehr.example/fhir',
    randomUUID: () => `uuid-${++uuid}`,
    isMadeHere: () => false,
  });
  const [write] = prepared.writes;
  if (write?.resource && refers)
    write.resource = { ...write.resource, derivedFrom: [{ reference: refers }] } as never;
  return prepared;
};

test('I10: the oldest accepted entries are forgotten in batches, but not what unfinished ones build on', async () => {
  const accepted = Array.from({ length: KEPT_ACCEPTED * 1.2 }, (_, index) =>
    row(index + 1, 'accepted', withoutPayload(content())),
  );
  const needed = contents.get('3')?.writes[0]?.reference;
  const rows = [...accepted, row(9_999, 'stored', content(needed)), row(10_000, 'rejected', content())];
  const forgotten: number[] = [];
  const store: MirrorStore = {
    all: async () => rows,
    byId: async (id) => rows.find((one) => one.id === id),
    forgetAccepted: async (sequences) => void forgotten.push(...sequences),
    forgetCopies: async () => 0,
  };
  const mirror = await Mirror.load(store, vault);
  await mirror.trim();
  const oldest = Array.from({ length: KEPT_ACCEPTED * 0.2 }, (_, index) => index + 1);
  assert.deepEqual(
    forgotten,
    oldest.filter((sequence) => sequence !== 3),
  );
  await mirror.trim();
  assert.equal(forgotten.length, oldest.length - 1, 'nothing more until the next batch is full');
  assert.deepEqual(
    mirror.next(() => false),
    { kind: 'send', sequence: 9_999 },
  );
});

test('I7: what a tab committed and never told, because it crashed, is found when the mirror catches up', async () => {
  const parked = content();
  const rows = [row(20_001, 'rejected', parked)];
  const store: MirrorStore = {
    all: async () => rows,
    byId: async (id) => rows.find((one) => one.id === id),
    forgetAccepted: async () => undefined,
    forgetCopies: async () => 0,
  };
  const mirror = await Mirror.load(store, vault);
  rows[0] = row(20_001, 'stored', parked);
  rows.push(row(20_002, 'stored', content()));
  assert.equal(
    mirror.next(() => false),
    undefined,
  );
  await mirror.catchUp();
  assert.deepEqual(
    mirror.next(() => false),
    { kind: 'send', sequence: 20_001 },
  );
  assert.ok(mirror.get(20_002));
});

test('I10: copies of what was accepted go, the oldest first, once together they are too large', async () => {
  const size = KEPT_COPY_BYTES / 16;
  const copy = { iv: new Uint8Array(12), data: new ArrayBuffer(size) };
  const rows = Array.from({ length: 24 }, (_, index) => ({
    ...row(30_001 + index, 'accepted', withoutPayload(content())),
    // Confirmed in another order than they were saved.
    acceptedAs: 24 - index,
    copy,
  }));
  const forgotten: number[] = [];
  const store: MirrorStore = {
    all: async () => rows,
    byId: async (id) => rows.find((one) => one.id === id),
    forgetAccepted: async () => undefined,
    forgetCopies: async (sequences = new Set()) => forgotten.push(...sequences),
  };
  const mirror = await Mirror.load(store, vault);
  await mirror.trim();
  assert.deepEqual(
    forgotten.sort(),
    Array.from({ length: 8 }, (_, index) => 30_017 + index),
  );
  await mirror.trim();
  assert.equal(forgotten.length, 8, 'nothing more until they are too large again');
  assert.equal(mirror.acceptedEntries().filter(({ row: kept }) => kept.copy).length, 16);
  assert.equal(mirror.acceptedEntries().length, 24, 'that they were accepted is remembered');
});
