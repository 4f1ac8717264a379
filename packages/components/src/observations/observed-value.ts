import type { CodeableConcept, Observation, ObservationComponent, Quantity } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../format/concepts.ts';
import { formatExact } from '../format/numbers.ts';
import { formatWhen } from '../format/onset.ts';
import { textIn } from '../states/render-facts.ts';
import type { ObservedWords } from './observed-words.ts';
import { unitText } from './unit-text.ts';

const noBreakSpace = '\u00a0';
const comparators = {
  '<': ['<', 'observed.less'],
  '<=': ['≤', 'observed.atMost'],
  '>': ['>', 'observed.more'],
  '>=': ['≥', 'observed.atLeast'],
} as const;
const absences = [
  'asked-unknown',
  'temp-unknown',
  'not-asked',
  'asked-declined',
  'masked',
  'not-applicable',
  'unsupported',
  'error',
  'not-a-number',
  'negative-infinity',
  'positive-infinity',
  'not-performed',
  'not-permitted',
  'unknown',
] as const;

/** One value, as a screen says it. */
export interface ObservedValue {
  /** Which part of the observation it is; undefined for the value itself. */
  readonly name: string | undefined;
  /** A sign before the number, and its word for who does not see it. */
  readonly comparator: { readonly sign: string; readonly word: string } | undefined;
  readonly text: string;
  readonly unit: string | undefined;
  /** There is no value: `text` says why, or that nobody says. */
  readonly isAbsent: boolean;
}

type Valued = Observation | ObservationComponent;

/**
 * Everything an observation found: its own value, then those of its components. At least one, if only that there is none.
 *
 * @param nameOf what a component is called. Default: as it calls itself.
 */
export function observedValues(
  observation: Observation,
  words: ObservedWords,
  nameOf: (part: CodeableConcept | undefined) => string | undefined = conceptText,
): ObservedValue[] {
  const parts = objectsIn(observation.component).map((component) => ({
    ...(valueOf(component, words) ?? absentValue(component.dataAbsentReason, words)),
    name: nameOf(component.code) ?? '',
  }));
  const own = valueOf(observation, words);
  if (own) return [own, ...parts];
  if (parts.length > 0 && observation.dataAbsentReason === undefined) return parts;
  return [ownAbsence(observation, words), ...parts];
}

/** In one line, for where no markup can stand. */
export function observedText(values: readonly ObservedValue[]): string {
  return values
    .map(({ name, comparator, text, unit }) =>
      [name, comparator?.word, unit === undefined ? text : `${text}${noBreakSpace}${unit}`]
        .filter(Boolean)
        .join(' '),
    )
    .join(', ');
}

/** A number with its unit and sign; undefined for what is none. */
export function quantityValue(
  quantity: Quantity | undefined,
  words: ObservedWords,
): ObservedValue | undefined {
  const value: unknown = quantity?.value;
  const text = typeof value === 'number' ? formatExact(value, words.locale) : '';
  if (!text) return undefined;
  const given: unknown = quantity?.comparator;
  const known = comparators[given as keyof typeof comparators] as
    readonly [string, 'observed.less'] | undefined;
  return {
    ...said(text),
    unit: unitText(quantity, words.locale),
    comparator: known && { sign: known[0], word: words.t(known[1]) },
  };
}

function valueOf(observed: Valued, words: ObservedWords): ObservedValue | undefined {
  const given = Object.entries(observed).filter(
    ([name, value]) => /^value[A-Z]/.test(name) && value !== undefined && value !== null,
  );
  if (given.length === 0) return undefined;
  const text = textOf(observed, words);
  return (
    quantityValue(observed.valueQuantity, words) ??
    (text === undefined ? { ...said(words.t('observed.unreadable')), isAbsent: true } : said(text))
  );
}

function textOf(observed: Valued, words: ObservedWords): string | undefined {
  const { t, locale } = words;
  const { valueBoolean, valueInteger, valueRange, valueRatio, valuePeriod } = observed;
  const quantity = (given: Quantity | undefined) => {
    const value = quantityValue(given, words);
    return value && observedText([value]);
  };
  if (typeof valueBoolean === 'boolean') return t(valueBoolean ? 'observed.yes' : 'observed.no');
  if (typeof valueInteger === 'number') return formatExact(valueInteger, locale);
  const span = spanText(quantity(valueRange?.low), quantity(valueRange?.high), words);
  const period = spanText(
    formatWhen(valuePeriod?.start, locale),
    formatWhen(valuePeriod?.end, locale),
    words,
  );
  const [value, of] = [quantity(valueRatio?.numerator), quantity(valueRatio?.denominator)];
  return (
    conceptText(observed.valueCodeableConcept) ??
    textIn(observed.valueString) ??
    span ??
    (value !== undefined && of !== undefined ? t('observed.ratio', { value, of }) : value) ??
    formatWhen(observed.valueDateTime, locale) ??
    textIn(observed.valueTime) ??
    period ??
    (observed.valueSampledData ? t('observed.curve') : undefined)
  );
}

/** From, to, or both. */
export function spanText(
  from: string | undefined,
  to: string | undefined,
  { t }: ObservedWords,
): string | undefined {
  if (from !== undefined && to !== undefined) return t('observed.range', { from, to });
  if (from !== undefined) return t('observed.from', { value: from });
  return to === undefined ? undefined : t('observed.upTo', { value: to });
}

function ownAbsence({ dataAbsentReason, hasMember }: Observation, words: ObservedWords): ObservedValue {
  const isPanel = dataAbsentReason === undefined && objectsIn(hasMember).length > 0;
  return isPanel
    ? { ...said(words.t('observed.members')), isAbsent: true }
    : absentValue(dataAbsentReason, words);
}

function absentValue(reason: CodeableConcept | undefined, words: ObservedWords): ObservedValue {
  const codes = codesOf(reason);
  const known = absences.find((each) => codes.includes(each));
  const text = known ? words.t(`observed.absent.${known}`) : conceptText(reason);
  return { ...said(text ?? words.t('observed.missing')), isAbsent: true };
}

function said(text: string): ObservedValue {
  return { name: undefined, comparator: undefined, text, unit: undefined, isAbsent: false };
}
