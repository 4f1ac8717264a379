import { formatName } from '@samspil/components/format';
import type { SearchParameters } from '@samspil/sdk';
import type { ListedPatient } from './listed-patient.ts';

/** A text with a digit in it is a number, with or without its separator; any other is the beginning of each name. */
export function criteriaOf(text: string): SearchParameters {
  const words = wordsOf(text);
  if (words.length === 0) return {};
  if (!isNumber(text)) return { name: words.map(escape) };
  const typed = words.join('');
  const plain = typed.replace(/[-+]/g, '');
  // Denmark stores numbers without the dash, Sweden with it; people type both.
  const spellings = new Set([typed, plain, `${plain.slice(0, -4)}-${plain.slice(-4)}`]);
  return { identifier: [...spellings].map(escape).join(',') };
}

/** The same rule for a list that is already here. */
export function matchesText({ name, identifier }: ListedPatient, text: string): boolean {
  if (isNumber(text)) return bare(identifier?.value ?? '') === bare(text);
  const names = (name ? formatName(name) : '').toLocaleLowerCase('da').split(/[\s,-]+/);
  return wordsOf(text.toLocaleLowerCase('da')).every((word) => names.some((each) => each.startsWith(word)));
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

function isNumber(text: string): boolean {
  return /\d/.test(text);
}

function bare(number: string): string {
  return number.toLocaleLowerCase('da').replace(/[\s+-]/g, '');
}

/** FHIR's own separators, when a person types them (https://hl7.org/fhir/R4/search.html#escaping). */
function escape(text: string): string {
  return text.replace(/[\\,$|]/g, '\\$&');
}
