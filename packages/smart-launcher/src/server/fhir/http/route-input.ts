import type { FhirRequest } from '@medplum/fhir-router';
import { SamspilError } from '@samspil/sdk';
import { AccessRepository } from '../access/access-repository.ts';

/** The query of a request as pairs, repeated parameters in their order. */
export function queryPairs({ query }: FhirRequest): [name: string, value: string][] {
  return Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((single): [string, string] => [name, single]),
  );
}

/**
 * The repository behind a route: only one that asks for permission may stand there.
 *
 * @throws SamspilError `unexpected` for any other
 */
export function accessRepositoryOf(repository: unknown): AccessRepository {
  if (repository instanceof AccessRepository) return repository;
  throw new SamspilError(
    'unexpected',
    'FHIR routes need an AccessRepository: give one that asks for permission.',
  );
}
