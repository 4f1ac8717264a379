import { isSamspilError } from '../../errors.ts';
import type { Vault } from '../encryption/vault.ts';
import { UNFINISHED } from '../entry.ts';
import type { Entry, EntryRow, EntryState } from '../entry.ts';
import type { EntryStore, RowPatch } from '../store/entry-store.ts';
import { referencesIn } from '../write/references.ts';
import { SentHistory } from './history.ts';
import { nextOf } from './queue.ts';
import type { Next, QueueItem } from './queue.ts';
import { KEPT_ACCEPTED, KEPT_COPY_BYTES, beyondWindow } from './restored/window.ts';
import { companionsOf } from './squash.ts';

/** What was lost and is looked up again by itself, the newest; a person's "send again" looks up any. */
const MOST_LOOKED_UP = 20;

/** What the mirror needs of the store. */
export type MirrorStore = Pick<EntryStore, 'all' | 'byId' | 'forgetAccepted' | 'forgetCopies'>;

/**
 * The sender's decrypted copy of the queue. Read once after the election and kept up by its own changes and by notices;
 * it only chooses. Whether a choice still stands is decided in the transaction that acts on it.
 */
export class Mirror {
  readonly #store: MirrorStore;
  readonly #vault: Vault;
  readonly #entries = new Map<number, Entry>();
  readonly #items = new Map<number, QueueItem>();
  #isInOrder = true;
  #last = 0;
  #accepted = 0;
  #copyBytes = 0;
  history = new SentHistory();
  /** Rows that could not be opened. */
  readonly damaged: EntryRow[] = [];

  private constructor(store: MirrorStore, vault: Vault) {
    this.#store = store;
    this.#vault = vault;
  }

