import { isPatientType } from '@samspil/sdk/fhir';
import { hasOnePatient } from '../definitions/search-parameters.ts';
import { criterionSql } from '../search/sql/criterion-sql.ts';
import type { ResourceRow, SqlValues } from '../search/sql/sql-values.ts';
import { compartmentKey } from '../store/extract-index-rows.ts';
import type { Grant } from './grant.ts';

/**
 * How strictly a record must belong to the patient. To *read* it, the patient must be among those it names; to *write*
 * it, there must be no other: who may write for one patient must not write into the record of another.
 */
export type Belonging = 'read' | 'write';

/** The SQL condition that a row meets when at least one grant permits it. No grant permits nothing. */
export function grantsSql(
  grants: readonly Grant[],
  resourceType: string,
  row: ResourceRow,
  values: SqlValues,
  belonging: Belonging,
): string {
  if (grants.some(({ patient, criteria }) => patient === undefined && criteria.length === 0)) return 'true';
  const alternatives = grants.map((grant) => {
    const conditions = grant.criteria.map((criterion) => criterionSql(criterion, row, values));
    if (grant.patient !== undefined) {
      conditions.unshift(belongsSql(resourceType, row.alias, values.add(grant.patient), values, belonging));
    }
    return `(${conditions.join(' and ')})`;
  });
  return alternatives.length === 0 ? 'false' : `(${alternatives.join(' or ')})`;
}

/** The condition that a row belongs to a patient. `id` is the placeholder of the patient's id. */
export function belongsSql(
  resourceType: string,
  alias: string,
  id: string,
  values: SqlValues,
  belonging: Belonging,
): string {
  if (!isPatientType(resourceType)) return 'true';
  if (resourceType === 'Provenance') return provenanceSql(alias, id);
  // A device without a patient is equipment of the ward, readable like a Location.
  if (resourceType === 'Device' && belonging === 'read') return `${alias}.patient in ('', ${id})`;
  if (hasOnePatient(resourceType)) return `${alias}.patient = ${id}`;
  const key = values.add(compartmentKey(resourceType));
  const named = `exists (select 1 from fhir_term c where c.rid = ${alias}.rid and c.param = ${key} and c.value = ${id})`;
  if (belonging === 'read') return named;
  return `(${named} and not exists (select 1 from fhir_term c where c.rid = ${alias}.rid and c.param = ${key} and c.value <> ${id}))`;
}

/** A Provenance belongs to whom its targets belong to: to the patient when one does and none is another's. */
function provenanceSql(alias: string, id: string): string {
  const target = (condition: string) =>
    `exists (select 1 from fhir_term t join fhir_resource g
       on g.type = split_part(t.value, '/', 1) and g.id = split_part(t.value, '/', 2)
       where t.rid = ${alias}.rid and t.param = 'Provenance.target' and ${condition})`;
  const inCompartment = (comparison: '=' | '<>') =>
    `exists (select 1 from fhir_term c
       where c.rid = g.rid and c.param = g.type || '._compartment' and c.value ${comparison} ${id})`;
  const mine = target(`(g.patient = ${id} or ${inCompartment('=')})`);
  const foreign = target(
    `((g.patient <> '' and g.patient <> ${id}) or (${inCompartment('<>')} and not ${inCompartment('=')}))`,
  );
  return `(${mine} and not ${foreign})`;
}
