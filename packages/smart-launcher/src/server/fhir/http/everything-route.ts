import { allOk } from '@medplum/core';
import type { FhirRouteHandler, FhirRouter } from '@medplum/fhir-router';
import type { Parameters } from '@medplum/fhirtypes';
import { invalid } from '../outcomes.ts';
import { accessRepositoryOf, queryPairs } from './route-input.ts';

type Pair = readonly [name: string, value: string];

/** The operation's name as it stands in addresses: some clients encode the dollar, and both mean the same. */
const NAMES: ReadonlySet<string> = new Set(['$everything', '%24everything']);

/** True for `Patient/[id]/$everything`, by the segments of a path relative to the base. */
export function isEverything([resourceType, , operation, ...rest]: readonly string[]): boolean {
  return resourceType === 'Patient' && NAMES.has(operation ?? '') && rest.length === 0;
}

/** `GET` and `POST Patient/[id]/$everything`; a POST may carry its parameters as a Parameters resource. */
export function addEverything(router: FhirRouter): void {
  for (const name of NAMES)
    for (const method of ['GET', 'POST'] as const) router.add(method, `Patient/:id/${name}`, everything);
}

const everything: FhirRouteHandler = async (request, repository) => {
  const { id = '' } = request.params;
  const posted = request.method === 'POST' ? pairsOf(request.body) : [];
  const bundle = await accessRepositoryOf(repository).everything(id, [...queryPairs(request), ...posted]);
  return [allOk, bundle];
};

/**
 * The parameters as pairs: each has one primitive `value[x]`, which is text or a number.
 *
 * @throws OperationOutcomeError 400
 */
function pairsOf(body: unknown): Pair[] {
  const { resourceType, parameter = [] } = body as Partial<Parameters>;
  if (resourceType !== 'Parameters' || !Array.isArray(parameter)) {
    throw invalid('The body of an operation is a Parameters resource.');
  }
  return parameter.map((given: unknown, index): Pair => {
    const { name, ...rest } = (given ?? {}) as Record<string, unknown>;
    const values = Object.entries(rest).flatMap(([key, value]) => (/^value[A-Z]/.test(key) ? [value] : []));
    const [value] = values;
    const isPrimitive = typeof value === 'string' || typeof value === 'number';
    if (typeof name !== 'string' || values.length !== 1 || !isPrimitive) {
      throw invalid('A parameter has a name and one primitive value.', `Parameters.parameter[${index}]`);
    }
    return [name, String(value)];
  });
}
