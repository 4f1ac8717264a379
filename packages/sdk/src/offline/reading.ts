import { isSamspilError } from '../errors.ts';
import type { Vault } from './encryption/vault.ts';
import { UNFINISHED } from './entry.ts';
import type { Entry, EntryContent, EntryRow } from './entry.ts';
import type { EntryStore } from './store/entry-store.ts';
import type { WitnessedWrite } from './witness/witness-store.ts';
import type { Witness } from './witness/witness.ts';

/** What a list is made of. */
export interface Unfinished {
  entries: (Entry | EntryRow)[];
  lost: WitnessedWrite[];
}

type OpenableRow = Parameters<Vault['open']>[0];

/**
 * Reads the queue for the screen. At a start the sender wants the same rows a moment later: it lets the screen go first,
 * and takes over what was opened for it, so that a thousand entries are decrypted once.
 */
export class Reading {
  readonly #store: Pick<EntryStore, 'all'>;
  readonly #witness: Pick<Witness, 'compare'>;
  #opened = new Map<string, Entry>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Pick<EntryStore, 'all'>, witness: Pick<Witness, 'compare'>) {
    this.#store = store;
    this.#witness = witness;
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
    await this.#last;
    return result;
  }

  /**
   * The unfinished writes, a row itself where it cannot be read, and what was acknowledged and is not there any more.
   * @param patientKey of one patient; undefined for all
   * @param onOpened is given each as it is opened, while the browser fetches others
   */
  async unfinished(
    vault: Vault,
    patientKey: string | undefined,
    onOpened: (entry: Entry) => void,
  ): Promise<Unfinished> {
    const isAskedFor = (one: { patientKey: string }) =>
      patientKey === undefined || one.patientKey === patientKey;
    const opening = new Map<string, Promise<Entry | EntryRow>>();
    const open = async (row: EntryRow) => {
      const entry = await openedOrRow(row, vault);
      if ('content' in entry) onOpened(entry);
      return entry;
    };
    const onPage = (rows: readonly EntryRow[]) => {
      for (const row of rows)
        if (UNFINISHED.has(row.state) && isAskedFor(row)) opening.set(row.id, open(row));
    };
    const { lost } = await this.#witness.compare(() => this.#store.all(onPage));
    const entries = await Promise.all(opening.values());
    const opened = entries.flatMap((entry) => ('content' in entry ? [[entry.row.id, entry] as const] : []));
    this.#opened = new Map(opened);
    return { entries, lost: lost.filter(isAskedFor) };
  }

  /** What is lost, once the screen has what it waits for. A store that cannot be read tells whoever asks it something. */
  async lost(): Promise<WitnessedWrite[]> {
    await this.#last;
    const found = await this.#witness.compare(() => this.#store.all()).catch(() => undefined);
    return found?.lost ?? [];
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
