import {
  checkCpr,
  checkDEcpr,
  checkPersonnummer,
  checkSamordningsnummer,
  checkXEcpr,
} from '@samspil/sdk/nordic';
import { parseDate } from '../../format/dates.ts';

/** What a person is looked for by. A search must not put any of it into an address: addresses are logged. */
export type PatientQuery =
  /** A whole national number, as it is stored: without separators. */
  | { readonly by: 'identifier'; readonly value: string }
  /** FHIR date. */
  | { readonly by: 'birthDate'; readonly value: string }
  /** Each word is the beginning of one of the names. */
  | { readonly by: 'name'; readonly words: readonly string[] };

/** What was typed: enough to look for, or why not. */
export type TypedQuery =
  | { readonly kind: 'empty' }
  /** Goes on: more letters, or the rest of the number. */
  | { readonly kind: 'short'; readonly of: 'name' | 'number' }
  /** As long as a number or a date, and neither: its day or month do not exist. */
  | { readonly kind: 'malformed' }
  /** `isDoubtful` when the old check digit or the date do not add up; since 2007 valid numbers may be so. */
  | { readonly kind: 'query'; readonly query: PatientQuery; readonly isDoubtful: boolean };

/** Letters of the shortest beginning of a name that is looked for (SEA-04). */
const LEAST = 2;

/** What was typed into the one field: a number, a date of birth, or names. */
export function readQuery(typed: string): TypedQuery {
  const text = typed.trim();
  if (text === '') return { kind: 'empty' };
  if (!/\d/.test(text)) return namesIn(text);
  const date = dateIn(text);
  if (date !== undefined)
    return { kind: 'query', query: { by: 'birthDate', value: date }, isDoubtful: false };
  return numberIn(text);
}

function namesIn(text: string): TypedQuery {
  const words = text.split(/[\s,]+/).filter(Boolean);
  if (!words.some(({ length }) => length >= LEAST)) return { kind: 'short', of: 'name' };
  return { kind: 'query', query: { by: 'name', words }, isDoubtful: false };
}

/** With separators only: eight digits in a row could be read in two ways. */
function dateIn(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4})$/.exec(text) ?? [];
  const two = (part = '') => part.padStart(2, '0');
  const date = year ? `${year}-${two(month)}-${two(day)}` : text;
  return /^\d{4}-\d\d-\d\d$/.test(date) && parseDate(date) ? date : undefined;
}

function numberIn(text: string): TypedQuery {
  const compact = text.replace(/[\s+-]/g, '');
  if (compact.length < 10 || compact.length === 11) return { kind: 'short', of: 'number' };
  const checks = [
    checkCpr(text, { modulo11: true }),
    checkXEcpr(compact),
    checkDEcpr(compact),
    checkPersonnummer(text),
    checkSamordningsnummer(text),
  ];
  for (const check of checks) {
    if (check.verdict === 'malformed') continue;
    const { value, warnings } = check;
    return { kind: 'query', query: { by: 'identifier', value }, isDoubtful: warnings.length > 0 };
  }
  return { kind: 'malformed' };
}
