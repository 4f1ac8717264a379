import { belongsSql, grantsSql } from '../access/grant-sql.ts';
import type { Grant } from '../access/grant.ts';
import { hasOnePatient } from '../definitions/search-parameters.ts';
import { NO_DATE } from '../search/no-date.ts';
import type { Statement } from '../search/sql/search-sql.ts';
import { SqlValues } from '../search/sql/sql-values.ts';
import type { EverythingQuery } from './everything-query.ts';

/** Where a page ended within its type. */
export interface TypePosition {
  readonly low: number;
  readonly rid: number;
}

/**
 * The statement for the patient's records of one type, newest first by the type's chief date: the order that
 * `fhir_resource_patient` holds them in. Rows have `rid`, `low` and `content`.
 *
 * `start` and `end` take what overlaps them, and what has no date: an allergy without one is not less true in May.
 */
export function typeStatement(
  resourceType: string,
  { patientId, since, start, end }: EverythingQuery,
  grants: readonly Grant[],
  { limit, after }: { limit: number; after?: TypePosition | undefined },
): Statement {
  const values = new SqlValues();
  const row = { alias: 'd', isResource: true };
  const patient = values.add(patientId);
  const at = (instant: number) => values.add(instant, 'bigint');
  const conditions = [
    `d.type = ${values.add(resourceType)}`,
    'not d.deleted',
    // Not `belongsSql` for these: a device without a patient may be read, but it is not in anybody's record.
    hasOnePatient(resourceType)
      ? `d.patient = ${patient}`
      : belongsSql(resourceType, 'd', patient, values, 'read'),
    grantsSql(grants, resourceType, row, values, 'read'),
  ];
  if (since !== undefined) conditions.push(`d.updated >= ${at(since)}`);
  if (start !== undefined) conditions.push(`(d.low = ${NO_DATE} or d.high >= ${at(start)})`);
  if (end !== undefined) conditions.push(`(d.low = ${NO_DATE} or d.low <= ${at(end)})`);
  if (after) conditions.push(`(d.low, d.rid) < (${at(after.low)}, ${at(after.rid)})`);
  const text = `select d.rid, d.low, d.content from fhir_resource d where ${conditions.join(' and ')}
    order by d.low desc, d.rid desc limit ${values.add(limit, 'integer')}`;
  return { text, values: values.list };
}
