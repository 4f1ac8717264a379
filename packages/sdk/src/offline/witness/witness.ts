import type { Runtime } from '../../runtime.ts';
import { UNFINISHED } from '../entry.ts';
import type { EntryRow, EntryState } from '../entry.ts';
import { WitnessCopy } from './witness-copy.ts';
import { WitnessStore } from './witness-store.ts';
import type { WitnessedWrite } from './witness-store.ts';

/** How long it takes to forget, in milliseconds: an outbox that empties finishes hundreds in a second. */
const FORGET_MS = 200;

/**
 * Knows, outside the outbox's store, which acknowledged writes the server does not have yet. When the store comes back
 * without one of them (evicted, deleted, an older copy restored, a row gone) it is lost, and somebody must be told. The
 * order makes it say neither too much nor too little: it learns of a write after the write is durable and before it is
 * acknowledged, and forgets it after the store knows that it was received or given up.
 *
 * No failure of the witness fails a write: what it guards is safe without it.
 */
export class Witness {
  readonly #store: WitnessStore;
  readonly #copy: WitnessCopy;
  readonly #runtime: Pick<Runtime, 'schedule'>;
  /** What it still knows and need not. After a crash the rows say so again. */
  readonly #done = new Set<string>();
  #cancel: (() => void) | undefined;

  /** @param name of the partition; a hash */
  constructor(name: string, runtime: Pick<Runtime, 'indexedDB' | 'caches' | 'schedule'>) {
    this.#store = new WitnessStore(`${name}-witness`, runtime);
    this.#copy = new WitnessCopy(`${name}-witness`, runtime);
    this.#runtime = runtime;
  }

  /** Opens its database, so that nobody waits for that later. */
  open(): void {
    void this.#store.open().catch(() => undefined);
  }

  /** A write became durable. */
  async note({ id, patientKey, storedAt }: EntryRow): Promise<void> {
    this.#done.delete(id);
    await this.#change((writes) => writes.put({ id, patientKey, storedAt } satisfies WitnessedWrite));
  }

  /** A write was received, or a person gave it up, and the store knows. There is no hurry: many are forgotten together. */
  forget(ids: readonly string[]): void {
    ids.forEach((id) => this.#done.add(id));
    if (ids.length === 0) return;
    this.#cancel ??= this.#runtime.schedule(FORGET_MS, () => {
      this.#cancel = undefined;
      void this.#forgetDone();
    });
  }

  /**
   * The store's rows, and the writes that ought to be among them and are not, oldest first. Forgets what the rows show to be
   * done.
   */
  async compare(readRows: () => Promise<EntryRow[]>): Promise<{ rows: EntryRow[]; lost: WitnessedWrite[] }> {
    const knowing = this.#known().catch(() => []);
    const [known, atOnce] = await Promise.all([knowing, readRows()]);
    const first = statesOf(atOnce);
    if (known.every((id) => isThereStill(first.get(id)))) return { rows: atOnce, lost: [] };
    // Rows that were read beside the witness may lack what was saved meanwhile: only those that are read after it can say
    // what is gone, and what is done.
    const rows = await readRows();
    const states = statesOf(rows);
    this.forget(known.filter((id) => isDone(states.get(id))));
    const missing = new Set(known.filter((id) => !states.has(id)));
    return { rows, lost: missing.size === 0 ? [] : await this.#described(missing).catch(() => []) };
  }

  async close(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    await this.#forgetDone();
    this.#copy.close();
    await this.#store.close();
  }

  async #forgetDone(): Promise<void> {
    const ids = [...this.#done];
    if (ids.length > 0) await this.#change((writes) => ids.forEach((id) => writes.delete(id)));
    ids.forEach((id) => this.#done.delete(id));
  }

  async #known(): Promise<string[]> {
    const known = (await this.#store.ids()).filter((id) => !this.#done.has(id));
    if (known.length > 0) return known;
    // Nothing to remember, or gone with the rest. Then the copy still has it.
    const copy = await this.#copy.read();
    if (copy.length > 0) await this.#store.change((writes) => copy.forEach((write) => writes.put(write)));
    return copy.map(({ id }) => id);
  }

  /** Oldest first. */
  async #described(ids: ReadonlySet<string>): Promise<WitnessedWrite[]> {
    const writes = await this.#store.all();
    return writes.filter(({ id }) => ids.has(id)).sort((a, b) => a.storedAt - b.storedAt);
  }

  async #change(work: (writes: IDBObjectStore) => void): Promise<void> {
    try {
      await this.#store.change(work);
      this.#copy.soon(() => this.#store.all());
    } catch {
      // See above: the write itself is safe.
    }
  }
}

function statesOf(rows: readonly EntryRow[]): ReadonlyMap<string, EntryState> {
  return new Map(rows.map(({ id, state }) => [id, state]));
}

function isThereStill(state: EntryState | undefined): boolean {
  return state !== undefined && UNFINISHED.has(state);
}

function isDone(state: EntryState | undefined): boolean {
  return state !== undefined && !UNFINISHED.has(state);
}
