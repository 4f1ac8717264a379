import { SamspilError, isSamspilError } from '../errors.ts';
import type { ReceiptSnapshot } from '../workplace/types.ts';
import { Announcements } from './announcements.ts';
import type { Announcement } from './announcements.ts';
import { conflictOf } from './conflict/record.ts';
import { decided } from './conflict/resolve.ts';
import type { ConflictDecision, WriteConflict } from './conflict/types.ts';
import { DraftBook } from './drafts/draft-book.ts';
import { DraftStore } from './drafts/draft-store.ts';
import type { DraftKeeper } from './drafts/types.ts';
import { Election } from './election.ts';
import { Keyring } from './encryption/keyring.ts';
import { Vault } from './encryption/vault.ts';
import type { OutboxEngineOptions } from './engine-options.ts';
import { UNFINISHED } from './entry.ts';
import type { Entry, EntryRow } from './entry.ts';
import { partitionName } from './partition.ts';
import { Reading, openedOrRow } from './receipts/reading.ts';
import { Room } from './room/room.ts';
import { Sender } from './send/sender.ts';
import { FRESH, waitsUntil } from './send/pacing/pacing-state.ts';
import { damagedSnapshot, lostSnapshot, snapshotOf } from './receipts/snapshot.ts';
import { outboxConnection } from './store/outbox-connection.ts';
import type { OutboxConnection } from './store/outbox-connection.ts';
import { EntryStore } from './store/entry-store.ts';
import type { FlushCause, Outbox, WriteRequest } from './types.ts';
import { discarded, putBack } from './write/decisions.ts';
import { giveUpLost, giveUpUnread } from './write/give-up-unread.ts';
import type { UnreadDecision } from './write/give-up-unread.ts';
import { WaitBook } from './receipts/wait-book.ts';
import { Witness } from './witness/witness.ts';
import { laterReferences } from './write/later-references.ts';
import { madeHereFor } from './write/made-here.ts';
import { prepareWrite } from './write/prepare.ts';
import type { PrepareContext } from './write/prepare.ts';
import { refusedWrite, replacement } from './write/repair.ts';
import type { ParkedWrite } from './write/parked-write.ts';

/**
 * The outbox itself, on whatever thread it runs. How a write goes:
 * 1. `write/` stamps ids, operation identifiers and the plan of a Provenance;
 * 2. `encryption/` seals it under the patient's key;
 * 3. `store/` commits it with strict durability: only now {@link enqueue} resolves;
 * 4. `election` finds the one sender among all tabs, and `send/` takes it to the server.
 */
export class OutboxEngine implements Outbox {
  readonly drafts: DraftKeeper;
  readonly #options: OutboxEngineOptions;
  readonly #name: string;
  readonly #room: Room;
  readonly #connection: OutboxConnection;
  readonly #store: EntryStore;
  readonly #witness: Witness;
  readonly #reading: Reading;
  readonly #sender: Sender;
  readonly #election: Election;
  readonly #announcements: Announcements;
  readonly #listeners = new Set<(snapshot: ReceiptSnapshot) => void>();
  #vault: Promise<Vault> | undefined;
  readonly #waits = new WaitBook();
  #isLoginNeeded = false;
  #hasRoom = true;
  /** What the queue waits out, as the sender wrote it down last. */
  #pacing = FRESH;
  #hearing: Promise<void> = Promise.resolve();

