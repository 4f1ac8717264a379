import { outboxConnection } from '../../src/offline/store/outbox-connection.ts';
import { EntryStore } from '../../src/offline/store/entry-store.ts';
import type { NewEntryRow } from '../../src/offline/entry.ts';
import type { Runtime } from '../../src/runtime.ts';

/** A database of either kind, and the ways to break it. */
export interface StoreSubject {
  readonly runtime: Pick<Runtime, 'indexedDB' | 'schedule'>;
  /** Runs `work` while the world behind the database goes on. */
  drive<T>(work: Promise<T>): Promise<T>;
  /** The next `add` succeeds, and then its transaction aborts for lack of room. */
  fillDisk(): void;
  /** Closes every connection that is open now, as a browser does. */
  dropConnections(): void;
  /** The next attempt to open fails with `UnknownError`. */
  failOpen(): void;
}

/** One thing that holds for every store the outbox may run over. */
export interface StoreClause {
  readonly name: string;
  /** Rejects when it does not hold. */
  readonly holds: (subject: StoreSubject, assert: (isTrue: boolean, what: string) => void) => Promise<void>;
}

const row = (id: string): NewEntryRow => ({
  id,
  patientKey: 'p',
  state: 'stored',
  storedAt: 1,
  fence: 0,
  sealed: { iv: new Uint8Array(12), data: new Uint8Array([1, 2, 3]).buffer },
});

const open = ({ runtime }: StoreSubject, name: string) => new EntryStore(outboxConnection(name, runtime));

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: { code?: string }) => error.code ?? 'no code',
  );
}

/**
 * What the outbox's store rests on. The same clauses run over IndexedDB in a browser and over the fault kit's store in
 * memory, so that what the kit shows of the one is worth something for the other.
 */
export const STORE_CONTRACT: readonly StoreClause[] = [
  {
    name: 'numbers rows in the order they were added, and keeps their bytes',
    async holds(subject, assert) {
      const store = open(subject, 'order');
      await subject.drive(Promise.all([store.add(row('a')), store.add(row('b')), store.add(row('c'))]));
      const rows = await subject.drive(store.all());
      assert(rows.map(({ id }) => id).join() === 'a,b,c', 'in order');
      assert(
        rows.every(({ sequence }, index) => sequence > (rows[index - 1]?.sequence ?? 0)),
        'rising',
      );
      assert(new Uint8Array(rows[0]?.sealed.data ?? new ArrayBuffer(0)).join() === '1,2,3', 'bytes');
    },
  },
  {
    name: 'gives the same row back for the same id, also when two ask at once',
    async holds(subject, assert) {
      const store = open(subject, 'same');
      const [first, second] = await subject.drive(Promise.all([store.add(row('a')), store.add(row('a'))]));
      assert(first.isNew && !second.isNew, 'one is new');
      assert(first.row.sequence === second.row.sequence, 'one row');
    },
  },
  {
    name: 'shows a second connection what the first one committed',
    async holds(subject, assert) {
      const [one, other] = [open(subject, 'two'), open(subject, 'two')];
      await subject.drive(one.add(row('a')));
      assert((await subject.drive(other.byId('a'))) !== undefined, 'seen');
      assert((await subject.drive(other.byId('b'))) === undefined, 'nothing else');
    },
  },
  {
    name: 'a change under an old fence changes nothing',
    async holds(subject, assert) {
      const store = open(subject, 'fence');
      const { row: added } = await subject.drive(store.add(row('a')));
      const old = await subject.drive(store.takeFence());
      const fence = await subject.drive(store.takeFence());
      const change = { from: ['stored'] as const };
      const zombie = store.change(added.sequence, { ...change, fence: old }, { state: 'sending' });
      assert((await subject.drive(zombie)).kind === 'fenced', 'fenced');
      assert((await subject.drive(store.byId('a')))?.state === 'stored', 'unchanged');
      const leader = store.change(added.sequence, { ...change, fence }, { state: 'sending' });
      assert((await subject.drive(leader)).kind === 'changed', 'changed');
    },
  },
  {
    name: 'a full disk refuses after the request succeeded, and nothing of it stays',
    async holds(subject, assert) {
      const store = open(subject, 'full');
      await subject.drive(store.add(row('a')));
      subject.fillDisk();
      const code = await subject.drive(codeOf(store.add(row('b'))));
      assert(code === 'storage-full', `refused as ${code}`);
      assert((await subject.drive(store.all())).length === 1, 'the old row alone');
      assert((await subject.drive(store.add(row('b')))).isNew, 'room again');
    },
  },
  {
    name: 'what is saved at the same time is committed together, and each is asked again alone when that was too much',
    async holds(subject, assert) {
      const store = open(subject, 'together');
      subject.fillDisk();
      const added = await subject.drive(Promise.all(['a', 'b', 'c'].map((id) => store.add(row(id)))));
      assert(
        added.every(({ isNew }) => isNew),
        'each got room of its own',
      );
      const rows = await subject.drive(store.all());
      assert(rows.map(({ id }) => id).join() === 'a,b,c', 'once each, in order');
    },
  },
  {
    name: 'of two changes of one row at the same time the second sees what the first left',
    async holds(subject, assert) {
      const store = open(subject, 'isolated');
      const [a, b] = await subject.drive(Promise.all([store.add(row('a')), store.add(row('b'))]));
      const from = { from: ['stored'] as const };
      const patches = new Map([[b.row.sequence, { state: 'sending' as const }]]);
      const companions = { from: 'stored' as const, patches, isStrict: true };
      const [both, late, alone] = await subject.drive(
        Promise.all([
          store.change(a.row.sequence, from, { state: 'sending' }, { companions }),
          store.change(b.row.sequence, from, { state: 'discarded' }),
          store.change(a.row.sequence, { from: ['sending'] }, { state: 'accepted' }),
        ]),
      );
      assert(both.kind === 'changed' && late.kind === 'moved', 'the first has it');
      assert(alone.kind === 'changed', 'what came after it builds on it');
      const states = (await subject.drive(store.all())).map(({ state }) => state);
      assert(states.join() === 'accepted,sending', states.join());
    },
  },
  {
    name: 'opens again when the connection was closed under it, and has everything that was committed',
    async holds(subject, assert) {
      const store = open(subject, 'dropped');
      await subject.drive(store.add(row('a')));
      subject.dropConnections();
      await subject.drive(store.add(row('b')));
      assert((await subject.drive(store.all())).length === 2, 'both rows');
    },
  },
  {
    name: 'says that it cannot be opened, and can be the next time',
    async holds(subject, assert) {
      subject.failOpen();
      const store = open(subject, 'unopened');
      const code = await subject.drive(codeOf(store.all()));
      assert(code === 'storage-damaged', `refused as ${code}`);
      assert((await subject.drive(store.all())).length === 0, 'open');
    },
  },
];
