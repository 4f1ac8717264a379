import { UNFINISHED } from '../entry.ts';
import type { Entry } from '../entry.ts';
import { referencesIn } from '../write/references.ts';

interface Noted {
  sequence: number;
  writes: readonly { reference: string; isNew: boolean }[];
  references: ReadonlySet<string>;
}

/**
 * Which unfinished writes a write waits for: earlier ones that write the same resource, or make one that it refers to. The
 * same rule by which the queue is ordered (`send/queue.ts`), for the screen. Knows what it was told: an engine that has
 * listed everything once knows all.
 */
export class WaitBook {
  readonly #noted = new Map<string, Noted>();
  /** Ids of the unfinished writes that write a resource. */
  readonly #writers = new Map<string, Set<string>>();

  /** Takes over a state. A finished write holds nobody up any more. */
  note({ row, content }: Entry): void {
    this.#forget(row.id);
    if (!UNFINISHED.has(row.state)) return;
    const { writes } = content;
    const references = referencesIn(writes.map(({ resource }) => resource));
    this.#noted.set(row.id, { sequence: row.sequence, writes, references });
    for (const { reference } of writes) {
      const writers = this.#writers.get(reference) ?? new Set();
      this.#writers.set(reference, writers.add(row.id));
    }
  }

  /** Ids of the receipts, oldest first. */
  of(id: string): string[] {
    const noted = this.#noted.get(id);
    if (!noted) return [];
    const found = new Map<string, number>();
    const look = (reference: string, isOnlyIfMade: boolean) => {
      for (const other of this.#writers.get(reference) ?? []) {
        const earlier = this.#noted.get(other);
        if (!earlier || earlier.sequence >= noted.sequence) continue;
        const isMade = earlier.writes.some((write) => write.isNew && write.reference === reference);
        if (isMade || !isOnlyIfMade) found.set(other, earlier.sequence);
      }
    };
    for (const { reference } of noted.writes) look(reference, false);
    for (const reference of noted.references) look(reference, true);
    return [...found].sort(([, a], [, b]) => a - b).map(([other]) => other);
  }

  #forget(id: string): void {
    for (const { reference } of this.#noted.get(id)?.writes ?? []) {
      const writers = this.#writers.get(reference);
      writers?.delete(id);
      if (writers?.size === 0) this.#writers.delete(reference);
    }
    this.#noted.delete(id);
  }
}