  private constructor(options: OutboxEngineOptions, name: string, locks: LockManager) {
    const { runtime, partition, accessToken, traceContext = false, server = {} } = options;
    this.#options = options;
    this.#name = name;
    this.#room = new Room(runtime);
    this.#connection = outboxConnection(name, runtime, this.#room);
    this.#store = new EntryStore(this.#connection);
    this.#witness = new Witness(name, runtime);
    // All are noted before one is told: an earlier one may be what a later one waits for.
    this.#reading = new Reading(this.#store, this.#witness, (entry) => this.#waits.note(entry));
    const unlock = () => this.#unlock();
    this.drafts = new DraftBook({ store: new DraftStore(this.#connection), unlock, runtime });
    this.#sender = new Sender({
      fhirBaseUrl: partition.fhirBaseUrl,
      accessToken,
      unlock: () => this.#reading.afterScreen(unlock),
      opened: (vault) => this.#reading.takeOpened(vault),
      store: this.#store,
      runtime,
      traceContext,
      server,
      onChange: (entry) => this.#changed(entry),
      onDamaged: (row) => this.#damaged(row),
      onLoginChange: () => this.#tellAll({ kind: 'all' }),
      onRoomChange: (hasRoom) => hasRoom !== this.#hasRoom && this.#tellAll({ kind: 'room', hasRoom }),
    });
    this.#election = new Election(locks, name, (signal) => this.#sender.lead(signal));
    this.#announcements = new Announcements(name, runtime, (heard) => this.#hear(heard));
  }

  /**
   * Opens the partition's store and stands for election. Works without a sign-in; then everything that reads or writes
   * rejects with `storage-locked` until `releaseKey` gives the key.
   * @throws `storage-blocked` where the browser gives no storage, or no locks to keep two tabs apart
   */
  static async open(options: OutboxEngineOptions): Promise<OutboxEngine> {
    const { locks, subtle } = options.runtime;
    if (!locks) {
      throw new SamspilError(
        'storage-blocked',
        'This browser has no Web Locks here; use https and a current browser.',
      );
    }
    const engine = new OutboxEngine(
      options,
      options.name ?? (await partitionName(options.partition, subtle)),
      locks,
    );
    const opening = engine.#store.open();
    engine.#witness.open();
    // Not awaited: the server that releases the key may be out of reach, and a sign-in may come later.
    const unlocking = engine.#unlock();
    engine.#reading.begin(unlocking);
    unlocking.catch(() => undefined);
    engine.#isLoginNeeded = (await opening).isLoginNeeded;
    engine.#election.stand();
    return engine;
  }

  async enqueue(write: WriteRequest): Promise<ReceiptSnapshot> {
    if (write.replaces !== undefined) return this.#replace(write, write.replaces);
    const vault = await this.#unlock();
    const { keyring } = vault;
    const names = [keyring.entryId(write.operationId), keyring.patientKey(write.patient)] as const;
    const [id, patientKey] = await Promise.all(names);
    const { runtime } = this.#options;
    const preparing = this.#prepareContext(write, vault).then((context) => prepareWrite(write, context));
    const content = await preparing.catch(async (error: unknown) => {
      // What could be prepared the first time may not be any more; a repeat is answered all the same.
      const known = await this.#store.byId(id);
      if (known) return known;
      throw error;
    });
    if ('sealed' in content) return this.#repeated(content);
    const sealed = await vault.seal(id, patientKey, content);
    const storedAt = runtime.now();
    const { row, isNew } = await this.#store.add({
      id,
      patientKey,
      state: 'stored',
      storedAt,
      fence: 0,
      sealed,
    });
    // Asked again, or another tab was faster with the same operation.
    if (!isNew) return this.#repeated(row);
    await this.#witness.note(row);
    this.#changed({ row, content });
    this.#sender.saved({ row, content }, write.traceparent);
    this.#election.stand();
    return this.#snapshot({ row, content });
  }

  async #prepareContext(write: WriteRequest, vault: Vault): Promise<PrepareContext> {
    const { runtime, partition } = this.#options;
    const { operationId, resources } = write;
    const [isMadeHere, ids] = await Promise.all([
      madeHereFor(write, this.#store, vault),
      // One for each resource, and one for the Provenance.
      vault.keyring.newIds(operationId, resources.length + 1),
    ]);
    const randomUUID = () => ids.shift() ?? runtime.randomUUID();
    return { fhirBaseUrl: partition.fhirBaseUrl, randomUUID, isMadeHere };
  }

  list({ patient }: { patient?: string } = {}): Promise<ReceiptSnapshot[]> {
    return this.#reading.first(async () => {
      const unlocking = this.#unlock();
      const { keyring } = await unlocking;
      const patientKey = patient === undefined ? undefined : await keyring.patientKey(patient);
      const reading = [this.#reading.unfinished(unlocking, patientKey), this.#store.pacing()] as const;
      const [{ entries, lost }, pacing] = await Promise.all(reading);
      this.#pacing = pacing;
      const read = entries.map((entry) => ('content' in entry ? this.#told(entry) : damagedSnapshot(entry)));
      return [...lost.map(lostSnapshot), ...read];
    });
  }

  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async flush(cause: FlushCause = 'person'): Promise<void> {
    await this.#unlock().catch(() => undefined);
    this.#sender.hurry(cause);
    this.#election.stand();
    this.#announcements.tell({ kind: 'flush', cause });
  }

  async retry(id: string): Promise<void> {
    await this.#decide(id, (entry) => putBack(entry));
    this.#sender.notice(id);
    this.#election.stand();
  }

  async conflict(id: string): Promise<WriteConflict> {
    return conflictOf(await this.#entry(id));
  }

  async repair(id: string): Promise<ParkedWrite> {
    return refusedWrite(await this.#entry(id));
  }

  async resolve(id: string, decision: ConflictDecision): Promise<void> {
    const { runtime, partition } = this.#options;
    const randomUUID = () => runtime.randomUUID();
    await this.#decide(id, (entry) => {
      const { author } = entry.content;
      // Whoever decides is whose outbox this is; the name of the same person is known from the write.
      const by = author.reference === partition.user ? author : { reference: partition.user };
      return decided(entry, decision, { by, at: runtime.now(), randomUUID });
    });
    this.#sender.notice(id);
    this.#election.stand();
  }

  async discard(id: string, reason: string): Promise<void> {
    const at = this.#options.runtime.now();
    try {
      await this.#decide(id, (entry) => discarded(entry, reason, at));
    } catch (error) {
      if (!isSamspilError(error)) throw error;
      if (error.code === 'storage-damaged') await giveUpUnread(await this.#unread(id, reason, at));
      else if (error.code !== 'not-found' || !(await giveUpLost(await this.#unread(id, reason, at))))
        throw error;
    }
    this.#sender.notice(id);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#election.end();
    this.#announcements.close();
    await this.#witness.close();
    this.#room.close();
    await this.#connection.close();
    this.#vault = undefined;
  }

  /** The released key is asked for once, and again after a failure. */
  #unlock(): Promise<Vault> {
    this.#vault ??= this.#openVault();
    return this.#vault;
  }

  async #openVault(): Promise<Vault> {
    const { runtime, releaseKey } = this.#options;
    try {
      const releasing = releaseKey().catch((cause: unknown) => {
        throw new SamspilError('storage-locked', 'The key of the outbox was not released; sign in.', {
          cause,
        });
      });
      const keyring = await Keyring.derive(await releasing, this.#name, runtime.subtle);
      await this.#store.requireKey(keyring.check);
      this.#election.stand();
      void this.#settleIn();
      return new Vault(keyring, this.#store, runtime, this.#name);
    } catch (error) {
      this.#vault = undefined;
      throw error;
    }
  }

  /** What the screen does not wait for. Losses are said without being asked: whoever saved it believes that it is safe. */
  async #settleIn(): Promise<void> {
    for (const lost of await this.#reading.lost()) this.#emit(lostSnapshot(lost));
    await this.#room.lay();
    this.#reading.forget();
  }

  async #repeated(row: EntryRow): Promise<ReceiptSnapshot> {
    if (row.state === 'discarded') {
      throw new SamspilError(
        'rejected',
        'A person gave this operation up; save it again as a new operation.',
      );
    }
    return this.#read(row);
  }

  /** Asked again it answers as it did: by then the refused write is the corrected one. */
  async #replace(write: WriteRequest, id: string): Promise<ReceiptSnapshot> {
    const { content } = await this.#entry(id);
    if (content.operationId !== write.operationId) {
      const vault = await this.#unlock();
      const referred = await laterReferences(id, this.#store, vault);
      const context = { ...(await this.#prepareContext(write, vault)), referred };
      await this.#decide(id, (entry) => replacement(entry, write, context));
      this.#sender.notice(id, write.traceparent);
      this.#election.stand();
    }
    return this.#snapshot(await this.#entry(id));
  }

  /** @throws `not-found`, `storage-damaged` */
  async #entry(id: string): Promise<Entry> {
    const vault = await this.#unlock();
    const row = await this.#store.byId(id);
    if (!row) throw new SamspilError('not-found', 'There is no write with this id; list them again.');
    return { row, content: await vault.open(row) };
  }

  async #read(row: EntryRow): Promise<ReceiptSnapshot> {
    const entry = await openedOrRow(row, await this.#unlock());
    return 'content' in entry ? this.#snapshot(entry) : damagedSnapshot(row);
  }

  async #decide(id: string, decision: (entry: Entry) => ReturnType<typeof putBack>): Promise<void> {
    const vault = await this.#unlock();
    const row = await this.#store.byId(id);
    if (!row || row.state === 'accepted' || row.state === 'discarded') {
      throw new SamspilError('not-found', 'There is no unfinished write with this id; list them again.');
    }
    const { content, patch, from } = decision({ row, content: await vault.open(row) });
    const sealed = await vault.seal(row.id, row.patientKey, content);
    const change = await this.#store.change(row.sequence, { from }, { ...patch, sealed });
    if (change.kind !== 'changed') {
      throw new SamspilError('conflict', 'The write moved on meanwhile; look at its state again.');
    }
    this.#changed({ row: change.row, content });
  }

  async #unread(id: string, reason: string, at: number): Promise<UnreadDecision> {
    const onChange = (entry: Entry) => this.#changed(entry);
    const [vault, store, witness] = [await this.#unlock(), this.#store, this.#witness];
    return { id, reason, at, vault, store, witness, onChange };
  }

  #changed(entry: Entry): void {
    this.#reading.forget();
    // After the store: were it the other way round, a crash in between could hide a loss.
    if (!UNFINISHED.has(entry.row.state)) void this.#witness.forget([entry.row.id]);
    else if (entry.content.isReoffered) void this.#witness.note(entry.row);
    this.#emit(this.#snapshot(entry));
    this.#announcements.changed(entry.row.id);
  }

  #damaged(row: EntryRow): void {
    this.#emit(damagedSnapshot(row));
    this.#announcements.changed(row.id);
  }

  #tellAll(changed: Announcement): void {
    this.#announcements.tell(changed);
    this.#hear(changed);
  }

  #hear(heard: Announcement): void {
    this.#reading.forget();
    if (heard.kind === 'room') this.#hasRoom = heard.hasRoom;
    if (heard.kind === 'flush') this.#sender.hurry(heard.cause ?? 'person');
    if (heard.kind === 'entries') heard.ids.forEach((id) => this.#sender.notice(id));
    // One after the other: two reads side by side could tell an older state after a newer one. A failing store is told to
    // whoever asks it something; here it only means that there is nothing to tell.
    this.#hearing = this.#hearing.then(() => this.#retell(heard)).catch(() => undefined);
  }

  async #retell(heard: Announcement): Promise<void> {
    if (!this.#vault || heard.kind === 'flush') return;
    if (heard.kind === 'entries') {
      this.#pacing = await this.#store.pacing();
      for (const id of heard.ids) {
        const row = await this.#store.byId(id);
        if (row) this.#emit(await this.#read(row));
      }
      return;
    }
    this.#isLoginNeeded = await this.#store.isLoginNeeded();
    this.#pacing = await this.#store.pacing();
    for (const snapshot of await this.list()) this.#emit(snapshot);
  }

  #snapshot(entry: Entry): ReceiptSnapshot {
    this.#waits.note(entry);
    return this.#told(entry);
  }

  #told(entry: Entry): ReceiptSnapshot {
    const { id, sequence } = entry.row;
    return snapshotOf(entry, {
      isLoginNeeded: this.#isLoginNeeded,
      hasRoom: this.#hasRoom,
      waitsFor: this.#waits.of(id),
      nextAttemptAt: waitsUntil(this.#sender.pacing ?? this.#pacing, sequence, this.#options.runtime.now()),
    });
  }

  #emit(snapshot: ReceiptSnapshot): void {
    for (const listener of [...this.#listeners]) listener(snapshot);
  }
}
