import type { Coding, Quantity, QuestionnaireResponseItemAnswer, Reference } from 'fhir/r4';
import { textIn } from '../../../format/text-in.ts';
import type { Answer, ItemType } from './form-item.ts';

type ValueKey = Exclude<keyof QuestionnaireResponseItemAnswer & `value${string}`, `_${string}`>;

const shapes = {
  valueBoolean: 'boolean',
  valueDecimal: 'number',
  valueInteger: 'number',
  valueDate: 'string',
  valueDateTime: 'string',
  valueTime: 'string',
  valueString: 'string',
  valueUri: 'string',
  valueCoding: 'object',
  valueAttachment: 'object',
  valueReference: 'object',
  valueQuantity: 'object',
} as const satisfies Readonly<Record<ValueKey, string>>;

const listed = [
  'valueCoding',
  'valueInteger',
  'valueDate',
  'valueTime',
  'valueString',
  'valueReference',
] as const;

const keysOf: Readonly<Record<ItemType, readonly ValueKey[]>> = {
  group: [],
  display: [],
  boolean: ['valueBoolean'],
  decimal: ['valueDecimal'],
  integer: ['valueInteger'],
  date: ['valueDate'],
  dateTime: ['valueDateTime'],
  time: ['valueTime'],
  string: ['valueString'],
  text: ['valueString'],
  url: ['valueUri'],
  choice: listed,
  'open-choice': listed,
  attachment: ['valueAttachment'],
  reference: ['valueReference'],
  quantity: ['valueQuantity'],
};

/** The value an answer holds, and under which name; undefined for none of the right shape. */
export function valueIn(answer: Answer | undefined): readonly [key: ValueKey, value: unknown] | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const given = answer as Readonly<Record<string, unknown>>;
  for (const [key, shape] of Object.entries(shapes) as [ValueKey, string][]) {
    const value = given[key];
    if (value !== null && typeof value === shape && !Array.isArray(value)) return [key, value];
  }
  return undefined;
}

/** Whether an answer is one that an item of this type takes. */
export function fits(type: ItemType, answer: Answer | undefined): answer is Answer {
  const value = valueIn(answer);
  return value !== undefined && keysOf[type].includes(value[0]);
}

/**
 * How two answers compare: negative, zero, positive; undefined where they do not (another type, another unit, a date that is
 * not precise enough to say).
 */
export function compare(a: Answer, b: Answer): number | undefined {
  const [keyA, valueA] = valueIn(a) ?? [];
  const [keyB, valueB] = valueIn(b) ?? [];
  if (typeof valueA === 'number' && typeof valueB === 'number') return valueA - valueB;
  if (keyA !== keyB || valueA === undefined) return undefined;
  switch (keyA) {
    case 'valueBoolean':
      return Number(valueA) - Number(valueB);
    case 'valueDate':
    case 'valueDateTime':
      return compareTimes(valueA as string, valueB as string);
    case 'valueQuantity':
      return compareQuantities(valueA as Quantity, valueB as Quantity);
    case 'valueTime':
    case 'valueString':
    case 'valueUri':
      return valueA === valueB ? 0 : (valueA as string) < (valueB as string) ? -1 : 1;
    default:
      return undefined;
  }
}

/** Whether two answers say the same. A code is one with its system; what it is called does not count. */
export function isSame(a: Answer, b: Answer): boolean {
  const [keyA, valueA] = valueIn(a) ?? [];
  const [keyB, valueB] = valueIn(b) ?? [];
  if (keyA !== undefined && keyA === keyB) {
    if (keyA === 'valueCoding') return isSameCoding(valueA as Coding, valueB as Coding);
    if (keyA === 'valueReference') return (valueA as Reference).reference === (valueB as Reference).reference;
    if (keyA === 'valueAttachment') return JSON.stringify(valueA) === JSON.stringify(valueB);
  }
  return compare(a, b) === 0;
}

/** Without a code two codings are the same when they are called the same. */
function isSameCoding(a: Coding, b: Coding): boolean {
  if (textIn(a.code) === undefined && textIn(b.code) === undefined)
    return textIn(a.display) !== undefined && a.display === b.display;
  return a.code === b.code && a.system === b.system;
}

/** Two dates as far as both go; instants by the clock. `2020` and `2020-05` neither equal nor differ. */
function compareTimes(a: string, b: string): number | undefined {
  if (a.includes('T') && b.includes('T')) {
    const difference = Date.parse(a) - Date.parse(b);
    return Number.isNaN(difference) ? undefined : difference;
  }
  const length = Math.min(a.length, b.length, 10);
  const [left, right] = [a.slice(0, length), b.slice(0, length)];
  if (left !== right) return left < right ? -1 : 1;
  return a.length === b.length ? 0 : undefined;
}

function compareQuantities(a: Quantity, b: Quantity): number | undefined {
  const unit = ({ code, unit: text }: Quantity) => code ?? text;
  if (typeof a.value !== 'number' || typeof b.value !== 'number' || unit(a) !== unit(b)) return undefined;
  return a.comparator === undefined && b.comparator === undefined ? a.value - b.value : undefined;
}
