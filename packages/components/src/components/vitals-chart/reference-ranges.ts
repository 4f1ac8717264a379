import { valueIn, vitalSign } from '@samspil/sdk/clinical';
import type { ObservationReferenceRange } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { textIn } from '../../states/render-facts.ts';
import type { ChartSign } from './chart-signs.ts';
import { quantityIn } from './observation-facts.ts';
import type { Valued } from './observation-parts.ts';

/** A reference range as the record gives it, in the unit of the chart. */
export interface ReferenceRange {
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** For whom it holds, where the record says so (CHT-20). */
  readonly population: readonly string[];
  /** Years of age, where it is for an age. */
  readonly ages: { readonly from: number | undefined; readonly to: number | undefined } | undefined;
  /** What the record writes about it, where it gives no numbers. */
  readonly text: string | undefined;
}

/**
 * The normal ranges of a measurement that fit the patient. A range for an age holds only when the age is known to lie in
 * it: a new-born's differ. Targets and treatment ranges are no normal ranges and are left to the record.
 */
export function referenceRanges(
  valued: Valued,
  sign: ChartSign,
  ageYears: number | undefined,
): readonly ReferenceRange[] {
  return objectsIn(valued.referenceRange)
    .filter(({ type }) => type === undefined || codesOf(type).includes('normal'))
    .map((range) => readRange(range, sign))
    .filter(({ ages }) => ages === undefined || (ageYears !== undefined && isWithin(ages, ageYears)))
    .filter(({ min, max, text }) => min !== undefined || max !== undefined || text !== undefined);
}

function readRange(range: ObservationReferenceRange, { key }: ChartSign): ReferenceRange {
  const { ucum } = vitalSign(key).measure;
  const age: unknown = range.age;
  const ages =
    typeof age === 'object' && age !== null ? (age as { low?: unknown; high?: unknown }) : undefined;
  return {
    min: limitIn(ucum, range.low),
    max: limitIn(ucum, range.high),
    population: objectsIn(range.appliesTo).flatMap((concept) => conceptText(concept) ?? []),
    ages: ages && { from: yearsIn(ages.low), to: yearsIn(ages.high) },
    text: textIn(range.text) ?? asItCame(range),
  };
}

/** Limits as the record writes them, for those that cannot be placed on the axis. */
function asItCame({ low, high }: ObservationReferenceRange): string | undefined {
  const said = [low, high].flatMap((limit) => {
    const found = quantityIn(limit);
    return found ? [[found.value, found.unit].filter((each) => each !== undefined).join(' ')] : [];
  });
  return said.length > 0 ? said.join(' - ') : undefined;
}

/** A limit without a unit is not guessed. */
function limitIn(ucum: string, quantity: unknown): number | undefined {
  const limit = quantityIn(quantity);
  return limit && valueIn(ucum, limit);
}

function yearsIn(age: unknown): number | undefined {
  const found = quantityIn(age);
  if (found?.value === undefined) return undefined;
  switch (found.unit) {
    case 'a':
    case 'år':
    case 'years':
      return found.value;
    case 'mo':
      return found.value / 12;
    case 'wk':
      return (found.value * 7) / 365.25;
    case 'd':
      return found.value / 365.25;
    default:
      return NaN;
  }
}

/** An age in a unit nobody knows fits nobody. */
function isWithin(
  { from, to }: { from: number | undefined; to: number | undefined },
  years: number,
): boolean {
  return years >= (from ?? -Infinity) && years <= (to ?? Infinity);
}
