import type { Quantity, Range, Ratio } from 'fhir/r4';
import { formatExact } from '../../../format/numbers.ts';
import { formatUnit } from '../../../format/units.ts';
import { textIn } from '../../../states/render-facts.ts';
import type { DosageWords } from '../medication-words.ts';

const noBreakSpace = '\u00a0';

/** Units that are misread when they are abbreviated, in every spelling that occurs. */
const spelledOut = {
  ug: 'ug',
  µg: 'ug',
  μg: 'ug',
  mcg: 'ug',
  mikg: 'ug',
  ng: 'ng',
  '[iU]': 'iu',
  '[IU]': 'iu',
  IU: 'iu',
  IE: 'iu',
  "[arb'U]": 'u',
  "[USP'U]": 'u',
  U: 'u',
} as const;
/** UCUM periods; with one of them a rate is said in words. */
export const timeUnits = ['s', 'min', 'h', 'd', 'wk', 'mo', 'a'] as const;
export type TimeUnit = (typeof timeUnits)[number];
const litres: Readonly<Record<string, string>> = { L: 'l', mL: 'ml', dL: 'dl', uL: 'mikroliter' };

/** A dose unit as it is safely written: `µg` in words (never misread as mg), no slash (RXL-08, RXL-13). */
export function doseUnit(unit: string, words: DosageWords): string {
  const parts = unit.split('/').map((part) => unitWord(part.trim(), words));
  const [amount = '', ...per] = parts;
  return per.reduce((said, each) => words.t('med.per', { amount: said, unit: each }), amount);
}

function unitWord(unit: string, { t, locale }: DosageWords): string {
  const known = Object.hasOwn(spelledOut, unit) ? spelledOut[unit as keyof typeof spelledOut] : undefined;
  if (known) return t(`med.unit.${known}`);
  const time = timeUnits.find((each) => each === unit);
  if (time) return t(`med.each.${time}`);
  if (Object.hasOwn(litres, unit)) return litres[unit] ?? unit;
  // UCUM notes such as {tablet} are words in braces.
  const note = /^\{([^{}]+)\}$/.exec(unit)?.[1];
  return note ?? formatUnit(unit, locale);
}

/** `2,5 mg`, every digit as recorded, never broken between number and unit (RXL-05, RXL-06). Undefined for what is no amount. */
export function amountText(quantity: Quantity | undefined, words: DosageWords): string | undefined {
  const value: unknown = quantity?.value;
  if (typeof value !== 'number') return undefined;
  const number = formatExact(value, words.locale);
  if (!number) return undefined;
  const unit = unitOf(quantity);
  const amount = unit === undefined ? number : `${number}${noBreakSpace}${doseUnit(unit, words)}`;
  return comparedText(quantity?.comparator, amount, words);
}

/** The code where it is one of UCUM; else what the record writes, such as `tablet`. */
function unitOf(quantity: Quantity | undefined): string | undefined {
  const isUcum = /unitsofmeasure/.test(textIn(quantity?.system) ?? '');
  const [code, unit] = [textIn(quantity?.code), textIn(quantity?.unit)];
  const wording = code === '1' || code?.startsWith('{') ? (unit ?? code) : code;
  const said = isUcum && wording !== undefined ? wording : (unit ?? code);
  return said === '1' ? undefined : said;
}

/** In words: `<` is one of the signs that must not stand in a dose (RXL-08). */
function comparedText(comparator: unknown, amount: string, { t }: DosageWords): string {
  switch (comparator) {
    case '<':
      return t('med.lessThan', { amount });
    case '<=':
      return t('med.atMost', { amount });
    case '>':
      return t('med.moreThan', { amount });
    case '>=':
      return t('med.atLeast', { amount });
    default:
      return amount;
  }
}

/** `1 til 2 tabletter`, or one end of it. */
export function rangeText(range: Range | undefined, words: DosageWords): string | undefined {
  const { t } = words;
  const [from, to] = [amountText(range?.low, words), amountText(range?.high, words)];
  if (from !== undefined && to !== undefined) return t('med.range', { from, to });
  if (to !== undefined) return t('med.atMost', { amount: to });
  return from === undefined ? undefined : t('med.atLeast', { amount: from });
}

/** `4 g pr. dag`, `250 mg i 5 ml`: in words, never with a slash (RXL-13). */
export function ratioText(ratio: Ratio | undefined, words: DosageWords): string | undefined {
  const { t } = words;
  const amount = amountText(ratio?.numerator, words);
  const denominator = ratio?.denominator;
  if (amount === undefined || !denominator) return amount;
  const unit = unitOf(denominator);
  if (denominator.value === 1 && unit !== undefined)
    return t('med.per', { amount, unit: doseUnit(unit, words) });
  const volume = spanText(denominator, words) ?? amountText(denominator, words);
  if (volume === undefined) return amount;
  return timeUnitOf(unit) ? t('med.per', { amount, unit: volume }) : t('med.in', { amount, volume });
}

/** A time as words, `7 dage`; undefined when it is none. */
export function spanText(quantity: Quantity | undefined, words: DosageWords): string | undefined {
  const unit = timeUnitOf(textIn(quantity?.code) ?? textIn(quantity?.unit));
  const value: unknown = quantity?.value;
  return unit && typeof value === 'number' ? timesText(value, unit, words) : undefined;
}

/** `1 time`, `8 timer`. */
export function timesText(value: number, unit: TimeUnit, { t, locale }: DosageWords): string {
  return t(`med.time.${unit}.${value === 1 ? 'one' : 'other'}`, { n: formatExact(value, locale) });
}

export function timeUnitOf(unit: unknown): TimeUnit | undefined {
  return timeUnits.find((each) => each === unit);
}
