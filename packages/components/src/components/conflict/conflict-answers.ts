import type { ConflictChoice, WriteConflict } from '@samspil/sdk/host';

type Side = ConflictChoice['take'];

/** What a person has chosen so far in one conflict. A new revision begins anew: what was chosen was about something else. */
export class ConflictAnswers {
  readonly #conflict: WriteConflict;
  readonly #sides: ReadonlyMap<string, Side>;

  constructor(conflict: WriteConflict, sides: ReadonlyMap<string, Side> = new Map()) {
    this.#conflict = conflict;
    this.#sides = sides;
  }

  /** The side taken; undefined while the question is open. */
  of(reference: string, path: string): Side | undefined {
    return this.#sides.get(keyOf(reference, path));
  }

  with(reference: string, path: string, side: Side): ConflictAnswers {
    return new ConflictAnswers(this.#conflict, new Map(this.#sides).set(keyOf(reference, path), side));
  }

  /** One side for every question that may be answered so. What may not be read can only be left as it is. */
  withAll(side: Side): ConflictAnswers {
    const all = this.#questions().map(({ kind, key }): [string, Side] => [
      key,
      kind === 'unreadable' ? 'theirs' : side,
    ]);
    return new ConflictAnswers(this.#conflict, new Map(all));
  }

  /** The place of the first open question, in the order shown; undefined when there is none. */
  get firstOpen(): number | undefined {
    const index = this.#questions().findIndex(({ key }) => !this.#sides.has(key));
    return index < 0 ? undefined : index;
  }

  /** Every choice, as the outbox takes them. */
  get choices(): ConflictChoice[] {
    return this.#questions().flatMap(({ reference, path, key }): ConflictChoice[] => {
      const take = this.#sides.get(key);
      return take === undefined ? [] : [{ reference, path, take }];
    });
  }

  #questions() {
    return this.#conflict.resources.flatMap(({ reference, kind, conflicts }) =>
      conflicts.map(({ path }) => ({ reference, kind, path, key: keyOf(reference, path) })),
    );
  }
}

function keyOf(reference: string, path: string): string {
  return `${reference} ${path}`;
}
