import { allOk, created } from '@medplum/core';
import { FhirRouter, type FhirRequest, type FhirRouteHandler, type HttpMethod } from '@medplum/fhir-router';
import type { Resource } from '@medplum/fhirtypes';
import { SamspilError } from '@samspil/sdk';
import type { Preconditions } from '../access/access-repository.ts';
import type { PatchOperations } from '../access/json-patch.ts';
import { invalid, notSupported } from '../outcomes.ts';
import { dateRangeOf } from '@samspil/sdk/fhir';
import { isFormat, MAX_COUNT } from '../search/parse-search.ts';
import { addEverything } from './everything-route.ts';
import { accessRepositoryOf, queryPairs } from './route-input.ts';

const DEFAULT_HISTORY_COUNT = 50;

/**
 * The library's routes, without those whose behaviour we do not vouch for (system search, GraphQL), and with our own
 * handlers where the library drops a condition (`If-Match` of patch and delete, `If-None-Match`), reads a search
 * leniently, or answers 200 to an update that created. Batch entries run through the same routes.
 */
export function createFhirRouter(): FhirRouter {
  const router = new FhirRouter();
  drop(router, 'GET', '');
  drop(router, 'POST', '$graphql');
  replace(router, 'GET', ':resourceType', search);
  replace(router, 'POST', ':resourceType/_search', search);
  replace(router, 'POST', ':resourceType', create(routeOf(router, 'POST', ':resourceType').handler));
  replace(router, 'PUT', ':resourceType/:id', update);
  replace(router, 'PATCH', ':resourceType/:id', patch);
  replace(router, 'DELETE', ':resourceType/:id', deleteById);
  replace(router, 'GET', ':resourceType/:id/_history', history);
  router.add('GET', ':resourceType/_history', history, 'history-type');
  addEverything(router);
  return router;
}

const search: FhirRouteHandler = async (request, repository) => {
  const { resourceType = '' } = request.params;
  const posted = typeof request.body === 'string' ? [...new URLSearchParams(request.body)] : [];
  const bundle = await accessRepositoryOf(repository).searchPairs(resourceType, [
    ...queryPairs(request),
    ...posted,
  ]);
  return [allOk, bundle];
};

/** A create ignores the id it is sent (FHIR R4 §3.1.0.8); the library would hold it against a conditional match. */
const create =
  (library: FhirRouteHandler): FhirRouteHandler =>
  (request, repository, router, options) => {
    if (options?.batch) return library(request, repository, router, options);
    const { id: _ignored, ...body } = request.body as Resource;
    return library({ ...request, body }, repository, router, options);
  };

const update: FhirRouteHandler = async (request, repository) => {
  const { resourceType, id } = request.params;
  const resource = request.body as Resource;
  if (resource.resourceType !== resourceType)
    throw invalid('resourceType must be that of the URL.', 'resourceType');
  if (resource.id !== id)
    throw invalid('The id of the resource must be that of the URL.', `${resourceType}.id`);
  const written = await accessRepositoryOf(repository).put(resource, preconditions(request));
  return [written.created ? created : allOk, written.resource];
};

const patch: FhirRouteHandler = async (request, repository) => {
  const { resourceType = '', id = '' } = request.params;
  const operations = request.body as PatchOperations;
  const type = resourceType as Resource['resourceType'];
  return [
    allOk,
    await accessRepositoryOf(repository).patchResource(type, id, operations, preconditions(request)),
  ];
};

const deleteById: FhirRouteHandler = async (request, repository) => {
  const { resourceType = '', id = '' } = request.params;
  await accessRepositoryOf(repository).deleteResource(resourceType, id, preconditions(request));
  return [allOk];
};

const history: FhirRouteHandler = async (request, repository) => {
  const { resourceType = '', id } = request.params;
  let count = DEFAULT_HISTORY_COUNT;
  let since: number | undefined;
  let cursor: string | undefined;
  for (const [name, value] of queryPairs(request)) {
    if (name === '_count' && /^[1-9]\d{0,8}$/.test(value)) count = Math.min(Number(value), MAX_COUNT);
    else if (name === '_since' && dateRangeOf(value)) since = dateRangeOf(value)?.low;
    else if (name === '_cursor') cursor = value;
    else if (!isFormat(name, value))
      throw notSupported('A history takes _count (from 1) and _since (an instant).');
  }
  const query = {
    resourceType,
    count,
    ...(id && { id }),
    ...(since !== undefined && { since }),
    ...(cursor && { cursor }),
  };
  return [allOk, await accessRepositoryOf(repository).history(query)];
};

/**
 * The version an `If-Match` names, and whether `If-None-Match: *` forbids an existing resource.
 *
 * @throws OperationOutcomeError 400 for a header that is neither, because ignoring it would overwrite
 */
function preconditions({ headers }: FhirRequest): Preconditions {
  const match = headers?.['if-match'];
  const noneMatch = headers?.['if-none-match'];
  const version = match === undefined ? undefined : /^(?:W\/)?"([^"]+)"$/.exec(match.trim())?.[1];
  if (match !== undefined && version === undefined)
    throw invalid('If-Match must be one ETag, such as W/"3".');
  if (noneMatch !== undefined && noneMatch.trim() !== '*')
    throw invalid('If-None-Match must be * on a write.');
  return { ...(version !== undefined && { ifMatch: version }), ifNoneMatch: noneMatch !== undefined };
}

function drop(router: FhirRouter, method: HttpMethod, path: string): void {
  const { routes } = router.router;
  routes.splice(routes.indexOf(routeOf(router, method, path)), 1);
}

function replace(router: FhirRouter, method: HttpMethod, path: string, handler: FhirRouteHandler): void {
  routeOf(router, method, path).handler = handler;
}

/** A new version of the library may not have the route any more: then this must not pass unseen. */
function routeOf({ router }: FhirRouter, method: HttpMethod, path: string) {
  const route = router.routes.find(
    (candidate) =>
      candidate.method === method &&
      candidate.path.map(({ value, param }) => (param ? `:${value}` : value)).join('/') === path,
  );
  if (!route) {
    throw new SamspilError(
      'unexpected',
      `The router library has no route ${method} ${path}: adapt fhir-routes.ts to it.`,
    );
  }
  return route;
}
