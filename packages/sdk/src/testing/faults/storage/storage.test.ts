import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { outboxConnection } from '../../../offline/store/outbox-connection.ts';
import { EntryStore } from '../../../offline/store/entry-store.ts';
import { STORE_CONTRACT } from '../../../../test/store/store-contract.ts';
import type { StoreSubject } from '../../../../test/store/store-contract.ts';
import { Turns } from '../device/turns.ts';
import type { TurnOwner } from '../device/turns.ts';
import { Storage } from './storage.ts';

class MemoryTab implements TurnOwner {
  state: TurnOwner['state'] = 'alive';
}

function memorySubject() {
  const turns = new Turns(() => 0);
  const tab = new MemoryTab();
  const storage = new Storage(turns, () => {
    tab.state = 'dead';
    storage.dropFor(tab);
  });
  const subject: StoreSubject = {
    runtime: {
      indexedDB: storage.factoryFor(tab),
      schedule: (_delayMs, callback) => {
        turns.post(callback, { owner: tab });
        return () => undefined;
      },
    },
    async drive(work) {
      const over = work.then(
        () => true,
        () => true,
      );
      while (!(await Promise.race([over, turns.take(1).then(() => false)])));
      return work;
    },
    fillDisk: () => storage.faults.add({ kind: 'quota', after: 0 }),
    dropConnections: () => storage.dropFor(tab),
    failOpen: () => storage.faults.add({ kind: 'no-open', after: 0 }),
  };
  return { subject, storage, tab, turns };
}

describe('the store in memory keeps the contract of IndexedDB', () => {
  for (const { name, holds } of STORE_CONTRACT)
    test(name, () => holds(memorySubject().subject, (isTrue, what) => assert.ok(isTrue, what)));
});

const ROW = {
  id: 'a',
  patientKey: 'p',
  state: 'stored',
  storedAt: 1,
  fence: 0,
  sealed: { iv: new Uint8Array(12), data: new ArrayBuffer(3) },
} as const;

for (const [kind, kept] of [
  ['crash-before', 0],
  ['crash-after', 1],
] as const)
  test(`${kind} the commit: the tab never hears of it, and the disk holds ${kept} rows`, async () => {
    const { subject, storage, tab, turns } = memorySubject();
    storage.faults.add({ kind, after: 0 });
    let isTold = false;
    const store = new EntryStore(outboxConnection('crash', subject.runtime));
    void store.add({ ...ROW }).finally(() => {
      isTold = true;
    });
    await turns.settle();
    assert.equal(tab.state, 'dead');
    assert.equal(isTold, false);
    assert.equal(storage.committed('crash').get('entries')?.size, kept);
  });

test('a connection that is lost in a transaction takes it back, and the outbox repeats it', async () => {
  const { subject, storage } = memorySubject();
  storage.faults.add({ kind: 'lost', after: 0 });
  const store = new EntryStore(outboxConnection('lost', subject.runtime));
  const { isNew } = await subject.drive(store.add({ ...ROW }));
  assert.equal(isNew, true);
  assert.equal(storage.committed('lost').get('entries')?.size, 1);
});
