import type { Address, HumanName, Period, Quantity } from 'fhir/r4';
import { formatMoment } from '../format/dates.ts';
import { formatName, nameOf } from '../format/names.ts';
import { formatNumber } from '../format/numbers.ts';
import { textIn } from '../format/text-in.ts';
import { formatQuantity } from '../format/units.ts';
import { type FieldWords, nameOfCode, nameOfConcept, nameOfField } from './field-words.ts';

type Part = Readonly<Record<string, unknown>>;

const MOMENT = /^\d{4}(?:-\d\d(?:-\d\d(?:T.*)?)?)?$/;
/** What belongs to the record and not to the patient's case, or is said around it. */
const TECHNICAL: ReadonlySet<string> = new Set([
  ...[
    'resourceType',
    'id',
    'meta',
    'text',
    'identifier',
    'extension',
    'contained',
    'language',
    'implicitRules',
  ],
  ...['subject', 'patient', 'linkId', 'definition'],
]);

/** Any FHIR value as a person reads it, by the one formatter; what has no form of its own is told element by element. */
export function formatValue(value: unknown, words: FieldWords): string {
  if (value === undefined || value === null) return words.t('fields.none');
  if (Array.isArray(value)) return value.map((item: unknown) => formatValue(item, words)).join('; ');
  if (typeof value === 'object') return formatPart(value as Part, words);
  if (typeof value === 'boolean') return words.t(value ? 'fields.yes' : 'fields.no');
  if (typeof value === 'number') return formatNumber(value, words.locale);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return MOMENT.test(text) ? formatMoment(text, words.locale) : (nameOfCode(text, words) ?? text);
}

/**
 * The elements of an object, each with its label; of a single one the value alone.
 * @param without elements that the heading tells already
 */
export function formatElements(part: Part, words: FieldWords, without: readonly string[] = []): string {
  const shown = Object.entries(part).filter(
    ([name]) => !TECHNICAL.has(name) && !name.startsWith('_') && !without.includes(name),
  );
  const told = shown.length > 0 ? shown : Object.entries(part);
  const [only] = told;
  if (told.length === 1 && only) return formatValue(only[1], words);
  return told.map(([name, value]) => `${nameOfField(name, words)}: ${formatValue(value, words)}`).join(', ');
}

function formatPart(part: Part, words: FieldWords): string {
  const { locale, t } = words;
  const { value, system } = part;
  if (typeof value === 'number') return formatMeasure(part, words);
  if (Array.isArray(part['coding'])) return nameOfConcept(part, words) ?? formatElements(part, words);
  if (typeof part['reference'] === 'string' || typeof part['display'] === 'string')
    return String(part['display'] ?? part['reference']);
  if (typeof part['code'] === 'string') return nameOfCode(part['code'], words) ?? part['code'];
  if (typeof part['start'] === 'string' || typeof part['end'] === 'string') {
    const { start, end } = part as Period;
    const until =
      end === undefined ? '' : t('fields.until', { time: formatMoment(end, locale, { isInSentence: true }) });
    return [start === undefined ? '' : formatMoment(start, locale), until].filter(Boolean).join(' ');
  }
  if (part['family'] !== undefined || part['given'] !== undefined) {
    const name = nameOf([part as HumanName]);
    return name ? formatName(name) : t('fields.none');
  }
  if (part['line'] !== undefined || part['postalCode'] !== undefined) {
    const { line, postalCode, city } = part as Readonly<Record<keyof Address, unknown>>;
    const lines: unknown[] = Array.isArray(line) ? line : [line];
    const place = [postalCode, city].map(textIn).filter(Boolean).join(' ');
    return [...lines.map(textIn), place].filter(Boolean).join(', ') || formatElements(part, words);
  }
  // A telephone number, an identifier, a remark, a dosage: its own words say it.
  if (typeof value === 'string' && (system === undefined || typeof system === 'string')) return value;
  if (typeof part['text'] === 'string' && part['item'] === undefined && part['answer'] === undefined)
    return part['text'];
  return formatElements(part, words);
}

function formatMeasure({ value, comparator, code, unit }: Quantity, { locale }: FieldWords): string {
  const measure = formatQuantity({ value: value ?? Number.NaN, unit: code ?? unit }, locale);
  return comparator ? `${comparator} ${measure}` : measure;
}
