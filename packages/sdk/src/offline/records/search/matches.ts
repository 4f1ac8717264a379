import type { FhirResource } from 'fhir/r4';
import { codedValues, dateRanges, references } from '../index/values.ts';
import type { Coded } from '../index/values.ts';
import type { DateRange } from '../../../fhir/date-range.ts';
import { isBareId } from './local-search.ts';
import type { Clause, DatePrefix, LocalSearch, TokenChoice } from './local-search.ts';

/** Whether a resource is a match: all clauses hold. The last word, whatever the index said. */
export function matchesSearch(
  resource: FhirResource,
  { resourceType, clauses }: Pick<LocalSearch, 'resourceType' | 'clauses'>,
  fhirBaseUrl: string,
): boolean {
  return (
    resource.resourceType === resourceType && clauses.every((clause) => holds(clause, resource, fhirBaseUrl))
  );
}

function holds(clause: Clause, resource: FhirResource, fhirBaseUrl: string): boolean {
  switch (clause.kind) {
    case 'id':
      return clause.choices.includes(resource.id ?? '');
    case 'token': {
      const found = codedValues(resource, clause.parameter);
      return clause.choices.some((choice) => found.some((coded) => isToken(coded, choice)));
    }
    case 'reference': {
      const found = references(resource, clause.parameter, fhirBaseUrl);
      return clause.choices.some((choice) => found.some((reference) => refersTo(reference, choice)));
    }
    case 'date': {
      const found = dateRanges(resource, clause.parameter);
      return clause.choices.some(({ prefix, range }) => found.some((held) => isDate(held, prefix, range)));
    }
  }
}

function isToken(coded: Coded, { system, code }: TokenChoice): boolean {
  return (system === undefined || coded.system === system) && (code === undefined || coded.code === code);
}

function refersTo(reference: string, choice: string): boolean {
  if (reference === choice) return true;
  return isBareId(choice) && /^[A-Z][A-Za-z]+\/[^/]+$/.test(reference) && reference.endsWith(`/${choice}`);
}

/** The prefixes, over the range a resource has and the range that was asked for. */
export function isDate(held: DateRange, prefix: DatePrefix, asked: DateRange): boolean {
  switch (prefix) {
    case 'eq':
      return asked.low <= held.low && held.high <= asked.high;
    case 'ne':
      return !isDate(held, 'eq', asked);
    case 'gt':
      return held.high > asked.high;
    case 'lt':
      return held.low < asked.low;
    case 'ge':
      return held.high > asked.high || isDate(held, 'eq', asked);
    case 'le':
      return held.low < asked.low || isDate(held, 'eq', asked);
    case 'sa':
      return held.low > asked.high;
    case 'eb':
      return held.high < asked.low;
  }
}