  /** @param opened opens the rows that are there at first */
  static async load(store: MirrorStore, vault: Vault, opened: Pick<Vault, 'open'> = vault): Promise<Mirror> {
    const mirror = new Mirror(store, vault);
    const rows = await store.all();
    for (const entry of await Promise.all(rows.map((row) => mirror.#read(row, opened))))
      if (entry) mirror.put(entry);
    return mirror;
  }

  /**
   * Reads one row again, because somebody changed it.
   * @param isOwn of an entry whose changes are being made here: what was read of it may be older than what is known
   */
  async refresh(id: string, isOwn: (sequence: number) => boolean = () => false): Promise<void> {
    const row = await this.#store.byId(id);
    if (row && !isOwn(row.sequence)) await this.#open(row);
  }

  /** Reads what is new or in another state: a tab that crashed right after its commit told nobody of it. */
  async catchUp(isOwn: (sequence: number) => boolean = () => false): Promise<void> {
    for (const row of await this.#store.all()) {
      if (isOwn(row.sequence)) continue;
      if (this.#items.get(row.sequence)?.state !== row.state) await this.#open(row);
    }
  }

  get(sequence: number): Entry | undefined {
    return this.#entries.get(sequence);
  }

  /** The entries that leave with this one: those it names already, else those that may. */
  companionsOf(entry: Entry): Entry[] {
    const { carries, attempts } = entry.content;
    if (attempts === 0) return companionsOf(entry, this.#entriesInOrder());
    return (carries ?? []).flatMap((sequence) => {
      const companion = this.#entries.get(sequence);
      // Nobody else can have moved it; what is told of it may be a moment old.
      return companion && UNFINISHED.has(companion.row.state) ? [companion] : [];
    });
  }

  /** What was refused, and had left before without an answer that could be used; and what the server lost. */
  doubtfulRefusals(): Entry[] {
    const refused = [...this.#entries.values()].filter(
      ({ row, content }) => row.state === 'rejected' && !isPartlyTaken(content),
    );
    return [
      ...refused.filter(({ content }) => content.attempts > 1 && !content.isReoffered),
      ...refused.filter(({ content }) => content.error?.code === 'server-restored').slice(-MOST_LOOKED_UP),
    ];
  }

  /** How many were confirmed so far, as their numbers say. */
  get accepted(): number {
    return this.#accepted;
  }

  /** The patch with the next number, if the server confirmed what it is for. */
  numbered(patch: RowPatch): RowPatch {
    return patch.state === 'accepted' ? { ...patch, acceptedAs: ++this.#accepted } : patch;
  }

  acceptedEntries(): Entry[] {
    return [...this.#entries.values()].filter(({ row }) => row.state === 'accepted');
  }

  /** Takes over a change, of this sender or read from the store. */
  put(entry: Entry): void {
    const { row, content } = entry;
    const wasDone = isDone(this.#items.get(row.sequence)?.state);
    this.#copyBytes += bytesOf(row) - bytesOf(this.#entries.get(row.sequence)?.row);
    this.#accepted = Math.max(this.#accepted, row.acceptedAs ?? 0, row.leftAfter ?? 0);
    this.#entries.set(row.sequence, entry);
    // What is new is last, nearly always: then nothing has to be sorted.
    if (!this.#items.has(row.sequence)) {
      this.#isInOrder &&= row.sequence > this.#last;
      this.#last = Math.max(this.#last, row.sequence);
    }
    let references: ReadonlySet<string> | undefined;
    this.#items.set(row.sequence, {
      sequence: row.sequence,
      state: row.state,
      // A part that a server took alone is done: what builds on it waits for the rest, and is no orphan without it.
      writes: row.state === 'discarded' ? content.writes.filter(({ result }) => !result) : content.writes,
      // Looked for when the queue comes to it: of a thousand that wait most are not asked at a start.
      get references() {
        return (references ??= referencesIn(content.writes.map(({ resource }) => resource)));
      },
    });
    if (isDone(row.state) && !wasDone) this.history.add(row.sequence, content);
    if (!isDone(row.state) && wasDone) this.history.forget(row.sequence);
  }

  /** What to do next. */
  next(isResting: (sequence: number) => boolean): Next {
    return nextOf(this.#inOrder(), isResting);
  }

  /** Forgets the oldest accepted entries beyond {@link KEPT_ACCEPTED}, in batches, unless something unfinished builds on them. */
  async trim(): Promise<void> {
    if (this.#copyBytes > KEPT_COPY_BYTES * 1.25) await this.#trimCopies();
    if (this.#items.size < KEPT_ACCEPTED * 1.2) return;
    const accepted = this.#inOrder().filter(({ state }) => state === 'accepted');
    if (accepted.length < KEPT_ACCEPTED * 1.2) return;
    const unfinished = this.#inOrder().filter(({ state }) => UNFINISHED.has(state));
    const needed = new Set(unfinished.flatMap(neededBy));
    const old = accepted
      .slice(0, accepted.length - KEPT_ACCEPTED)
      .filter(({ writes }) => !writes.some(({ reference }) => needed.has(reference)))
      .map(({ sequence }) => sequence);
    await this.#store.forgetAccepted(old);
    for (const sequence of old) this.#drop(sequence);
  }

  async #trimCopies(): Promise<void> {
    const old = beyondWindow(this.acceptedEntries().map(({ row }) => row));
    await this.#store.forgetCopies(old);
    for (const sequence of old) {
      const { row, content } = this.#entries.get(sequence) ?? {};
      if (row && content) this.put({ row: { ...row, copy: undefined }, content });
    }
  }

  #drop(sequence: number): void {
    this.#copyBytes -= bytesOf(this.#entries.get(sequence)?.row);
    this.#entries.delete(sequence);
    this.#items.delete(sequence);
  }

  *#entriesInOrder(): Generator<Entry> {
    for (const { sequence } of this.#inOrder()) {
      const entry = this.#entries.get(sequence);
      if (entry) yield entry;
    }
  }

  #inOrder(): QueueItem[] {
    if (!this.#isInOrder) {
      const sorted = [...this.#items].sort(([a], [b]) => a - b);
      this.#items.clear();
      for (const [sequence, item] of sorted) this.#items.set(sequence, item);
      this.#isInOrder = true;
    }
    return [...this.#items.values()];
  }

  async #open(row: EntryRow): Promise<void> {
    const entry = await this.#read(row);
    if (entry) return this.put(entry);
    this.#drop(row.sequence);
  }

  /** Undefined, and noted, when it cannot be opened. */
  async #read(row: EntryRow, vault: Pick<Vault, 'open'> = this.#vault): Promise<Entry | undefined> {
    try {
      return { row, content: await vault.open(row) };
    } catch (error) {
      if (!isSamspilError(error) || error.code !== 'storage-damaged') throw error;
      this.damaged.push(row);
      return undefined;
    }
  }
}

function bytesOf(row: EntryRow | undefined): number {
  return row?.copy?.data.byteLength ?? 0;
}

function isPartlyTaken({ writes }: Entry['content']): boolean {
  return writes.some(({ result }) => result);
}

function isDone(state: EntryState | undefined): boolean {
  return state === 'accepted' || state === 'discarded';
}

function neededBy({ references, writes }: QueueItem): string[] {
  return [...references, ...writes.map(({ reference }) => reference)];
}
