import type { FhirResource } from 'fhir/r4';
import { dateRangeOf, periodRangeOf } from '../../../fhir/date-range.ts';
import type { DateRange } from '../../../fhir/date-range.ts';
import type { LocalParameter } from './parameters.ts';

/** A coded value: a Coding, an Identifier or a bare code, which has no system. */
export interface Coded {
  readonly system: string;
  readonly code: string;
}

/** The coded values that a `token` or `code` parameter sees. */
export function codedValues(resource: FhirResource, parameter: LocalParameter): Coded[] {
  return elements(resource, parameter).flatMap(codedOf);
}

/** The ranges that a `date` parameter sees. */
export function dateRanges(resource: FhirResource, parameter: LocalParameter): DateRange[] {
  return elements(resource, parameter).flatMap((value) => {
    const range = rangeOf(value);
    return range ? [range] : [];
  });
}

/** The literal references that a `reference` parameter sees: `Type/id` on this server, else as they are written. */
export function references(resource: FhirResource, parameter: LocalParameter, fhirBaseUrl: string): string[] {
  return elements(resource, parameter).flatMap((value) => {
    const text = isObject(value) ? value['reference'] : undefined;
    return typeof text === 'string' ? [localReference(text, fhirBaseUrl)] : [];
  });
}

/** A reference without the base and without a version. */
export function localReference(text: string, fhirBaseUrl: string): string {
  const base = `${fhirBaseUrl}/`;
  const relative = text.startsWith(base) ? text.slice(base.length) : text;
  return relative.replace(/\/_history\/[^/]+$/, '');
}

function elements(resource: FhirResource, { paths }: LocalParameter): unknown[] {
  return paths.flatMap((path) => at(resource, path.split('.')));
}

function at(value: unknown, [head, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item) => at(item, head === undefined ? [] : [head, ...rest]));
  if (head === undefined) return value === undefined || value === null ? [] : [value];
  return isObject(value) && Object.hasOwn(value, head) ? at(value[head], rest) : [];
}

function codedOf(value: unknown): Coded[] {
  if (typeof value === 'string' || typeof value === 'boolean') return [{ system: '', code: String(value) }];
  if (!isObject(value)) return [];
  const { coding, system, code, value: identified } = value;
  // A CodeableConcept without a coding has words only: no code finds it.
  if (Array.isArray(coding))
    return coding.flatMap((one: unknown) => (isObject(one) ? codedOf({ ...one, coding: undefined }) : []));
  const text = typeof code === 'string' ? code : identified;
  return typeof text === 'string' ? [{ system: typeof system === 'string' ? system : '', code: text }] : [];
}

function rangeOf(value: unknown): DateRange | undefined {
  if (typeof value === 'string') return dateRangeOf(value);
  if (!isObject(value)) return undefined;
  return Array.isArray(value['event']) || isObject(value['repeat'])
    ? timingRange(value)
    : periodRangeOf(value);
}

/** The outer limits of a Timing, as R4 searches it. */
function timingRange({ event, repeat }: Record<string, unknown>): DateRange | undefined {
  const bounds =
    isObject(repeat) && isObject(repeat['boundsPeriod']) ? periodRangeOf(repeat['boundsPeriod']) : undefined;
  const events = (Array.isArray(event) ? event : []).flatMap((one: unknown) => {
    const range = typeof one === 'string' ? dateRangeOf(one) : undefined;
    return range ? [range] : [];
  });
  const all = bounds ? [...events, bounds] : events;
  if (all.length === 0) return undefined;
  return { low: Math.min(...all.map(({ low }) => low)), high: Math.max(...all.map(({ high }) => high)) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
