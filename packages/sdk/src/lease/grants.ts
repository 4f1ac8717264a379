import type { CodeableConcept, FhirResource } from 'fhir/r4';
import { SamspilError } from '../errors.ts';
import type { Interaction, ResourceScope, ScopeSet } from '../fhir/scopes.ts';
import type { Pair } from './requests/asked.ts';

/** The coded elements a granular scope may speak about, for checks on a resource we hold. */
const CODED_ELEMENTS: ReadonlySet<string> = new Set(['category', 'code']);

/**
 * The scopes that permit an interaction on a type.
 *
 * @throws `denied` when there is none
 */
export function permittingOrDenied(
  scopes: ScopeSet,
  interaction: Interaction,
  resourceType: string,
): [ResourceScope, ...ResourceScope[]] {
  const [first, ...others] = scopes.permitting(interaction, resourceType);
  if (!first) throw denied(interaction, resourceType);
  return [first, ...others];
}

/**
 * The scope a search follows: one without pairs if there is one. Several granular scopes are alternatives, and one
 * search can follow only one: the caller's own parameters choose. Its pairs must be in the query, and its matches are
 * judged by it alone.
 *
 * @throws `denied`
 */
export function scopeOfSearch(scopes: ScopeSet, resourceType: string, asked: readonly Pair[]): ResourceScope {
  const permitting = permittingOrDenied(scopes, 's', resourceType);
  const whole = permitting.find((scope) => scope.query.length === 0);
  if (whole) return whole;
  const has = ([name, value]: Pair) => asked.some(([n, v]) => n === name && v === value);
  const chosen = permitting.find((scope) => scope.query.every(has));
  if (chosen) return chosen;
  if (permitting.length > 1) {
    throw new SamspilError(
      'denied',
      `Several granted scopes cover ${resourceType}: search with the parameters of one.`,
    );
  }
  return permitting[0];
}

/** @throws `denied` unless some scope permits this interaction on exactly this resource */
export function assertPermitted(scopes: ScopeSet, interaction: Interaction, resource: FhirResource): void {
  if (!isPermitted(scopes, interaction, resource)) throw denied(interaction, resource.resourceType);
}

/** Whether some scope permits this interaction on exactly this resource. */
export function isPermitted(scopes: ScopeSet, interaction: Interaction, resource: FhirResource): boolean {
  return scopes.permitting(interaction, resource.resourceType).some((scope) => matches(scope, resource));
}

/**
 * Whether a search that followed these pairs may give this match out. Pairs that we cannot judge stood in the query;
 * those that we can are looked at again, because a server may leave out of account what it does not know.
 */
export function isWithinSearch(followed: readonly Pair[], resource: FhirResource): boolean {
  return followed.every(([name, value]) => !CODED_ELEMENTS.has(name) || hasToken(resource, name, value));
}

/** A pair we cannot judge ourselves grants nothing: the answer must never be wider than the scope. */
function matches(scope: ResourceScope, resource: FhirResource): boolean {
  return scope.query.every(([name, value]) => CODED_ELEMENTS.has(name) && hasToken(resource, name, value));
}

function hasToken(resource: FhirResource, element: string, token: string): boolean {
  // An escaped separator would be taken for a choice, which would widen the scope.
  if (token.includes('\\')) return false;
  const found = codedElement(resource, element);
  const concepts = Array.isArray(found) ? found : found ? [found] : [];
  return token.split(',').some((choice) => {
    const [system, code] = choice.includes('|') ? choice.split('|', 2) : [undefined, choice];
    return concepts.some((concept) =>
      // A plain code, as in AllergyIntolerance.category, has the one system that FHIR gives it.
      typeof concept === 'string'
        ? concept === code
        : (concept?.coding ?? []).some(
            (coding) => coding?.code === code && (system === undefined || coding.system === system),
          ),
    );
  });
}

/** Null where a server does not keep to FHIR. */
type Coded = CodeableConcept | string | null;

function codedElement(resource: FhirResource, element: string): Coded | Coded[] | undefined {
  const elements = resource as unknown as Record<string, Coded | Coded[] | undefined>;
  // The search parameter `code` of medication resources.
  return elements[element] ?? (element === 'code' ? elements['medicationCodeableConcept'] : undefined);
}

const WORDS: Readonly<Record<Interaction, string>> = {
  c: 'create',
  r: 'read',
  u: 'update',
  d: 'delete',
  s: 'search',
};

function denied(interaction: Interaction, resourceType: string): SamspilError {
  return new SamspilError(
    'denied',
    `No granted scope permits to ${WORDS[interaction]} ${resourceType}: ask for it in the manifest.`,
  );
}
