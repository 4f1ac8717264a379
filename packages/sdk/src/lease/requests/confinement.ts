import { SamspilError } from '../../errors.ts';
import { isPatientType, patientSearchParameters } from '../../fhir/compartment.ts';
import { isPatientFree } from '../../fhir/patient-free-types.ts';
import type { Pair } from './asked.ts';

const PARAMETER_NAME =
  /^_?[a-z][A-Za-z-]{0,63}(?::(?:not|exact|contains|missing|above|below|text|[A-Z][A-Za-z]+))?$/;

/**
 * Parameters for all resources that stay within one type and one patient. Not among them: those that reach further
 * (`_has`, `_list`, `_query`, ...), those of one server (`_getpages`), and those that leave out of the answer the very
 * elements it is judged by (`_elements`, `_summary`).
 */
const CONTROL_PARAMETERS: ReadonlySet<string> = new Set([
  '_id',
  '_lastUpdated',
  '_profile',
  '_tag',
  '_security',
  '_source',
  '_sort',
  '_count',
  '_total',
  '_include',
  '_revinclude',
]);
/** Parameters that name one more resource, which may be no patient; what they reach is judged when it comes back. */
const MAY_NAME_OTHERS: ReadonlySet<string> = new Set(['actor', 'target', 'link']);
/** The most of one page, so that no answer is larger than what a page can be judged in. */
const MAX_COUNT = 1000;

/** @throws `denied` for types whose patient cannot be told */
export function assertConfinable(resourceType: string): void {
  if (isPatientType(resourceType) || isPatientFree(resourceType)) return;
  throw new SamspilError('denied', `${resourceType} is not offered: it does not tell whose record it is.`);
}

/** @throws `invalid-request` for what is no name of a type; `denied` for types whose patient cannot be told */
export function assertSearchable(resourceType: string): void {
  if (!/^[A-Z][A-Za-z]{1,63}$/.test(resourceType)) {
    throw new SamspilError('invalid-request', 'Name one resource type, for example Observation.');
  }
  assertConfinable(resourceType);
}

/**
 * The search with the patient of the lease added. A search that names another patient is refused, not silently changed,
 * and so is one that names a patient twice under one name: servers differ in which of the two they follow.
 *
 * @throws `invalid-request`, `wrong-patient`; `denied` for types whose patient cannot be told
 */
export function confineSearch(resourceType: string, pairs: readonly Pair[], patientId: string): Pair[] {
  assertSearchable(resourceType);
  for (const pair of pairs) assertWithinOneType(pair);
  const [own, ...others] = patientSearchParameters(resourceType);
  if (own === undefined) return withoutPatient(resourceType, pairs);
  const naming = new Set([own, ...others, 'patient', 'subject']);
  const named = pairs.filter(
    ([name]) => naming.has(bareName(name)) && (name === own || !MAY_NAME_OTHERS.has(name)),
  );
  for (const [name, value] of named) {
    if (name.includes(':') || (value !== patientId && value !== `Patient/${patientId}`)) throw wrongPatient();
  }
  if (new Set(named.map(([name]) => name)).size < named.length)
    throw new SamspilError('invalid-request', 'Name the patient once, or leave it out: it is added.');
  const isDropped = (name: string) => name === own || name === 'patient' || name === 'subject';
  return [...pairs.filter(([name]) => !isDropped(name)), [own, patientId]];
}

/** A type of no patient has no such parameter; a server that does not mind would still have been told whom it is about. */
function withoutPatient(resourceType: string, pairs: readonly Pair[]): Pair[] {
  if (pairs.some(([name]) => ['patient', 'subject'].includes(bareName(name))))
    throw new SamspilError('invalid-request', `${resourceType} cannot be searched by patient.`);
  return [...pairs];
}

function assertWithinOneType([name, value]: Pair): void {
  const bare = bareName(name);
  if (!PARAMETER_NAME.test(name) || (bare.startsWith('_') && !CONTROL_PARAMETERS.has(name))) {
    throw new SamspilError(
      'invalid-request',
      'Chained, system-wide and shortening search parameters are not offered here.',
    );
  }
  if (name === '_count' && (!/^\d{1,4}$/.test(value) || Number(value) > MAX_COUNT))
    throw new SamspilError('invalid-request', `_count is a whole number up to ${MAX_COUNT}.`);
}

function bareName(name: string): string {
  return name.split(':')[0] ?? name;
}

export function wrongPatient(): SamspilError {
  return new SamspilError(
    'wrong-patient',
    'The request names another patient than the one in the workplace.',
  );
}
