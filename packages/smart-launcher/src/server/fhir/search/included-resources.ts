import { convertToSearchableReferences, evalFhirPathTyped, toTypedValue } from '@medplum/core';
import type { Grant } from '../access/grant.ts';
import { grantsSql } from '../access/grant-sql.ts';
import type { Sql } from '../database/database.ts';
import { unprocessable } from '../outcomes.ts';
import type { StoreContext } from '../store/store-context.ts';
import type { Stored } from '../store/store-session.ts';
import { referenceValue } from './reference-value.ts';
import type { Inclusion, SearchQuery } from './search-query.ts';
import { SqlValues } from './sql/sql-values.ts';

/** The grants by which resources of a type may be read or found; none leaves them out of the answer. */
export type GrantsFor = (interaction: 'r' | 's', resourceType: string) => readonly Grant[];

/** The most included resources of one answer. More is refused: cutting them off would hide records. */
export const MAX_INCLUDED = 5000;

/** What `_include` and `_revinclude` add to a page: each resource once, none that is a match itself. */
export async function includedResources(
  store: { context: StoreContext; sql: Sql },
  query: SearchQuery,
  matches: readonly Stored[],
  grantsFor: GrantsFor,
): Promise<Stored[]> {
  if (matches.length === 0) return [];
  const found = new Map<string, Stored>();
  for (const inclusion of query.include) {
    for (const resource of await referred(store, inclusion, matches, grantsFor))
      found.set(keyOf(resource), resource);
  }
  for (const inclusion of query.revinclude) {
    for (const resource of await referring(store, inclusion, matches, grantsFor))
      found.set(keyOf(resource), resource);
  }
  for (const match of matches) found.delete(keyOf(match));
  if (found.size > MAX_INCLUDED)
    throw unprocessable('Too many resources to include: ask for fewer matches per page.');
  return [...found.values()];
}

/** `_include`: what the matches refer to. */
async function referred(
  { context, sql }: { context: StoreContext; sql: Sql },
  { parameter, source, target }: Inclusion,
  matches: readonly Stored[],
  grantsFor: GrantsFor,
): Promise<Stored[]> {
  const references = new Set<string>();
  for (const match of matches) {
    if (match.resourceType !== source) continue;
    const values = evalFhirPathTyped(parameter.expression(), [toTypedValue(match)]);
    for (const reference of convertToSearchableReferences(values)) {
      const value = referenceValue(reference, context.fhirBaseUrl);
      if (value !== undefined) references.add(value);
    }
  }
  return resourcesAt({ sql }, references, grantsFor, target);
}

/**
 * The resources that references of this server name, as far as they may be read. References elsewhere lead nowhere.
 *
 * @param references As {@link referenceValue} writes them.
 * @param target Only this type; default: any.
 */
export async function resourcesAt(
  { sql }: { sql: Sql },
  references: ReadonlySet<string>,
  grantsFor: GrantsFor,
  target?: string,
): Promise<Stored[]> {
  const idsByType = new Map<string, string[]>();
  for (const reference of references) {
    const [type = '', id, ...rest] = reference.split('/');
    if (id === undefined || rest.length > 0 || (target !== undefined && type !== target)) continue;
    idsByType.set(type, [...(idsByType.get(type) ?? []), id]);
  }
  const found: Stored[] = [];
  for (const [type, ids] of idsByType) {
    const values = new SqlValues();
    const condition = `d.type = ${values.add(type)} and d.id = any(${values.add(ids, 'text[]')})`;
    found.push(...(await select(sql, type, condition, values, grantsFor('r', type))));
  }
  return found;
}

/** `_revinclude`: what refers to the matches. */
async function referring(
  { sql }: { sql: Sql },
  { source, parameter, target }: Inclusion,
  matches: readonly Stored[],
  grantsFor: GrantsFor,
): Promise<Stored[]> {
  const references = matches
    .filter(({ resourceType }) => target === undefined || resourceType === target)
    .map(keyOf);
  const values = new SqlValues();
  const condition =
    parameter.home === 'patient'
      ? `d.type = ${values.add(source)} and d.patient = any(${values.add(patientsIn(references), 'text[]')})`
      : `d.rid in (select t.rid from fhir_term t where t.param = ${values.add(parameter.key)}
           and t.value = any(${values.add(references, 'text[]')}))`;
  return select(sql, source, condition, values, grantsFor('s', source));
}

async function select(
  sql: Sql,
  resourceType: string,
  condition: string,
  values: SqlValues,
  grants: readonly Grant[],
): Promise<Stored[]> {
  const permitted = grantsSql(grants, resourceType, { alias: 'd', isResource: true }, values, 'read');
  const rows = await sql.query<{ content: string }>(
    `select d.content from fhir_resource d where ${condition} and not d.deleted and ${permitted}
     order by d.rid limit ${MAX_INCLUDED + 1}`,
    values.list,
  );
  return rows.map(({ content }) => JSON.parse(content) as Stored);
}

function keyOf({ resourceType, id }: Stored): string {
  return `${resourceType}/${id}`;
}

function patientsIn(references: readonly string[]): string[] {
  return references
    .filter((reference) => reference.startsWith('Patient/'))
    .map((reference) => reference.slice(8));
}
