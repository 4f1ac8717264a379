import { formatName } from '../../format/names.ts';
import type { PatientFacts } from '../../patients/patient-facts.ts';
import type { ReadRow } from '../../patients/patient-row.ts';

/** What differs from what the person has seen of a row. */
export interface RowChange {
  readonly kind: 'new' | 'changed' | 'gone';
  /** The row as it was seen; undefined for a new one. */
  readonly before: ReadRow | undefined;
  /** Names of the columns whose cell is another. */
  readonly columns: ReadonlySet<string>;
  readonly newFlags: ReadonlySet<string>;
  readonly goneFlags: readonly string[];
}

/** A reading of the list: its rows, when they were read, and whether they are all. */
export interface ListReading {
  readonly rows: readonly ReadRow[];
  readonly at: string | undefined;
  readonly isPartial: boolean;
  /** Another list has other words here: nothing of it has changed. */
  readonly identity: string;
}

/**
 * What has changed since the person last said that she has seen the list (LST-18, 33, 34). Changes add up over readings;
 * one that was taken back is none. Of a list in pages nobody can say who is new or gone: only changed cells are marked.
 */
export class ListChanges {
  #seen: (Omit<ListReading, 'rows'> & { readonly rows: ReadonlyMap<string, ReadRow> }) | undefined;
  #reading: ListReading | undefined;
  #changes: ReadonlyMap<string, RowChange> = new Map();

  /** By the keys of rows. */
  get changes(): ReadonlyMap<string, RowChange> {
    return this.#changes;
  }

  /** When the list was read that everything is compared with. */
  get since(): string | undefined {
    return this.#seen?.at;
  }

  /** Rows that are no longer on the list, and stay until their mark is taken away. */
  get gone(): ReadRow[] {
    const keys = [...this.#changes].filter(([, { kind }]) => kind === 'gone').map(([key]) => key);
    return keys.flatMap((key) => this.#seen?.rows.get(key) ?? []);
  }

  /** @param reading undefined while there are no rows */
  read(reading: ListReading | undefined): void {
    const wasPartial = this.#seen?.isPartial ?? false;
    this.#reading = reading;
    if (!reading || this.#seen?.identity !== reading.identity) this.seen();
    else if (wasPartial || reading.isPartial) this.#absorb(reading);
    this.#compare();
  }

  /** Takes the mark from one row, else from all. */
  seen(key?: string): void {
    const reading = this.#reading;
    if (key === undefined || !this.#seen || !reading) {
      this.#seen = reading && { ...reading, rows: byKey(reading.rows) };
    } else {
      const rows = new Map(this.#seen.rows);
      const row = reading.rows.find((each) => each.key === key);
      if (row) rows.set(key, row);
      else rows.delete(key);
      this.#seen = { ...this.#seen, rows };
    }
    this.#compare();
  }

  /** A further page is no news. */
  #absorb({ rows, isPartial }: ListReading): void {
    if (this.#seen)
      this.#seen = { ...this.#seen, isPartial, rows: new Map([...byKey(rows), ...this.#seen.rows]) };
  }

  #compare(): void {
    const { rows: now = [], isPartial = true } = this.#reading ?? {};
    const seen = this.#seen?.rows ?? new Map<string, ReadRow>();
    const changes = new Map<string, RowChange>();
    // Who has no id cannot be told again in another reading.
    for (const row of now.filter(({ id }) => id !== undefined)) {
      const before = seen.get(row.key);
      const change = before ? changeOf(before, row) : mark('new', undefined);
      if (change) changes.set(row.key, change);
    }
    const keys = new Set(now.map(({ key }) => key));
    if (!isPartial)
      for (const [key, row] of seen)
        if (row.id !== undefined && !keys.has(key)) changes.set(key, mark('gone', row));
    this.#changes = changes;
  }
}

function byKey(rows: readonly ReadRow[]): ReadonlyMap<string, ReadRow> {
  return new Map(rows.map((row) => [row.key, row]));
}

function mark(kind: RowChange['kind'], before: ReadRow | undefined): RowChange {
  return { kind, before, columns: new Set(), newFlags: new Set(), goneFlags: [] };
}

function changeOf(before: ReadRow, now: ReadRow): RowChange | undefined {
  const columns = new Set<string>();
  if (isAnother(before.facts, now.facts)) columns.add('name');
  for (const name of Object.keys({ ...before.cells, ...now.cells }))
    if (before.cells[name] !== now.cells[name]) columns.add(name);
  for (const name of ['place', 'time'] as const) if (before[name] !== now[name]) columns.add(name);
  const [was, is] = [wordsOf(before), wordsOf(now)];
  const newFlags = new Set(is.filter((flag) => !was.includes(flag)));
  const goneFlags = was.filter((flag) => !is.includes(flag));
  return columns.size > 0 || newFlags.size > 0 || goneFlags.length > 0
    ? { kind: 'changed', before, columns, newFlags, goneFlags }
    : undefined;
}

/** Flags that are news when they come or go. */
function wordsOf({ flags }: ReadRow): string[] {
  return flags.filter(({ isOwn }) => !isOwn).map(({ text }) => text);
}

/** What a person is known by, and what must be known about her before she is looked for. */
function isAnother(before: PatientFacts, now: PatientFacts): boolean {
  const facts = ({ name, birthDate, identifier, death, isProtected }: PatientFacts) =>
    JSON.stringify([name && formatName(name), birthDate, identifier?.value, death, isProtected]);
  return facts(before) !== facts(now);
}
