import type { Grant } from '../../access/grant.ts';
import { grantsSql } from '../../access/grant-sql.ts';
import { criterionSql, termSql } from './criterion-sql.ts';
import type { Criterion, SearchQuery } from '../search-query.ts';
import { afterSql, sortColumns, sortsByResource, type SortColumn } from './sort-sql.ts';
import { SqlValues, type ResourceRow } from './sql-values.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

type TermCriterion = Extract<Criterion, { test: 'term' }>;

/**
 * The statement for one page of matches. Rows have `rid`, `content` and the sort keys as `k0`, `k1`, …; with `countUpTo`
 * also `total`, the number of all matches up to that bound: one round trip for both.
 */
export function pageStatement(
  query: SearchQuery,
  grants: readonly Grant[],
  { limit, after, countUpTo }: { limit: number; after?: readonly (string | number)[]; countUpTo?: number },
): Statement & { readonly keyCount: number } {
  const values = new SqlValues();
  const source = sourceOf(query, grants, values);
  const columns = sortColumns(query, source.row, values);
  const tieBreak: SortColumn = {
    expression: `${source.row.alias}.rid`,
    type: 'bigint',
    descending: columns.at(-1)?.descending ?? true,
  };
  const conditions = [...source.conditions];
  if (after) conditions.push(afterSql([...columns, tieBreak], after, values));
  const keys = columns.map(({ expression }, index) => `${expression} as k${index}`);
  const order = [...columns, tieBreak].map(
    ({ descending }, index) =>
      `${index < columns.length ? `k${index}` : 'rid'} ${descending ? 'desc' : 'asc'}`,
  );
  const inner = `select ${source.distinct ? 'distinct ' : ''}${[...keys, `${source.row.alias}.rid as rid`].join(', ')}
    from ${source.from} where ${conditions.join(' and ')}
    order by ${order.join(', ')} limit ${values.add(limit, 'integer')}`;
  const total =
    countUpTo === undefined ? '' : `, (${countSql(source, values.add(countUpTo, 'integer'))}) as total`;
  const text = `select f.rid, f.content, ${columns.map((_, index) => `m.k${index}`).join(', ')}${total}
    from (${inner}) m join fhir_resource f on f.rid = m.rid
    order by ${order.map((key) => `m.${key}`).join(', ')}`;
  return { text, values: values.list, keyCount: columns.length };
}

/** The statement that counts all matches. */
export function countStatement(query: SearchQuery, grants: readonly Grant[]): Statement {
  const values = new SqlValues();
  return { text: countSql(sourceOf(query, grants, values)), values: values.list };
}

function countSql({ distinct, row, from, conditions }: Source, limit?: string): string {
  const matches = `select ${distinct ? 'distinct ' : ''}${row.alias}.rid from ${from} where ${conditions.join(' and ')}`;
  return `select count(*) as total from (${matches}${limit === undefined ? '' : ` limit ${limit}`}) c`;
}

interface Source {
  readonly row: ResourceRow;
  readonly from: string;
  readonly conditions: readonly string[];
  /** A resource may have several rows there. */
  readonly distinct: boolean;
}

/**
 * Where the rows come from: the term rows of one criterion when there is one that can lead, which the indexes hold in
 * the order of the chief date, otherwise the resources of the type.
 */
function sourceOf(query: SearchQuery, grants: readonly Grant[], values: SqlValues): Source {
  const leader = leaderOf(query.criteria);
  const others = query.criteria.filter((criterion) => criterion !== leader);
  const row: ResourceRow = { alias: 'd', isResource: !leader };
  const conditions: string[] = [];
  let from = 'fhir_resource d';
  if (leader) {
    from = sortsByResource(query) ? 'fhir_term d join fhir_resource r on r.rid = d.rid' : 'fhir_term d';
    conditions.push(`d.param = ${values.add(leader.key)}`, termSql(leader.values, 'd', values));
  } else {
    conditions.push(`d.type = ${values.add(query.resourceType)}`, 'not d.deleted');
  }
  conditions.push(...others.map((criterion) => criterionSql(criterion, row, values)));
  const permitted = grantsSql(grants, query.resourceType, row, values, 'read');
  if (permitted !== 'true') conditions.push(permitted);
  const [only] = leader?.values ?? [];
  const distinct = leader !== undefined && (only?.system === undefined || only.value === undefined);
  return { row, from, conditions, distinct };
}

/** The fewer records a parameter usually picks, the better it leads. */
const LEADS_BADLY = ['status', 'category', 'active', '_tag', '_security', '_profile'];

function leaderOf(criteria: readonly Criterion[]): TermCriterion | undefined {
  const able = criteria.filter(
    (criterion) =>
      criterion.test === 'term' &&
      criterion.parameter.home === 'index' &&
      !criterion.negated &&
      criterion.values.length === 1,
  ) as TermCriterion[];
  const rank = ({ parameter }: TermCriterion) => LEADS_BADLY.indexOf(parameter.code);
  return able.sort((a, b) => rank(a) - rank(b))[0];
}
