import { formatName } from '../../format/names.ts';
import type { ReadRow } from '../../patients/patient-row.ts';

/** How a list is sorted: by the name of a column. */
export interface RowOrder {
  readonly by: string;
  readonly isReversed: boolean;
}

/** As the page asks; else a ward list begins by the bed, an appointment list by the time, any other by the name (LST-29). */
export function firstOrder(rows: readonly ReadRow[], wanted?: string): RowOrder {
  const by =
    wanted ?? (['place', 'time'] as const).find((column) => rows.some((row) => row[column] !== undefined));
  return { by: by ?? 'name', isReversed: false };
}

/** A second press on a column turns it round. */
export function pressed(before: RowOrder, by: string): RowOrder {
  return { by, isReversed: before.by === by && !before.isReversed };
}

/**
 * Rows in an order: by the user's alphabet, bed 2 before bed 10; what has no value stands last in both directions, and
 * equal ones by name.
 */
export function sorted(rows: readonly ReadRow[], { by, isReversed }: RowOrder, locale: string): ReadRow[] {
  const { compare } = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' });
  const nameOf = ({ facts }: ReadRow) => (facts.name ? formatName(facts.name) : undefined);
  const valueOf = (row: ReadRow) => {
    if (by === 'name') return nameOf(row);
    if (by !== 'time') return by === 'place' ? row.place : row.cells[by];
    const at = new Date(row.time ?? '').getTime();
    return Number.isNaN(at) ? undefined : String(at);
  };
  const keyed = rows.map((row) => ({ row, value: valueOf(row), name: nameOf(row) ?? '' }));
  keyed.sort((a, b) => {
    if (a.value === undefined || b.value === undefined)
      return Number(a.value === undefined) - Number(b.value === undefined) || compare(a.name, b.name);
    return (isReversed ? -1 : 1) * compare(a.value, b.value) || compare(a.name, b.name);
  });
  return keyed.map(({ row }) => row);
}
