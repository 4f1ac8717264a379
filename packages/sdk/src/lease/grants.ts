import type { CodeableConcept, FhirResource } from 'fhir/r4';
import { SamspilError } from '../errors.ts';
import type { Interaction, ResourceScope, ScopeSet } from '../fhir/scopes.ts';

/** The coded elements a granular scope may speak about, for checks on a resource we hold. */
const CODED_ELEMENTS: ReadonlySet<string> = new Set(['category', 'code']);

/**
 * The search pairs that must be added to a search so that it stays within the scopes; empty when a scope without pairs
 * permits it. Several granular scopes are alternatives, and one search can follow only one: the caller's own parameters
 * choose.
 *
 * @throws `denied`
 */
export function requiredPairs(
  scopes: ScopeSet,
  interaction: Interaction,
  resourceType: string,
  has: (name: string, value: string) => boolean = () => false,
): readonly (readonly [string, string])[] {
  const permitting = scopes.permitting(interaction, resourceType);
  const [first] = permitting;
  if (!first) throw denied(interaction, resourceType);
  if (permitting.some((scope) => scope.query.length === 0)) return [];
  const chosen = permitting.find((scope) => scope.query.every(([name, value]) => has(name, value)));
  if (chosen) return [];
  if (permitting.length > 1) {
    throw new SamspilError(
      'denied',
      `Several granted scopes cover ${resourceType}: search with the parameters of one.`,
    );
  }
  return first.query;
}

/** @throws `denied` unless some scope permits this interaction on exactly this resource */
export function assertPermitted(scopes: ScopeSet, interaction: Interaction, resource: FhirResource): void {
  const permitting = scopes.permitting(interaction, resource.resourceType);
  if (!permitting.some((scope) => matches(scope, resource))) throw denied(interaction, resource.resourceType);
}

/** A pair we cannot judge ourselves grants nothing: the answer must never be wider than the scope. */
function matches(scope: ResourceScope, resource: FhirResource): boolean {
  return scope.query.every(([name, value]) => CODED_ELEMENTS.has(name) && hasToken(resource, name, value));
}

function hasToken(resource: FhirResource, element: string, token: string): boolean {
  const found = (resource as unknown as Record<string, CodeableConcept | CodeableConcept[] | undefined>)[
    element
  ];
  const concepts = Array.isArray(found) ? found : found ? [found] : [];
  const codings = concepts.flatMap((concept) => concept.coding ?? []);
  return token.split(',').some((choice) => {
    const [system, code] = choice.includes('|') ? choice.split('|', 2) : [undefined, choice];
    return codings.some(
      (coding) => coding.code === code && (system === undefined || coding.system === system),
    );
  });
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
