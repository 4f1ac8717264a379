import { effectiveOf, type VitalSign, type VitalSignKey } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';
import { codesOf, conceptText } from '../../format/concepts.ts';
import { textIn } from '../../states/render-facts.ts';
import { partsOf, signOf, type Valued } from './observation-parts.ts';

/** One line of the table: one value, or the pair of a blood pressure. */
export interface TableRow {
  readonly source: Observation;
  /** NaN where the record gives no time that can be read. */
  readonly at: number;
  /** As the record has it. */
  readonly effective: string | undefined;
  /** The vital sign; undefined for anything else that was measured. */
  readonly sign: VitalSign | undefined;
  /** What the record calls it, for what we do not know. */
  readonly name: string | undefined;
  readonly valued: Valued;
  /** Diastolic beside the systolic of `valued`. */
  readonly lower: Valued | undefined;
}

export type SortKey = 'time' | 'sign' | 'value';

/** How the table is sorted. */
export interface TableOrder {
  readonly by: SortKey;
  readonly isAscending: boolean;
}

/** Every Observation has at least one line: what cannot be drawn stands here as it came. */
export function tableRows(observations: readonly Observation[]): TableRow[] {
  return observations.flatMap((source) => {
    const effective = effectiveIn(source);
    const at = effective === undefined ? NaN : Date.parse(effective);
    const row = (valued: Valued, lower?: Valued): TableRow => ({
      source,
      at,
      effective,
      sign: signOf(valued),
      name: conceptText(valued.code) ?? codesOf(valued.code)[0],
      valued,
      lower,
    });
    const parts = partsOf(source).slice(1);
    if (parts.length === 0) return [row(source)];
    const keyIs = (key: VitalSignKey) => (part: Valued) => signOf(part)?.key === key;
    const systolic = parts.find(keyIs('systolic'));
    const diastolic = parts.find(keyIs('diastolic'));
    const rest = parts.filter((part) => part !== systolic && !(systolic && part === diastolic));
    return [
      ...(hasOwnValue(source) ? [row(source)] : []),
      ...(systolic ? [row(systolic, diastolic)] : []),
      ...rest.map((part) => row(part)),
    ];
  });
}

/** Newest first at the start (TBL-06). The time, newest first, is always the second key; without one stands last. */
export function sortRows(
  rows: readonly TableRow[],
  { by, isAscending }: TableOrder,
  nameOf: (row: TableRow) => string,
) {
  const direction = isAscending ? 1 : -1;
  const newestFirst = (a: TableRow, b: TableRow) => compareTimes(b.at, a.at);
  const keys: Readonly<Record<SortKey, (a: TableRow, b: TableRow) => number>> = {
    time: (a, b) => direction * compareTimes(a.at, b.at),
    sign: (a, b) => direction * nameOf(a).localeCompare(nameOf(b)) || newestFirst(a, b),
    // Numbers of different signs say nothing of each other: they are compared inside a sign.
    value: (a, b) =>
      nameOf(a).localeCompare(nameOf(b)) || direction * (numberOf(a) - numberOf(b)) || newestFirst(a, b),
  };
  const hasTime = ({ at }: TableRow) => !Number.isNaN(at);
  return [...rows.filter(hasTime).sort(keys[by]), ...rows.filter((row) => !hasTime(row))];
}

function compareTimes(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function numberOf({ valued }: TableRow): number {
  const value: unknown = valued.valueQuantity?.value;
  return typeof value === 'number' && Number.isFinite(value) ? value : -Infinity;
}

function effectiveIn(source: Observation): string | undefined {
  try {
    return textIn(effectiveOf(source));
  } catch {
    return undefined;
  }
}

function hasOwnValue(source: Observation): boolean {
  return Object.keys(source).some((key) => key.startsWith('value')) || source.dataAbsentReason !== undefined;
}
