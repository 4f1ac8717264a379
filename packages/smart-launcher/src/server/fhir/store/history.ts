import type { Bundle, BundleEntry } from '@medplum/fhirtypes';
import { isPatientType, patientsOf } from '@samspil/sdk/fhir';
import type { Grant } from '../access/grant.ts';
import { grantsSql } from '../access/grant-sql.ts';
import type { Sql } from '../database/database.ts';
import { openCursor, sealCursor } from '../search/cursor.ts';
import { SqlValues } from '../search/sql/sql-values.ts';
import type { Method, StoredRow } from './resource-table.ts';
import type { StoreContext } from './store-context.ts';
import type { Stored } from './store-session.ts';

/** Whose history: of one resource, or of a type when `id` is missing. */
export interface HistoryQuery {
  readonly resourceType: string;
  readonly id?: string;
  /** Versions per page. */
  readonly count: number;
  /** Only versions that came into being at or after this instant, in milliseconds since the epoch. */
  readonly since?: number;
  readonly cursor?: string;
}

interface VersionRow {
  rid: number;
  id: string;
  version: number;
  updated: number;
  method: Method;
  content: string | null;
}

const VERSIONS = `
  select rid, version, updated, method, content from fhir_resource
  union all
  select rid, version, updated, method, content from fhir_version`;

/** A version of a resource; undefined when there never was one. `content` is null for the version that is its deletion. */
export async function findVersion(
  sql: Sql,
  { rid }: StoredRow,
  version: number,
): Promise<{ content: string | null } | undefined> {
  const [row] = await sql.query<{ content: string | null }>(
    `select content from (${VERSIONS}) v where v.rid = $1 and v.version = $2`,
    [rid, version],
  );
  return row;
}

/**
 * The versions of a resource or of a type, newest first. A version is left out when the record as it is now may not be
 * seen, or when the version itself named another patient: a record that was moved tells nothing of where it was.
 */
export async function readHistory(
  { context, sql }: { context: StoreContext; sql: Sql },
  query: HistoryQuery,
  grants: readonly Grant[],
): Promise<Bundle<Stored>> {
  const rows = await findVersions(sql, context, query, grants);
  const page = rows.slice(0, query.count);
  const path = `${context.fhirBaseUrl}/${query.resourceType}${query.id === undefined ? '' : `/${query.id}`}/_history`;
  const last = rows.length > query.count ? page.at(-1) : undefined;
  const link = [{ relation: 'self' as const, url: urlOf(path, query, query.cursor) }];
  if (last) {
    const cursor = sealCursor({ keys: [last.updated, last.version], rid: last.rid }, context.cursorKey);
    link.push({ relation: 'next' as 'self', url: urlOf(path, query, cursor) });
  }
  const entry = page
    .filter((row) => wasSeen(row, grants, context))
    .map((row) => entryOf(row, query.resourceType, context));
  const whole = query.cursor === undefined && !last;
  return {
    resourceType: 'Bundle',
    type: 'history',
    ...(whole && { total: entry.length }),
    link,
    ...(entry.length > 0 && { entry }),
  };
}

async function findVersions(
  sql: Sql,
  context: StoreContext,
  { resourceType, id, since, cursor, count }: HistoryQuery,
  grants: readonly Grant[],
): Promise<VersionRow[]> {
  const values = new SqlValues();
  const conditions = [`d.type = ${values.add(resourceType)}`];
  if (id !== undefined) conditions.push(`d.id = ${values.add(id)}`);
  if (since !== undefined) conditions.push(`v.updated >= ${values.add(since, 'bigint')}`);
  if (cursor !== undefined) {
    const { keys, rid } = openCursor(cursor, context.cursorKey);
    const after = [...keys, rid].map((key) => values.add(key, 'bigint'));
    conditions.push(`(v.updated, v.version, v.rid) < (${after.join(', ')})`);
  }
  const row = { alias: 'd', isResource: true };
  const live = grantsSql(grants, resourceType, row, values, 'read');
  const unconditional = grants.map((grant) => ({ ...grant, criteria: [] }));
  const deleted = grantsSql(unconditional, resourceType, row, values, 'read');
  conditions.push(`case when d.deleted then ${deleted} else ${live} end`);
  return sql.query<VersionRow>(
    `select v.rid, d.id, v.version, v.updated, v.method, v.content
     from (${VERSIONS}) v join fhir_resource d on d.rid = v.rid
     where ${conditions.join(' and ')}
     order by v.updated desc, v.version desc, v.rid desc limit ${values.add(count + 1, 'integer')}`,
    values.list,
  );
}

/** True when the version as it was then was within the compartment of at least one grant. */
export function wasSeen(
  { content }: { content: string | null },
  grants: readonly Grant[],
  { fhirBaseUrl }: { fhirBaseUrl: string },
): boolean {
  if (content === null || grants.some(({ patient }) => patient === undefined)) return true;
  const resource = JSON.parse(content) as Stored;
  const { resourceType } = resource;
  const patients = patientsOf(resource, fhirBaseUrl);
  // Judged by the row alone: what belongs to no patient, and Provenance, which belongs to the patient of its targets.
  if (!isPatientType(resourceType) || resourceType === 'Provenance') return true;
  if (resourceType === 'Device' && patients.length === 0) return true;
  return grants.some(({ patient }) => patient !== undefined && patients.includes(patient));
}

function entryOf(row: VersionRow, resourceType: string, { fhirBaseUrl }: StoreContext): BundleEntry<Stored> {
  const location = `${resourceType}/${row.id}`;
  const created = row.version === 1;
  return {
    fullUrl: `${fhirBaseUrl}/${location}`,
    ...(row.content !== null && { resource: JSON.parse(row.content) as Stored }),
    request: { method: row.method, url: row.method === 'POST' ? resourceType : location },
    response: {
      status: row.content === null ? '204' : created ? '201' : '200',
      etag: `W/"${row.version}"`,
      lastModified: new Date(row.updated).toISOString(),
    },
  };
}

function urlOf(path: string, { since, count }: HistoryQuery, cursor: string | undefined): string {
  const parameters = new URLSearchParams({ _count: String(count) });
  if (since !== undefined) parameters.set('_since', new Date(since).toISOString());
  if (cursor !== undefined) parameters.set('_cursor', cursor);
  return `${path}?${parameters.toString()}`;
}
