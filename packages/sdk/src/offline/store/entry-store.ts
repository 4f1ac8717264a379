import { SamspilError } from '../../errors.ts';
import type { KeyShelf } from '../encryption/vault.ts';
import type { EntryRow, EntryState, NewEntryRow, Sealed } from '../entry.ts';
import { FRESH, isPacingState } from '../send/pacing/pacing-state.ts';
import type { PacingState } from '../send/pacing/pacing-state.ts';
import { isKeptAsCopy } from '../send/restored/window.ts';
import { isFull } from './faults.ts';
import { GroupCommit } from './group-commit.ts';
import type { RowWork } from './group-commit.ts';
import type { OutboxConnection, OutboxTransaction } from './outbox-connection.ts';

/** Rows that are fetched together; with fewer the browser is asked too often, with more one side waits for the other. */
const PAGE = 125;

/** What a change may touch. */
export type RowPatch = Partial<
  Pick<EntryRow, 'state' | 'sentAt' | 'sealed' | 'patientKey' | 'leftAfter' | 'acceptedAs' | 'copy'>
>;

/** Conditions that must still hold in the transaction that changes a row. */
export interface ChangeConditions {
  /** The row must be in one of these states. */
  from: readonly EntryState[];
  /** The elected sender's fencing token; a person's decision has none. */
  fence?: number;
}

/** What is written down in the same transaction as a change. */
export interface ChangeExtras {
  /** The row's new content, while it is being sealed: what is asked for in one moment shares a transaction all the same. */
  sealing?: Promise<Sealed>;
  /** What the queue waits out from now on, asked for when the row is written; undefined leaves it as it is. */
  pacing?: () => PacingState | undefined;
  /** As {@link EntryStore.unasked}; undefined leaves it as it is. */
  unasked?: number | undefined;
  /** Other rows that change with it. */
  companions?: Companions | undefined;
}

/** Rows that share the fate of another one for a while. */
export interface Companions {
  from: EntryState;
  /** By sequence. */
  patches: ReadonlyMap<number, RowPatch>;
  /** Whether nothing at all may change when one of them is in another state; else that one is left alone. */
  isStrict: boolean;
}

/**
 * How a change ended. `moved`: the row is in another state, or gone. `fenced`: a later sender was elected; the caller is a
 * zombie and must stop.
 */
export type Change =
  | { kind: 'changed'; row: EntryRow; companions: readonly EntryRow[] }
  | { kind: 'moved' }
  | { kind: 'fenced' };

/** The little that everything else waits for at a start. */
interface Opening {
  keyCheck: unknown;
  isLoginNeeded: boolean;
  /** Wrapped data keys by the opaque name of their patient. */
  keys: ReadonlyMap<string, ArrayBuffer>;
}

/** The rows of one partition. Knows states, order and fences; cannot read what is sealed. */
export class EntryStore implements KeyShelf {
  readonly #connection: OutboxConnection;
  readonly #rows: GroupCommit;
  readonly #fences = new WeakMap<OutboxTransaction<'readwrite'>, Promise<number>>();
  #opening: Promise<Opening> | undefined;

  constructor(connection: OutboxConnection) {
    this.#connection = connection;
    this.#rows = new GroupCommit(connection);
  }

