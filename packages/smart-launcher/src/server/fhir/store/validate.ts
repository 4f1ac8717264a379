import { OperationOutcomeError, validateResource } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import type { Definitions } from '../definitions/definitions.ts';
import { unprocessable } from '../outcomes.ts';

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** True for what FHIR R4 allows as the logical id of a resource. */
export function isResourceId(text: string): boolean {
  return ID.test(text);
}

/**
 * Checks a resource against the base definition of its type: elements, types, cardinalities, invariants.
 *
 * @throws OperationOutcomeError 422 with one issue per fault and its `expression`
 */
export function validate(resource: Resource, definitions: Definitions): void {
  const type: unknown = resource.resourceType;
  if (typeof type !== 'string' || !definitions.isResourceType(type)) {
    throw unprocessable('resourceType must name a resource type of FHIR R4.', 'resourceType');
  }
  if (resource.id !== undefined && (typeof resource.id !== 'string' || !isResourceId(resource.id))) {
    throw unprocessable('An id has 1 to 64 of the characters A-Z a-z 0-9 - and dot.', `${type}.id`);
  }
  for (const nested of typesWithin(resource))
    if (definitions.isResourceType(nested)) definitions.prepare(nested);
  try {
    validateResource(resource);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    // Only faults, and without diagnostics: those and the library's warnings repeat what was sent.
    const issue = error.outcome.issue
      .filter(({ severity }) => severity === 'error')
      .map(({ severity, code, details, expression }) => ({ severity, code, details, expression }));
    throw new OperationOutcomeError({ resourceType: 'OperationOutcome', id: 'unprocessable', issue });
  }
}

/** The types of a resource and of those it contains: contained ones, and the entries of a Bundle. */
function typesWithin(value: unknown): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...typesWithin(item)]));
  if (typeof value !== 'object' || value === null) return new Set();
  const { resourceType } = value as { resourceType?: unknown };
  const own = typeof resourceType === 'string' ? [resourceType] : [];
  return new Set([...own, ...Object.values(value).flatMap((item) => [...typesWithin(item)])]);
}
