import type { EntryContent, Write, WriteResult } from '../entry.ts';

/** What the server made of earlier writes, as far as later ones build on them. */
export class SentHistory {
  #writes: { write: Write; result: WriteResult; plugin: string; sequence: number }[] = [];
  readonly #serverReference = new Map<string, string>();

  /** Remembers an accepted entry. Add them in any order, each once. */
  add(sequence: number, content: EntryContent): void {
    for (const write of content.writes) {
      if (!write.result) continue;
      this.#writes.push({ write, result: write.result, plugin: content.plugin.id, sequence });
      this.#serverReference.set(write.reference, write.result.reference);
    }
    this.#writes.sort((a, b) => a.sequence - b.sequence);
  }

  /** The server has it no more. */
  forget(sequence: number): void {
    this.#writes = this.#writes.filter((earlier) => earlier.sequence !== sequence);
    this.#serverReference.clear();
    for (const { write, result } of this.#writes)
      this.#serverReference.set(write.reference, result.reference);
  }

  /** The server's name of a resource that may have been named here first. */
  resolve(reference: string): string {
    return this.#serverReference.get(reference) ?? reference;
  }

  /** True when an accepted write of this outbox created the resource, under either name. */
  isMadeHere(reference: string): boolean {
    return this.#writes.some(({ write, result }) => write.isNew && isNamed(reference, write, result));
  }

  /** The mark of the accepted write that created the resource. */
  creationMarkOf(reference: string): string | undefined {
    return this.#writes.find(({ write, result }) => write.isNew && isNamed(reference, write, result))?.write
      .mark;
  }

  /**
   * The version an update must meet. Usually the one it states. It moves on to the result of an own earlier write when
   * the update was made on top of that write: it changes what this outbox created, or the same plugin changed the same
   * version twice while offline. Another plugin's change is not built on: there the stated version stays, the server
   * refuses, and the versions are compared. Nor is it on a write that was put on top of somebody else's version meanwhile.
   */
  baseVersionOf(update: Write, plugin: string, sequence: number): string | undefined {
    let base = update.baseVersionId;
    for (const earlier of this.#writes) {
      if (earlier.sequence >= sequence || !isNamed(update.reference, earlier.write, earlier.result)) continue;
      const isBuiltOn =
        (update.baseVersionId === undefined && earlier.write.isRebased !== true) ||
        (earlier.plugin === plugin &&
          !earlier.write.isNew &&
          earlier.write.baseVersionId === update.baseVersionId);
      if (isBuiltOn) base = earlier.result.versionId ?? base;
    }
    return base;
  }

  /** The mark of our own write that made this version; undefined where somebody else did. */
  markOf(reference: string, versionId: string): string | undefined {
    return this.#writes.findLast(
      ({ write, result }) => result.versionId === versionId && isNamed(reference, write, result),
    )?.write.mark;
  }
}

function isNamed(reference: string, write: Write, result: WriteResult): boolean {
  return write.reference === reference || result.reference === reference;
}
