import { INDEX_TABLES } from '../database/schema.ts';
import type { Sql } from '../database/database.ts';
import type { IndexRows } from './index-rows.ts';

/** Index rows and the resource they belong to. */
export interface OwnedIndexRows {
  readonly rid: number;
  readonly rows: IndexRows;
}

/** Writes the index rows of any number of resources: one statement for each table that gets rows. */
export async function writeIndexRows(sql: Sql, owned: readonly OwnedIndexRows[]): Promise<void> {
  await insert(
    sql,
    'fhir_term',
    TERM,
    flatten(owned, ({ rid, rows }) =>
      rows.terms.map((t) => [
        rid,
        t.param,
        t.system,
        t.value,
        rows.patient,
        rows.chiefDate.low,
        rows.chiefDate.high,
      ]),
    ),
  );
  await insert(
    sql,
    'fhir_text',
    TEXT,
    flatten(owned, ({ rid, rows }) => rows.texts.map((t) => [rid, t.param, t.folded, t.exact])),
  );
  await insert(
    sql,
    'fhir_date',
    DATE,
    flatten(owned, ({ rid, rows }) => rows.dates.map((d) => [rid, d.param, d.low, d.high])),
  );
  await insert(
    sql,
    'fhir_quantity',
    QUANTITY,
    flatten(owned, ({ rid, rows }) =>
      rows.quantities.map((q) => [rid, q.param, q.value, q.system, q.code, q.unit]),
    ),
  );
}

/** Removes everything by which a resource is found. */
export async function removeIndexRows(sql: Sql, rid: number): Promise<void> {
  for (const table of INDEX_TABLES) await sql.query(`delete from ${table} where rid = $1`, [rid]);
}

const TERM = ['bigint', 'text', 'text', 'text', 'text', 'bigint', 'bigint'];
const TEXT = ['bigint', 'text', 'text', 'text'];
const DATE = ['bigint', 'text', 'bigint', 'bigint'];
const QUANTITY = ['bigint', 'text', 'float8', 'text', 'text', 'text'];

type Row = readonly (string | number)[];

function flatten(owned: readonly OwnedIndexRows[], rowsOf: (one: OwnedIndexRows) => Row[]): Row[] {
  return owned.flatMap(rowsOf);
}

/** One array per column: however many rows, the statement stays the same and is as long as its columns. */
async function insert(
  sql: Sql,
  table: string,
  types: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = types.map((_, column) => rows.map((row) => row[column]));
  const arrays = types.map((type, column) => `$${column + 1}::${type}[]`).join(', ');
  await sql.query(`insert into ${table} select * from unnest(${arrays})`, columns);
}
