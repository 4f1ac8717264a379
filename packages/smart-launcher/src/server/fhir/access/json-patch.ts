import { MemoryRepository, type FhirRepository } from '@medplum/fhir-router';
import type { Resource } from '@medplum/fhirtypes';
import { invalid, unprocessable } from '../outcomes.ts';
import type { Stored } from '../store/store-session.ts';

/** JSON Patch (RFC 6902) as the router's library reads it. */
export type PatchOperations = Parameters<FhirRepository['patchResource']>[2];

const OPERATIONS: ReadonlySet<unknown> = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test']);

/**
 * Applies a patch to a copy. The patch engine belongs to the library's in-memory repository, so one is made for the
 * occasion.
 *
 * @throws OperationOutcomeError 400 for what is no patch, 422 for one that does not fit the resource. The library's own
 *   messages repeat values of the resource and are not passed on.
 */
export async function applyJsonPatch(resource: Stored, patch: PatchOperations): Promise<Resource> {
  patch.forEach((operation: unknown, index) => {
    const { op, path } = (operation ?? {}) as { op?: unknown; path?: unknown };
    if (!OPERATIONS.has(op) || typeof path !== 'string') {
      throw invalid('A JSON Patch operation has an op of RFC 6902 and a path.', `[${index}]`);
    }
  });
  const { resourceType, id } = resource;
  const memory = new MemoryRepository();
  await memory.createResource(resource);
  const patched: Resource = await memory.patchResource(resourceType, id, patch).catch(() => {
    throw unprocessable('The patch does not fit the resource: a path does not exist, or a test failed.');
  });
  if (patched.id !== id || patched.resourceType !== resourceType) {
    throw unprocessable('A patch cannot change the type or the id of a resource.', `${resourceType}.id`);
  }
  return patched;
}
