import { isSamspilError } from '../../errors.ts';
import type { Vault } from '../encryption/vault.ts';
import { UNFINISHED } from '../entry.ts';
import type { Entry, EntryContent, EntryRow } from '../entry.ts';
import type { EntryStore } from '../store/entry-store.ts';
import type { WitnessedWrite } from '../witness/witness-store.ts';
import type { Witness } from '../witness/witness.ts';

/** What a list is made of. */
export interface Unfinished {
  entries: (Entry | EntryRow)[];
  lost: WitnessedWrite[];
}

type OpenableRow = Parameters<Vault['open']>[0];

/**
 * Reads the queue for the screen. At a start it begins before the screen asks, and the sender, which wants the same rows a
 * moment later, lets the screen go first and takes over what was opened for it: a thousand entries are decrypted once.
 */
export class Reading {
  readonly #store: Pick<EntryStore, 'all'>;
  readonly #witness: Pick<Witness, 'compare'>;
  readonly #onOpened: (entry: Entry) => void;
  #opened = new Map<string, Entry>();
  #last: Promise<unknown> = Promise.resolve();
  /** Of the last reading; undefined when there was none. */
  #lost: WitnessedWrite[] | undefined;
  /** What was read before anybody asked; gone once it was given, or something changed. */
  #ahead: Promise<Unfinished> | undefined;

  /** @param onOpened is given each entry as it is opened, while the browser fetches others */
  constructor(
    store: Pick<EntryStore, 'all'>,
    witness: Pick<Witness, 'compare'>,
    onOpened: (entry: Entry) => void,
  ) {
    this.#store = store;
    this.#witness = witness;
    this.#onOpened = onOpened;
  }

  /** Does what the screen waits for. */
  async first<T>(work: () => Promise<T>): Promise<T> {
    const working = work();
    this.#last = working.catch(() => undefined);
    return working;
  }

  /** Does it once the screen has what it waits for, or cannot have it. */
  async afterScreen<T>(work: () => Promise<T>): Promise<T> {
    const result = await work();
    await this.#screenIsServed();
    return result;
  }

  /** Begins before the screen asks: the browser is slow to fetch. */
  begin(vault: Promise<Vault>): void {
    const ahead = this.#read(vault, () => this.#ahead === ahead);
    this.#ahead = ahead;
    this.#last = ahead.catch(() => undefined);
  }

  /** What was read ahead does not stand, because something was written here or in another tab; or nobody asked for it. */
  forget(): void {
    this.#ahead = undefined;
  }

  /**
   * The unfinished writes, a row itself where it cannot be read, and what was acknowledged and is not there any more.
   * @param patientKey of one patient; undefined for all
   */
  async unfinished(vault: Promise<Vault>, patientKey?: string): Promise<Unfinished> {
    const isAskedFor = (one: { patientKey: string }) =>
      patientKey === undefined || one.patientKey === patientKey;
    const ahead = this.#ahead;
    const known = await ahead?.catch(() => undefined);
    // Still the same: nothing was written meanwhile.
    const isStill = ahead !== undefined && this.#ahead === ahead;
    this.#ahead = undefined;
    const { entries, lost } = (isStill && known) || (await this.#read(vault, () => true, isAskedFor));
    const rowOf = (one: Entry | EntryRow) => ('content' in one ? one.row : one);
    return { entries: entries.filter((one) => isAskedFor(rowOf(one))), lost: lost.filter(isAskedFor) };
  }

  /** What is lost, once the screen has what it waits for. A store that cannot be read tells whoever asks it something. */
  async lost(): Promise<WitnessedWrite[]> {
    await this.#screenIsServed();
    const comparing = () => this.#witness.compare(() => this.#store.all());
    return (
      this.#lost ??
      comparing().then(
        ({ lost }) => lost,
        () => [],
      )
    );
  }

  /** Opens rows as the vault does, but those of the last list from memory; they are given once, to the sender at its start. */
  takeOpened(vault: Vault): Pick<Vault, 'open'> {
    const opened = this.#opened;
    this.#opened = new Map();
    return {
      open: async <T = EntryContent>(row: OpenableRow): Promise<T> => {
        const known = opened.get(row.id);
        // Whatever is sealed anew has another vector.
        const isSame = known?.row.sealed.iv.every((byte, index) => byte === row.sealed.iv[index]);
        return isSame ? (known?.content as T) : vault.open<T>(row);
      },
    };
  }

  async #screenIsServed(): Promise<void> {
    // What was read ahead is asked for while it is read.
    for (let last; last !== this.#last;) await (last = this.#last);
  }

  async #read(
    unlocking: Promise<Vault>,
    isWanted: () => boolean,
    isAskedFor: (row: EntryRow) => boolean = () => true,
  ): Promise<Unfinished> {
    const opening = new Map<EntryRow, Promise<Entry | EntryRow>>();
    const open = async (row: EntryRow) => {
      const entry = await openedOrRow(row, await unlocking);
      if ('content' in entry && isWanted()) this.#onOpened(entry);
      return entry;
    };
    const onPage = (rows: readonly EntryRow[]) => {
      for (const row of rows) {
        if (!UNFINISHED.has(row.state) || !isAskedFor(row)) continue;
        const entry = open(row);
        // Whoever waits for all of them hears of the first failure, or of the store's.
        entry.catch(() => undefined);
        opening.set(row, entry);
      }
    };
    const { rows, lost } = await this.#witness.compare(() => this.#store.all(onPage));
    this.#lost = lost;
    const entries = await Promise.all(rows.flatMap((row) => opening.get(row) ?? []));
    const opened = entries.flatMap((entry) => ('content' in entry ? [[entry.row.id, entry] as const] : []));
    this.#opened = new Map(opened);
    return { entries, lost };
  }
}

/** The row itself where it cannot be read. */
export async function openedOrRow(row: EntryRow, vault: Vault): Promise<Entry | EntryRow> {
  try {
    return { row, content: await vault.open(row) };
  } catch (error) {
    if (isSamspilError(error) && error.code === 'storage-damaged') return row;
    throw error;
  }
}
