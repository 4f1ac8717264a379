import type { Resource } from '@medplum/fhirtypes';
import type { Sql } from '../database/database.ts';
import type { IndexRows } from './index-rows.ts';

/** How a version came to be. */
export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The current version of a resource as it is stored. */
export interface StoredRow {
  readonly rid: number;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly updated: number;
  readonly method: Method;
  readonly deleted: boolean;
  readonly patient: string;
  /** JSON; null when deleted. */
  readonly content: string | null;
}

const COLUMNS = 'rid, type, id, version, updated, method, deleted, patient, content';

/** The current row of a resource, also when it is deleted. */
export async function findRow(sql: Sql, resourceType: string, id: string): Promise<StoredRow | undefined> {
  const [row] = await sql.query<StoredRow>(
    `select ${COLUMNS} from fhir_resource where type = $1 and id = $2`,
    [resourceType, id],
  );
  return row;
}

/** What a new version writes beside its content. */
export interface Written {
  readonly resource: Resource & { id: string };
  readonly version: number;
  readonly updated: number;
  readonly method: Method;
  readonly index: IndexRows;
}

/** Inserts first versions: one statement for any number. Rows come back in the order of `written`. */
export async function insertRows(sql: Sql, written: readonly Written[]): Promise<number[]> {
  const columns = [
    written.map(({ resource }) => resource.resourceType),
    written.map(({ resource }) => resource.id),
    written.map(({ version }) => version),
    written.map(({ updated }) => updated),
    written.map(({ method }) => method),
    written.map(({ index }) => index.patient),
    written.map(({ index }) => index.chiefDate.low),
    written.map(({ index }) => index.chiefDate.high),
    written.map(({ resource }) => JSON.stringify(resource)),
  ];
  const rows = await sql.query<{ rid: number; type: string; id: string }>(
    `insert into fhir_resource (type, id, version, updated, method, patient, low, high, content)
     select * from unnest($1::text[], $2::text[], $3::integer[], $4::bigint[], $5::text[], $6::text[],
       $7::bigint[], $8::bigint[], $9::text[])
     returning rid, type, id`,
    columns,
  );
  const rids = new Map(rows.map(({ rid, type, id }) => [`${type}/${id}`, rid]));
  return written.map(({ resource }) => rids.get(`${resource.resourceType}/${resource.id}`) ?? 0);
}

/** Moves the current version to the history and puts a new one in its place. */
export async function replaceRow(sql: Sql, rid: number, written: Written): Promise<void> {
  await archive(sql, rid);
  const { index, resource, version, updated, method } = written;
  await sql.query(
    `update fhir_resource set version = $2, updated = $3, method = $4, deleted = false, patient = $5, low = $6,
       high = $7, content = $8 where rid = $1`,
    [
      rid,
      version,
      updated,
      method,
      index.patient,
      index.chiefDate.low,
      index.chiefDate.high,
      JSON.stringify(resource),
    ],
  );
}

/** Moves the current version to the history and leaves the mark of a deletion, which keeps the patient. */
export async function markDeleted(sql: Sql, rid: number, version: number, updated: number): Promise<void> {
  await archive(sql, rid);
  await sql.query(
    `update fhir_resource set version = $2, updated = $3, method = 'DELETE', deleted = true, content = null
     where rid = $1`,
    [rid, version, updated],
  );
}

async function archive(sql: Sql, rid: number): Promise<void> {
  await sql.query(
    `insert into fhir_version (rid, version, updated, method, content)
     select rid, version, updated, method, content from fhir_resource where rid = $1`,
    [rid],
  );
}
