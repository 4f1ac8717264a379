import type { WriteUse } from '../room/reserve.ts';
import type { EntryRow } from '../entry.ts';
import { isFull } from './faults.ts';
import { rowsTogether } from './rows-together.ts';
import type { OutboxConnection, OutboxTransaction } from './outbox-connection.ts';

/**
 * A change of one row, and what stands with it in the same transaction. Awaits nothing but its requests.
 * @param rows those that it named by number, as they stand
 */
export type RowWork<T> = (
  tx: OutboxTransaction<'readwrite'>,
  rows: Promise<ReadonlyMap<number, EntryRow>>,
) => Promise<T>;

interface Waiting {
  rows: readonly (string | number)[];
  work: RowWork<unknown>;
  use: WriteUse;
  ready: Promise<unknown>;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

/**
 * Changes of different rows that wait at the same time share one transaction, so that they wait for the disk once and not
 * one after the other. Each is told only when that transaction is complete. A change that is alone waits for nobody.
 */
export class GroupCommit {
  readonly #connection: OutboxConnection;
  #waiting: Waiting[] = [];
  #isCommitting = false;

  constructor(connection: OutboxConnection) {
    this.#connection = connection;
  }

  /**
   * @param rows what tells the rows it reads and changes from others: two changes of one row never share a transaction,
   *   because the second must see what the first left
   * @param ready what the work needs before it can begin; what was asked for in the same turn waits with it
   * @throws as `Connection.write`
   */
  write<T>(
    use: WriteUse,
    rows: readonly (string | number)[],
    work: RowWork<T>,
    ready: Promise<unknown> = Promise.resolve(),
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const settle = resolve as (result: unknown) => void;
      this.#waiting.push({ use, rows, work, ready, resolve: settle, reject });
      if (!this.#isCommitting) void this.#commitAll();
    });
  }

  async #commitAll(): Promise<void> {
    this.#isCommitting = true;
    // What is asked for in the same turn belongs together.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#commit(await readyOnes(this.#nextGroup()));
    this.#isCommitting = false;
  }

  #nextGroup(): Waiting[] {
    const taken = new Set<string | number>();
    const group: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const one of this.#waiting) {
      (one.rows.some((row) => taken.has(row)) ? rest : group).push(one);
      // Also those of one that has to wait: what comes after it must not overtake it.
      one.rows.forEach((row) => taken.add(row));
    }
    this.#waiting = rest;
    return group;
  }

  /** Never rejects: whoever waits is told. */
  async #commit(group: readonly Waiting[]): Promise<void> {
    if (group.length === 0) return;
    // Room that is kept for sending is not for a save that only came along.
    const use = group.every((one) => one.use === 'send') ? 'send' : 'save';
    const numbers = group.flatMap(({ rows }) => rows.filter((row) => typeof row === 'number'));
    const work = (tx: OutboxTransaction<'readwrite'>) => {
      const rows = rowsTogether(tx, numbers);
      // Whoever is fenced out does not look at them; the transaction says itself how it ended.
      rows.catch(() => undefined);
      return Promise.all(group.map((one) => one.work(tx, rows)));
    };
    try {
      const results = await this.#connection.write(['entries', 'meta'], work, use);
      group.forEach(({ resolve }, index) => resolve(results[index]));
    } catch (error) {
      // A small save may fit where a large one did not: each gets an answer of its own.
      if (group.length > 1 && isFull(error)) for (const one of group) await this.#commit([one]);
      else group.forEach(({ reject }) => reject(error));
    }
  }
}

/** Those that can begin; whoever cannot is told why. */
async function readyOnes(group: readonly Waiting[]): Promise<Waiting[]> {
  const outcomes = await Promise.allSettled(group.map(({ ready }) => ready));
  return group.filter(({ reject }, index) => {
    const outcome = outcomes[index];
    if (outcome?.status === 'rejected') reject(outcome.reason);
    return outcome?.status !== 'rejected';
  });
}
