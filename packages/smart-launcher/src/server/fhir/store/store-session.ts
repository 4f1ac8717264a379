import { isDeepStrictEqual } from 'node:util';
import type { Meta, Resource } from '@medplum/fhirtypes';
import type { Grant } from '../access/grant.ts';
import { grantsSql, type Belonging } from '../access/grant-sql.ts';
import type { Sql } from '../database/database.ts';
import { SqlValues } from '../search/sql/sql-values.ts';
import { extractIndexRows } from './extract-index-rows.ts';
import {
  findRow,
  insertRows,
  markDeleted,
  replaceRow,
  type Method,
  type StoredRow,
  type Written,
} from './resource-table.ts';
import type { StoreContext } from './store-context.ts';
import { validate } from './validate.ts';
import { removeIndexRows, writeIndexRows } from './write-index-rows.ts';

/** A resource as the server gives it: with its id and version. */
export type Stored<Type extends Resource = Resource> = Type & {
  id: string;
  meta: Meta & { versionId: string; lastUpdated: string };
};

/** What a judgement needs to know of a row; everything else the database knows. */
export type JudgedRow = Pick<StoredRow, 'rid' | 'type' | 'deleted'>;

/** Reads and writes over one connection or one transaction, without asking who may. */
export class StoreSession {
  readonly context: StoreContext;
  readonly sql: Sql;

  constructor(context: StoreContext, sql: Sql) {
    this.context = context;
    this.sql = sql;
  }

  find(resourceType: string, id: string): Promise<StoredRow | undefined> {
    return findRow(this.sql, resourceType, id);
  }

  /** True when a stored row meets one of the grants. */
  async isPermitted(row: JudgedRow, grants: readonly Grant[], belonging: Belonging): Promise<boolean> {
    // The values by which a granular scope picks are gone with the content; whose it was is still known.
    const asked = row.deleted ? grants.map((grant) => ({ ...grant, criteria: [] })) : grants;
    const values = new SqlValues();
    const condition = grantsSql(asked, row.type, { alias: 'd', isResource: true }, values, belonging);
    if (condition === 'true') return true;
    const rid = values.add(row.rid, 'bigint');
    const found = await this.sql.query(
      `select 1 from fhir_resource d where d.rid = ${rid} and ${condition}`,
      values.list,
    );
    return found.length > 0;
  }

  /** Stores a first version. The id must be free. */
  async insert(resource: Resource, id: string, method: Method): Promise<{ rid: number; resource: Stored }> {
    validate(resource, this.context.definitions);
    const written = this.#written(resource, id, 1, method);
    const [rid = 0] = await insertRows(this.sql, [written]);
    await writeIndexRows(this.sql, [{ rid, rows: written.index }]);
    return { rid, resource: written.resource as Stored };
  }

  /** Stores the next version, unless it is the same as the present one: then nothing is written. */
  async replace(row: StoredRow, resource: Resource, method: Method): Promise<Stored> {
    validate(resource, this.context.definitions);
    const present = row.content === null ? undefined : (JSON.parse(row.content) as Stored);
    if (present && isDeepStrictEqual(withoutVersion(present), withoutVersion({ ...resource, id: row.id })))
      return present;
    const written = this.#written(resource, row.id, row.version + 1, method);
    await replaceRow(this.sql, row.rid, written);
    await removeIndexRows(this.sql, row.rid);
    await writeIndexRows(this.sql, [{ rid: row.rid, rows: written.index }]);
    return written.resource as Stored;
  }

  async remove(row: StoredRow): Promise<void> {
    await markDeleted(this.sql, row.rid, row.version + 1, this.context.now());
    await removeIndexRows(this.sql, row.rid);
  }

  #written(resource: Resource, id: string, version: number, method: Method): Written {
    const updated = this.context.now();
    const stamped = stamp(resource, id, version, updated);
    const { definitions, fhirBaseUrl } = this.context;
    const index = extractIndexRows(stamped, definitions, fhirBaseUrl);
    return { resource: stamped, version, updated, method, index };
  }
}

/** The resource with what the server says about it; `resourceType`, `id` and `meta` come first, as people read them. */
export function stamp(resource: Resource, id: string, version: number, updated: number): Stored {
  const { resourceType, id: _id, meta, ...rest } = resource;
  const stamped = { ...meta, versionId: String(version), lastUpdated: new Date(updated).toISOString() };
  return { resourceType, id, meta: stamped, ...rest } as Stored;
}

function withoutVersion(resource: Resource): unknown {
  const { meta, ...rest } = resource;
  const { versionId: _versionId, lastUpdated: _lastUpdated, ...kept } = meta ?? {};
  return Object.keys(kept).length > 0 ? { ...rest, meta: kept } : rest;
}
