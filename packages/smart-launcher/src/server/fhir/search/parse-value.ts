import { invalid } from '../outcomes.ts';
import type { SearchParameter } from '../definitions/search-parameters.ts';
import { dateRangeOf } from '@samspil/sdk/fhir';
import { fold, indexable } from './indexable.ts';
import { referenceValue } from './reference-value.ts';
import type { DateValue, Prefix, QuantityValue, TermValue, TextValue } from './search-query.ts';

const PREFIXED = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(.*)$/s;
const NUMBER = /^[+-]?\d+(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** Splits at a character that is not escaped with a backslash (FHIR R4 §3.1.1.4.1); escapes stay for the next split. */
export function splitUnescaped(text: string, separator: ',' | '|' | '$'): string[] {
  const parts = [''];
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (character === separator) parts.push('');
    else {
      const taken = character === '\\' && i + 1 < text.length ? character + text.charAt(++i) : character;
      parts[parts.length - 1] += taken;
    }
  }
  return parts;
}

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** `code`, `system|code`, `|code` or `system|`. */
export function parseToken(parameter: SearchParameter, text: string): TermValue[] {
  const [first = '', second, ...rest] = splitUnescaped(text, '|').map(unescape);
  if (rest.length > 0 || (first === '' && !second))
    throw malformed(parameter, 'a token: code, system|code or system|');
  const contact = ['telecom', 'phone', 'email'].includes(parameter.code);
  // Contact points are indexed in lower case.
  const code = (value: string) => indexable(contact ? value.toLowerCase() : value);
  if (second === undefined) return [{ value: code(first) }];
  if (second === '') return [{ system: indexable(first) }];
  return [{ system: indexable(first), value: code(second) }];
}

/** `Type/id`, an id, or a URL. A bare id may be of any type the parameter allows. */
export function parseReference(
  parameter: SearchParameter,
  text: string,
  {
    type,
    fhirBaseUrl,
    resourceTypes,
  }: { type?: string; fhirBaseUrl: string; resourceTypes: readonly string[] },
): TermValue[] {
  const value = referenceValue(unescape(text), fhirBaseUrl);
  if (value === undefined) throw malformed(parameter, 'a reference: Type/id, an id or a URL');
  if (!ID.test(value)) {
    if (type !== undefined && !value.startsWith(`${type}/`)) return [];
    return [{ value: indexable(value) }];
  }
  const anyType = parameter.targets.length === 0 || parameter.targets.includes('Resource');
  const types = type !== undefined ? [type] : anyType ? resourceTypes : parameter.targets;
  return types.map((target) => ({ value: `${target}/${value}` }));
}

export function parseUri(text: string): TermValue[] {
  return [{ value: indexable(unescape(text)) }];
}

export function parseText(parameter: SearchParameter, text: string, exact: boolean): TextValue {
  const plain = unescape(text);
  const value = exact ? indexable(plain) : fold(plain);
  if (value === '') throw malformed(parameter, 'a text');
  return { text: value };
}

export function parseDate(parameter: SearchParameter, text: string): DateValue {
  const [, prefix = 'eq', rest = ''] = PREFIXED.exec(text) ?? [];
  const range = dateRangeOf(rest.replace(' ', '+'));
  if (!range)
    throw malformed(
      parameter,
      'a date such as 2026-05-01 or 2026-05-01T08:30:00+02:00, with or without prefix',
    );
  return { prefix: prefix as Prefix, ...range };
}

/** `5.4`, `gt5.4`, `5.4|http://unitsofmeasure.org|mg` or `5.4||mg`. */
export function parseQuantity(parameter: SearchParameter, text: string): QuantityValue {
  const [amount = '', system, code, ...rest] = splitUnescaped(text, '|').map(unescape);
  const [, prefix = 'eq', digits = ''] = PREFIXED.exec(amount) ?? [];
  const match = NUMBER.exec(digits);
  const hasUnit = parameter.kind === 'quantity';
  if (!match || rest.length > 0 || (!hasUnit && system !== undefined)) {
    throw malformed(parameter, hasUnit ? 'a quantity: number, or number|system|code' : 'a number');
  }
  const exponent = Number(match[2] ?? 0) - (match[1]?.length ?? 0);
  return {
    prefix: prefix as Prefix,
    value: Number(digits),
    halfStep: 0.5 * 10 ** exponent,
    ...(system ? { system: indexable(system) } : {}),
    ...(code ? { code: indexable(code) } : {}),
  };
}

function malformed(parameter: SearchParameter, expected: string): Error {
  return invalid(`The search parameter ${parameter.code} takes ${expected}.`);
}
