import type { Resource } from '@medplum/fhirtypes';
import type { Sql } from '../database/database.ts';
import { dateRangeOf } from '@samspil/sdk/fhir';
import { extractIndexRows } from './extract-index-rows.ts';
import { insertRows, type Written } from './resource-table.ts';
import type { StoreContext } from './store-context.ts';
import { stamp } from './store-session.ts';
import { validate } from './validate.ts';
import { writeIndexRows } from './write-index-rows.ts';

/** Resources per statement: large enough to be fast, small enough that an answer to a request waits no longer than that. */
const CHUNK = 500;

export interface LoadResult {
  readonly loaded: number;
  /** Resources whose id was already there; they are left as they are. */
  readonly skipped: number;
}

/** Cuts any sequence into chunks. */
export async function* chunksOf<Item>(items: AsyncIterable<Item> | Iterable<Item>): AsyncGenerator<Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Writes first versions in few statements. A `meta.lastUpdated` that is given is kept: seeds have a past. */
export async function loadChunk(
  { context, sql }: { context: StoreContext; sql: Sql },
  resources: readonly Resource[],
  options: { validate?: boolean },
): Promise<LoadResult> {
  const present = await presentKeys(sql, resources);
  const written: Written[] = [];
  for (const resource of resources) {
    const id = resource.id ?? context.newId();
    const key = `${resource.resourceType}/${id}`;
    if (present.has(key)) continue;
    present.add(key);
    // As it will be stored: a member that is undefined is no member.
    if (options.validate) validate(JSON.parse(JSON.stringify(resource)) as Resource, context.definitions);
    const given = resource.meta?.lastUpdated;
    const updated = (given === undefined ? undefined : dateRangeOf(given)?.low) ?? context.now();
    const stamped = stamp(resource, id, 1, updated);
    const index = extractIndexRows(stamped, context.definitions, context.fhirBaseUrl);
    written.push({ resource: stamped, version: 1, updated, method: 'PUT', index });
  }
  if (written.length > 0) {
    const rids = await insertRows(sql, written);
    await writeIndexRows(
      sql,
      written.map(({ index }, at) => ({ rid: rids[at] ?? 0, rows: index })),
    );
  }
  return { loaded: written.length, skipped: resources.length - written.length };
}

async function presentKeys(sql: Sql, resources: readonly Resource[]): Promise<Set<string>> {
  const named = resources.filter(({ id }) => id !== undefined);
  const rows = await sql.query<{ key: string }>(
    `select r.type || '/' || r.id as key from unnest($1::text[], $2::text[]) as n(type, id)
     join fhir_resource r on r.type = n.type and r.id = n.id`,
    [named.map(({ resourceType }) => resourceType), named.map(({ id }) => id ?? '')],
  );
  return new Set(rows.map(({ key }) => key));
}
