import type { Bundle, BundleEntry, BundleLink } from '@medplum/fhirtypes';
import type { Grant } from '../access/grant.ts';
import type { Sql } from '../database/database.ts';
import { invalid } from '../outcomes.ts';
import type { StoreContext } from '../store/store-context.ts';
import type { Stored } from '../store/store-session.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { includedResources, type GrantsFor } from './included-resources.ts';
import { countStatement, pageStatement } from './sql/search-sql.ts';
import type { SearchQuery } from './search-query.ts';

/**
 * Totals are exact up to this many matches. Above it the Bundle has no `total`, unless the client asks with
 * `_total=accurate`: counting a hundred thousand records for each page would cost more than finding the page.
 */
export const COUNTED_MATCHES = 1000;

interface Match {
  readonly rid: number;
  readonly keys: readonly (string | number)[];
  readonly resource: Stored;
}

interface Page {
  /** One more than the page has, when there is a next one. */
  readonly matches: readonly Match[];
  /** All matches, up to {@link COUNTED_MATCHES} and one; undefined when they were not counted. */
  readonly counted?: number | undefined;
}

/**
 * Runs a search: one page, what it includes, and a link to the next page if that has a match.
 *
 * @param grants Which matches may be seen.
 * @param grantsFor Which resources of another type may be included.
 */
export async function runSearch(
  { context, sql }: { context: StoreContext; sql: Sql },
  query: SearchQuery,
  grants: readonly Grant[],
  grantsFor: GrantsFor,
): Promise<Bundle<Stored>> {
  const before = query.cursor === undefined ? undefined : openCursor(query.cursor, context.cursorKey);
  const found = await findPage(sql, query, grants, before && [...before.keys, before.rid]);
  const page = found.matches.slice(0, query.count);
  const last = found.matches.length > query.count ? page.at(-1) : undefined;
  const total = before ? before.total : await totalOf(sql, query, grants, found);
  const included = await includedResources(
    { context, sql },
    query,
    page.map(({ resource }) => resource),
    grantsFor,
  );
  const base = `${context.fhirBaseUrl}/${query.resourceType}`;
  const link: BundleLink[] = [{ relation: 'self', url: urlOf(base, query, query.cursor) }];
  if (last) {
    const cursor = { keys: last.keys, rid: last.rid, ...(total !== undefined && { total }) };
    link.push({ relation: 'next', url: urlOf(base, query, sealCursor(cursor, context.cursorKey)) });
  }
  const entry = [
    ...page.map(({ resource }) => entryOf(context, resource, 'match')),
    ...included.map((resource) => entryOf(context, resource, 'include')),
  ];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(total !== undefined && { total }),
    link,
    ...(entry.length > 0 && { entry }),
  };
}

async function findPage(
  sql: Sql,
  query: SearchQuery,
  grants: readonly Grant[],
  after: readonly (string | number)[] | undefined,
): Promise<Page> {
  if (query.count === 0) return { matches: [] };
  const isCounted = after === undefined && query.total === 'estimate';
  const { text, values, keyCount } = pageStatement(query, grants, {
    limit: query.count + 1,
    ...(after && { after }),
    ...(isCounted && { countUpTo: COUNTED_MATCHES + 1 }),
  });
  if (after && after.length !== keyCount + 1) throw invalid('This paging link is of another search.');
  const rows = await sql.query<Record<string, string | number>>(text, values);
  const matches = rows.map((row) => ({
    rid: Number(row.rid),
    keys: Array.from({ length: keyCount }, (_, index) => row[`k${index}`] ?? ''),
    resource: JSON.parse(String(row.content)) as Stored,
  }));
  return { matches, ...(isCounted && { counted: Number(rows[0]?.total ?? 0) }) };
}

async function totalOf(
  sql: Sql,
  query: SearchQuery,
  grants: readonly Grant[],
  { matches, counted }: Page,
): Promise<number | undefined> {
  if (query.total === 'none') return undefined;
  if (query.count > 0 && matches.length <= query.count) return matches.length;
  if (query.count > 0 && query.total === 'estimate') {
    return counted !== undefined && counted <= COUNTED_MATCHES ? counted : undefined;
  }
  const { text, values } = countStatement(query, grants);
  const [row] = await sql.query<{ total: number }>(text, values);
  return row?.total ?? 0;
}

function urlOf(base: string, { pairs }: SearchQuery, cursor: string | undefined): string {
  const parameters = new URLSearchParams(pairs.map(([name, value]) => [name, value]));
  if (cursor !== undefined) parameters.set('_cursor', cursor);
  const text = parameters.toString();
  return text === '' ? base : `${base}?${text}`;
}

/** An entry of a searchset. */
export function entryOf(
  { fhirBaseUrl }: StoreContext,
  resource: Stored,
  mode: 'match' | 'include',
): BundleEntry<Stored> {
  return { fullUrl: `${fhirBaseUrl}/${resource.resourceType}/${resource.id}`, resource, search: { mode } };
}
