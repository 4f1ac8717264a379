import { SamspilError } from '../../../errors.ts';
import { parseLiteralReference } from '../../../fhir/literal-reference.ts';
import { patientSearchParameters } from '../../../fhir/compartment.ts';
import { localParameter } from '../index/parameters.ts';
import type { LocalParameter } from '../index/parameters.ts';
import { localReference } from '../index/values.ts';
import { dateRangeOf } from '../../../fhir/date-range.ts';
import type { DateRange } from '../../../fhir/date-range.ts';

/** One search parameter; a name that occurs twice means that both must hold. */
export type Pair = readonly [name: string, value: string];

/** `eq` to `eb` of https://hl7.org/fhir/R4/search.html#prefix; `ap` is a server's own guess and not offered. */
export type DatePrefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb';

/** `code`, `system|code`, `|code` (system '') or `system|` (no code). */
export interface TokenChoice {
  readonly system?: string;
  readonly code?: string;
}

/** One condition. Its choices are alternatives. */
export type Clause =
  | { readonly kind: 'id'; readonly name: string; readonly choices: readonly string[] }
  | {
      readonly kind: 'token';
      readonly name: string;
      readonly parameter: LocalParameter;
      readonly choices: readonly TokenChoice[];
    }
  | {
      readonly kind: 'reference';
      readonly name: string;
      readonly parameter: LocalParameter;
      readonly choices: readonly string[];
    }
  | {
      readonly kind: 'date';
      readonly name: string;
      readonly parameter: LocalParameter;
      readonly choices: readonly { readonly prefix: DatePrefix; readonly range: DateRange }[];
    };

/** What an answer is ordered by. */
export interface SortKey {
  readonly name: string;
  readonly parameter: LocalParameter;
  readonly isDescending: boolean;
}

/** A search as it is answered from the device. */
export interface LocalSearch {
  readonly resourceType: string;
  /** All must hold. */
  readonly clauses: readonly Clause[];
  /** Empty: the newest first, by the chief date. */
  readonly sort: readonly SortKey[];
  /** Resources of one page. */
  readonly count: number;
}

/** Whose record is searched, and where it came from. */
export interface SearchScope {
  readonly patient: string;
  readonly fhirBaseUrl: string;
}

const DEFAULT_COUNT = 100;
const PREFIXED = /^(eq|ne|gt|lt|ge|le|sa|eb)?(\d.*)$/s;

/**
 * Reads a search, in the form in which the broker lets it through.
 * @throws `unsupported-offline` for every parameter, modifier or value that cannot be answered exactly as a server would
 */
export function parseLocalSearch(
  resourceType: string,
  pairs: readonly Pair[],
  scope: SearchScope,
): LocalSearch {
  const clauses: Clause[] = [];
  let sort: SortKey[] = [];
  let count = DEFAULT_COUNT;
  for (const [name, value] of pairs) {
    if (name === '_sort') sort = parseSort(resourceType, value);
    else if (name === '_count') count = parseCount(value);
    // Only whether a total is given depends on it.
    else if (name !== '_total' && !namesThePatient(resourceType, name, value, scope))
      clauses.push(parseClause(resourceType, name, value, scope));
  }
  return { resourceType, clauses, sort, count };
}

/** True when the pair says no more than whose record is searched. */
export function namesThePatient(
  resourceType: string,
  name: string,
  value: string,
  { patient }: Pick<SearchScope, 'patient'>,
): boolean {
  const names = ['patient', 'subject', ...patientSearchParameters(resourceType)];
  return names.includes(name) && (value === patient || value === `Patient/${patient}`);
}

function parseClause(resourceType: string, name: string, value: string, scope: SearchScope): Clause {
  const texts = splitUnescaped(value, ',');
  if (texts.some((text) => text === '')) throw unsupported(name, 'an empty value');
  if (name === '_id') return { kind: 'id', name, choices: texts.map(unescape) };
  const parameter = localParameter(resourceType, name);
  if (!parameter) throw unsupported(name);
  switch (parameter.kind) {
    case 'token':
    case 'code':
      return {
        kind: 'token',
        name,
        parameter,
        choices: texts.map((text) => parseToken(name, text, parameter)),
      };
    case 'date':
      return { kind: 'date', name, parameter, choices: texts.map((text) => parseDate(name, text)) };
    case 'reference':
      return {
        ...{ kind: 'reference', name, parameter },
        choices: texts.map((text) => localReference(unescape(text), scope.fhirBaseUrl)),
      };
  }
}

function parseToken(name: string, text: string, { kind }: LocalParameter): TokenChoice {
  const [first = '', second, ...rest] = splitUnescaped(text, '|').map(unescape);
  if (rest.length > 0 || (first === '' && !second)) throw unsupported(name, 'this form of a token');
  if (second === undefined) return { code: first };
  // Which system a bare code has is known to the server's value sets, not here.
  if (kind === 'code') throw unsupported(name, 'a system');
  return second === '' ? { system: first } : { system: first, code: second };
}

function parseDate(name: string, text: string): { prefix: DatePrefix; range: DateRange } {
  const [, prefix = 'eq', rest = ''] = PREFIXED.exec(unescape(text)) ?? [];
  // A plus that nobody percent-encoded has become a space.
  const range = dateRangeOf(rest.replace(' ', '+'));
  if (!range) throw unsupported(name, 'this form of a date');
  return { prefix: prefix as DatePrefix, range };
}

function parseSort(resourceType: string, value: string): SortKey[] {
  return value.split(',').map((text): SortKey => {
    const name = text.replace(/^-/, '');
    const parameter = localParameter(resourceType, name);
    if (parameter?.kind !== 'date') throw unsupported('_sort', 'anything but dates');
    return { name, parameter, isDescending: text.startsWith('-') };
  });
}

function parseCount(value: string): number {
  if (!/^\d{1,4}$/.test(value) || Number(value) === 0) throw unsupported('_count', 'this number');
  return Number(value);
}

/** Splits at a character that is not escaped with a backslash (FHIR R4 §3.1.1.4.1). */
export function splitUnescaped(text: string, separator: ',' | '|'): string[] {
  const parts = [''];
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (character === separator) parts.push('');
    else parts[parts.length - 1] += character === '\\' ? character + text.charAt(++i) : character;
  }
  return parts;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** True for a reference choice that may be of any type. */
export function isBareId(choice: string): boolean {
  return !parseLiteralReference(choice) && /^[A-Za-z0-9\-.]{1,64}$/.test(choice);
}

/** For what only a server can answer. Names the parameter, never its value. */
export function unsupported(name: string, what?: string): SamspilError {
  const known = /^[\w:.-]{1,80}$/.test(name) ? name : 'a parameter';
  return new SamspilError(
    'unsupported-offline',
    `Searching by ${known}${what ? ` with ${what}` : ''} is not answered from this device; ask again with a connection, or search by what docs/guide/reading-offline.md lists.`,
  );
}