  /** Opens the database. Said before any row is read: what is asked for behind a thousand rows comes after them. */
  async open(): Promise<{ isLoginNeeded: boolean }> {
    this.#opening ??= this.#connection.read(['meta', 'keys'], async (tx) => {
      const [meta, keys] = [tx.objectStore('meta'), tx.objectStore('keys')];
      const asked = [
        meta.get('keyCheck'),
        meta.get('isLoginNeeded'),
        keys.getAllKeys(),
        keys.getAll(),
      ] as const;
      const [keyCheck, isLoginNeeded, names, wrapped] = await Promise.all(asked);
      const pairs = wrapped.map((key, index) => [names[index] ?? '', key] as const);
      return { keyCheck, isLoginNeeded: isLoginNeeded === true, keys: new Map(pairs) };
    });
    return this.#opening;
  }

  /** Adds a row, or gives the one back that has this id already. */
  async add(row: NewEntryRow): Promise<{ row: EntryRow; isNew: boolean }> {
    try {
      return await this.#add(row);
    } catch (error) {
      // What nobody else has goes before copies of what the server has.
      if (!isFull(error) || (await this.forgetCopies()) === 0) throw error;
      return this.#add(row);
    }
  }

  async #add(row: NewEntryRow): Promise<{ row: EntryRow; isNew: boolean }> {
    return this.#rows.write('save', [row.id], async (tx) => {
      const entries = tx.objectStore('entries');
      const known = await entries.index('id').get(row.id);
      if (known) return { row: known, isNew: false };
      // The database numbers the row; its schema type cannot say that the number is not there yet.
      const sequence = await entries.add(row as EntryRow);
      return { row: { ...row, sequence }, isNew: true };
    });
  }

  /**
   * Every row, oldest first, as they stand at one moment.
   * @param onPage is given each page as it comes; once more when the connection was lost
   */
  async all(onPage: (rows: readonly EntryRow[]) => void = () => undefined): Promise<EntryRow[]> {
    return this.#connection.read(['entries'], async (tx) => {
      const entries = tx.objectStore('entries');
      const pages = (await entries.getAllKeys()).reduce<number[][]>((found, key, index) => {
        if (index % PAGE === 0) found.push([]);
        found.at(-1)?.push(key);
        return found;
      }, []);
      // All are asked for at once: the browser reads on while the first ones are looked at.
      const read = pages.map(async (keys) => {
        const rows = await entries.getAll(IDBKeyRange.bound(keys[0], keys.at(-1)));
        onPage(rows);
        return rows;
      });
      return (await Promise.all(read)).flat();
    });
  }

  async byId(id: string): Promise<EntryRow | undefined> {
    return this.#connection.read(['entries'], (tx) => tx.objectStore('entries').index('id').get(id));
  }

  /**
   * Changes one row if the conditions hold in the same transaction. What is accepted keeps a copy of itself as it left,
   * where there is room for it.
   */
  async change(
    sequence: number,
    conditions: ChangeConditions,
    patch: RowPatch,
    extras: ChangeExtras = {},
  ): Promise<Change> {
    try {
      return await this.#change(sequence, conditions, patch, { ...extras, isCopied: true });
    } catch (error) {
      if (patch.state !== 'accepted' || !isFull(error)) throw error;
      return this.#change(sequence, conditions, patch, { ...extras, isCopied: false });
    }
  }

  async #change(
    sequence: number,
    { from, fence }: ChangeConditions,
    patch: RowPatch,
    { sealing, pacing, unasked, companions, isCopied }: ChangeExtras & { isCopied: boolean },
  ): Promise<Change> {
    const touched = [sequence, ...(companions?.patches.keys() ?? [])];
    let sealed: Sealed | undefined;
    const ready = sealing?.then((one) => (sealed = one));
    const work: RowWork<Change> = async (tx, rows) => {
      if (fence !== undefined && (await this.#fence(tx)) !== fence) return { kind: 'fenced' };
      const known = await rows;
      const row = known.get(sequence);
      if (!row || !from.includes(row.state)) return { kind: 'moved' };
      const beside = companions ? companionRows(known, companions) : [];
      if (!beside) return { kind: 'moved' };
      const own: RowPatch = sealed ? { ...patch, sealed } : patch;
      const changed = [[row, own] as const, ...beside].map(([old, part]): EntryRow => ({
        ...old,
        ...part,
        ...(isCopied && part.state === 'accepted' && isKeptAsCopy(old.sealed) && { copy: old.sealed }),
        fence: fence ?? old.fence,
      }));
      for (const next of changed) await tx.objectStore('entries').put(next);
      const waits = pacing?.();
      if (waits) await tx.objectStore('meta').put(waits, 'pacing');
      if (unasked !== undefined) await tx.objectStore('meta').put(unasked, 'unasked');
      const [next = row, ...others] = changed;
      return { kind: 'changed', row: next, companions: others };
    };
    return this.#rows.write('send', touched, work, ready);
  }

  /** Removes accepted rows; others are left alone. */
  async forgetAccepted(sequences: readonly number[]): Promise<void> {
    await this.#connection.write(['entries'], async (tx) => {
      for (const sequence of sequences) {
        const row = await tx.objectStore('entries').get(sequence);
        if (row?.state === 'accepted') await tx.objectStore('entries').delete(sequence);
      }
    });
  }

  /** Lets copies of accepted rows go, those of `sequences` or all. Gives how many there were. */
  async forgetCopies(sequences?: ReadonlySet<number>): Promise<number> {
    return this.#connection.write(['entries'], async (tx) => {
      const entries = tx.objectStore('entries');
      const copied = (await entries.getAll()).filter(
        ({ sequence, copy }) => copy && (sequences?.has(sequence) ?? true),
      );
      for (const { copy: _copy, ...row } of copied) await entries.put(row);
      return copied.length;
    });
  }

  /** Makes every earlier sender a zombie, and gives the new token. */
  async takeFence(): Promise<number> {
    return this.#settle(async (tx) => {
      const fence = (await fenceOf(tx)) + 1;
      await tx.objectStore('meta').put(fence, 'fence');
      return fence;
    });
  }

  /** Asked once for all changes that share a transaction: none of them takes it. */
  #fence(tx: OutboxTransaction<'readwrite'>): Promise<number> {
    const asked = this.#fences.get(tx) ?? fenceOf(tx);
    this.#fences.set(tx, asked);
    return asked;
  }

  async isLoginNeeded(): Promise<boolean> {
    return this.#connection.read(
      ['meta'],
      async (tx) => (await tx.objectStore('meta').get('isLoginNeeded')) === true,
    );
  }

  /** Says whether the queue waits for a person; false when the caller has been fenced out. */
  async setLoginNeeded(isNeeded: boolean, fence: number): Promise<boolean> {
    return this.#settle(async (tx) => {
      if ((await fenceOf(tx)) !== fence) return false;
      await tx.objectStore('meta').put(isNeeded, 'isLoginNeeded');
      return true;
    });
  }

  /** Writes down how sending stands, in the room that is kept for it. */
  #settle<T>(body: (tx: OutboxTransaction<'readwrite'>) => Promise<T>): Promise<T> {
    return this.#connection.write(['meta'], body, 'send');
  }

  /**
   * Number of the confirmed write up to which nobody knows whether the server still has them, although later ones were
   * confirmed since. Undefined while there is no such gap.
   */
  async unasked(): Promise<number | undefined> {
    const kept = await this.#connection.read(['meta'], (tx) => tx.objectStore('meta').get('unasked'));
    return typeof kept === 'number' ? kept : undefined;
  }

  /** The server was heard; false when the caller has been fenced out. */
  async forgetUnasked(fence: number): Promise<boolean> {
    return this.#settle(async (tx) => {
      if ((await fenceOf(tx)) !== fence) return false;
      await tx.objectStore('meta').delete('unasked');
      return true;
    });
  }

  /** What the queue waits out. */
  async pacing(): Promise<PacingState> {
    const kept = await this.#connection.read(['meta'], (tx) => tx.objectStore('meta').get('pacing'));
    return isPacingState(kept) ? kept : FRESH;
  }

  /** Writes down what the queue waits out; false when the caller has been fenced out. */
  async keepPacing(pacing: PacingState, fence: number): Promise<boolean> {
    return this.#settle(async (tx) => {
      if ((await fenceOf(tx)) !== fence) return false;
      await tx.objectStore('meta').put(pacing, 'pacing');
      return true;
    });
  }

  /**
   * Proves that the released key is the one this partition was written with; the first one is remembered.
   * @throws `storage-locked` for another key: then nothing is touched, and nothing looks damaged that is not
   */
  async requireKey(check: string): Promise<void> {
    const opening = await this.#opening?.catch(() => undefined);
    // No start but the first waits for the disk.
    if (opening?.keyCheck === check) return;
    await this.#connection.write(['meta'], async (tx) => {
      const known = await tx.objectStore('meta').get('keyCheck');
      if (known === undefined) await tx.objectStore('meta').put(check, 'keyCheck');
      else if (known !== check) {
        throw new SamspilError(
          'storage-locked',
          'The released key does not fit; sign in as the user who stored this.',
        );
      }
    });
  }

  async dataKey(patientKey: string): Promise<ArrayBuffer | undefined> {
    // A key is never changed. Those that were there at the start did not wait for the rows.
    const opening = await this.#opening?.catch(() => undefined);
    const known = opening?.keys.get(patientKey);
    return known ?? this.#connection.read(['keys'], (tx) => tx.objectStore('keys').get(patientKey));
  }

  async keepDataKey(patientKey: string, wrapped: ArrayBuffer): Promise<ArrayBuffer> {
    return this.#connection.write(['keys'], async (tx) => {
      const known = await tx.objectStore('keys').get(patientKey);
      if (known) return known;
      await tx.objectStore('keys').add(wrapped, patientKey);
      return wrapped;
    });
  }
}

/** Undefined when one that must stand does not. */
function companionRows(
  rows: ReadonlyMap<number, EntryRow>,
  { from, patches, isStrict }: Companions,
): (readonly [EntryRow, RowPatch])[] | undefined {
  const found: (readonly [EntryRow, RowPatch])[] = [];
  for (const [sequence, patch] of patches) {
    const row = rows.get(sequence);
    if (row?.state === from) found.push([row, patch]);
    else if (isStrict) return undefined;
  }
  return found;
}

async function fenceOf(tx: OutboxTransaction<'readwrite'>): Promise<number> {
  const fence = await tx.objectStore('meta').get('fence');
  return typeof fence === 'number' ? fence : 0;
}
