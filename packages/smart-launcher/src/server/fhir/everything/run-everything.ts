import type { Bundle, BundleLink } from '@medplum/fhirtypes';
import { isPatientType } from '@samspil/sdk/fhir';
import type { Sql } from '../database/database.ts';
import { invalid } from '../outcomes.ts';
import { openCursor, sealCursor } from '../search/cursor.ts';
import type { GrantsFor } from '../search/included-resources.ts';
import { entryOf } from '../search/run-search.ts';
import type { StoreContext } from '../store/store-context.ts';
import type { Stored } from '../store/store-session.ts';
import type { EverythingQuery } from './everything-query.ts';
import { typeStatement, type TypePosition } from './everything-sql.ts';
import { neededResources } from './needed-resources.ts';

interface Position extends TypePosition {
  readonly resourceType: string;
}

interface Found extends Position {
  readonly resource: Stored;
}

/**
 * One page of a patient's record: the patient, then what is in the patient's compartment, type by type and the newest of
 * each first, then what these refer to. Types and records that the token may not read are left out, as if they were not
 * there. Whether the patient itself may be read was asked before.
 */
export async function runEverything(
  store: { context: StoreContext; sql: Sql },
  query: EverythingQuery,
  grantsFor: GrantsFor,
): Promise<Bundle<Stored>> {
  const { context, sql } = store;
  const after = query.cursor === undefined ? undefined : positionOf(query.cursor, context);
  const found = await findPage(sql, query, { types: typesOf(query, context), after, grantsFor });
  const page = found.slice(0, query.count);
  const matches = page.map(({ resource }) => resource);
  const needed = await neededResources(store, matches, query.types, grantsFor);
  const last = found.length > query.count ? page.at(-1) : undefined;
  const link: BundleLink[] = [{ relation: 'self', url: urlOf(context, query, query.cursor) }];
  if (last) {
    const cursor = { keys: [last.resourceType, last.low], rid: last.rid };
    link.push({ relation: 'next', url: urlOf(context, query, sealCursor(cursor, context.cursorKey)) });
  }
  const entry = [
    ...matches.map((resource) => entryOf(context, resource, 'match')),
    ...needed.map((resource) => entryOf(context, resource, 'include')),
  ];
  const isWhole = after === undefined && !last;
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    // Over several pages it would have to be counted, type by type, for a number that nobody needs.
    ...(isWhole && { total: matches.length }),
    link,
    ...(entry.length > 0 && { entry }),
  };
}

/** The types of the compartment that were asked for; the patient comes first. */
function typesOf({ types }: EverythingQuery, { definitions }: StoreContext): string[] {
  const others = definitions.resourceTypes.filter((type) => type !== 'Patient' && isPatientType(type));
  return ['Patient', ...others].filter((type) => types === undefined || types.has(type));
}

/** One more than the page has, when there is a next one. */
async function findPage(
  sql: Sql,
  query: EverythingQuery,
  { types, after, grantsFor }: { types: string[]; after: Position | undefined; grantsFor: GrantsFor },
): Promise<Found[]> {
  const found: Found[] = [];
  const begin = after === undefined ? 0 : types.indexOf(after.resourceType);
  if (begin < 0) throw foreignLink();
  for (const resourceType of types.slice(begin)) {
    const grants = grantsFor('r', resourceType);
    if (grants.length === 0) continue;
    const { text, values } = typeStatement(resourceType, query, grants, {
      limit: query.count + 1 - found.length,
      after: after?.resourceType === resourceType ? after : undefined,
    });
    const rows = await sql.query<{ rid: number; low: number; content: string }>(text, values);
    for (const { rid, low, content } of rows) {
      const resource = JSON.parse(content) as Stored;
      found.push({ resourceType, low: Number(low), rid: Number(rid), resource });
    }
    if (found.length > query.count) break;
  }
  return found;
}

function positionOf(cursor: string, { cursorKey }: StoreContext): Position {
  const { keys, rid } = openCursor(cursor, cursorKey);
  const [resourceType, low] = keys;
  if (keys.length !== 2 || typeof resourceType !== 'string' || typeof low !== 'number') throw foreignLink();
  return { resourceType, low, rid };
}

function foreignLink(): Error {
  return invalid('This paging link is of another question. Ask for the first page again.');
}

function urlOf(
  { fhirBaseUrl }: StoreContext,
  { patientId, pairs }: EverythingQuery,
  cursor: string | undefined,
): string {
  const parameters = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  if (cursor !== undefined) parameters.set('_cursor', cursor);
  const text = parameters.toString();
  return `${fhirBaseUrl}/Patient/${patientId}/$everything${text === '' ? '' : `?${text}`}`;
}
