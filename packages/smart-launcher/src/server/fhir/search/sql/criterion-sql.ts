import type { SearchParameter } from '../../definitions/search-parameters.ts';
import { dateCondition, quantityCondition } from './range-sql.ts';
import { NO_DATE } from '../no-date.ts';
import type { Criterion, TermValue, TextValue } from '../search-query.ts';
import type { ResourceRow, SqlValues } from './sql-values.ts';

type TermCriterion = Extract<Criterion, { test: 'term' }>;
type TextCriterion = Extract<Criterion, { test: 'text' }>;

/** The SQL condition that a resource's row meets when the resource meets the criterion. */
export function criterionSql(criterion: Criterion, row: ResourceRow, values: SqlValues): string {
  const { home } = criterion.parameter;
  if (criterion.test === 'missing') return missingSql(criterion.parameter, criterion.missing, row, values);
  if (home === 'id' || home === 'updated') return resourceSql(criterion, row, values);
  if (home === 'patient' && criterion.test === 'term') {
    return oneOf(`${row.alias}.patient`, patientIds(criterion), values);
  }
  if (home === 'chief-date' && criterion.test === 'date') {
    const dated = `${row.alias}.low > ${NO_DATE}`;
    return `(${dated} and ${anyOf(criterion.values, (value) => dateCondition(value, row.alias, values))})`;
  }
  return indexSql(criterion, row, values);
}

/** The patients that a criterion on the `patient` column names. */
export function patientIds(criterion: TermCriterion): string[] {
  return criterion.values.flatMap(({ value }) => (value?.startsWith('Patient/') ? [value.slice(8)] : []));
}

/** The part of a `fhir_term` row's condition that says which term. `alias` is of `fhir_term`. */
export function termSql(terms: readonly TermValue[], alias: string, values: SqlValues): string {
  const [first, ...others] = terms;
  if (!first) return 'false';
  if (others.length > 0 && terms.every(({ system }) => system === undefined)) {
    return oneOf(
      `${alias}.value`,
      terms.map(({ value }) => value ?? ''),
      values,
    );
  }
  return anyOf(terms, ({ system, value }) => {
    const parts: string[] = [];
    if (value !== undefined) parts.push(`${alias}.value = ${values.add(value)}`);
    if (system !== undefined) parts.push(`${alias}.system = ${values.add(system)}`);
    return `(${parts.join(' and ')})`;
  });
}

function indexSql(
  criterion: Exclude<Criterion, { test: 'missing' }>,
  row: ResourceRow,
  values: SqlValues,
): string {
  const { key } = criterion.parameter;
  switch (criterion.test) {
    case 'term': {
      const negation = criterion.negated ? 'not ' : '';
      return `${negation}${exists('fhir_term', criterion.key, row, values, termSql(criterion.values, 'x', values))}`;
    }
    case 'text':
      return exists('fhir_text', key, row, values, textSql(criterion, values));
    case 'date':
      return exists(
        'fhir_date',
        key,
        row,
        values,
        anyOf(criterion.values, (v) => dateCondition(v, 'x', values)),
      );
    case 'quantity':
      return exists(
        'fhir_quantity',
        key,
        row,
        values,
        anyOf(criterion.values, (v) => quantityCondition(v, 'x', values)),
      );
  }
}

function exists(table: string, key: string, row: ResourceRow, values: SqlValues, condition: string): string {
  return `exists (select 1 from ${table} x where x.rid = ${row.alias}.rid and x.param = ${values.add(key)} and ${condition})`;
}

function textSql({ match, values: texts }: TextCriterion, values: SqlValues): string {
  if (match === 'exact')
    return oneOf(
      'x.exact',
      texts.map(({ text }) => text),
      values,
    );
  return anyOf(texts, ({ text }: TextValue) => {
    const pattern = text.replace(/[\\%_]/g, '\\$&');
    return `x.folded like ${values.add(match === 'contains' ? `%${pattern}%` : `${pattern}%`)}`;
  });
}

function resourceSql(criterion: Criterion, row: ResourceRow, values: SqlValues): string {
  const alias = row.isResource ? row.alias : 'r';
  let condition = 'false';
  if (criterion.test === 'term') {
    const ids = criterion.values.map(({ value }) => value ?? '');
    condition = `${criterion.negated ? 'not ' : ''}${oneOf(`${alias}.id`, ids, values)}`;
  } else if (criterion.test === 'date') {
    const updated = { low: `${alias}.updated`, high: `${alias}.updated` };
    condition = anyOf(criterion.values, (value) => dateCondition(value, updated, values));
  }
  return row.isResource
    ? condition
    : `exists (select 1 from fhir_resource r where r.rid = ${row.alias}.rid and ${condition})`;
}

const TABLES = {
  token: 'fhir_term',
  reference: 'fhir_term',
  uri: 'fhir_term',
  string: 'fhir_text',
  date: 'fhir_date',
  number: 'fhir_quantity',
  quantity: 'fhir_quantity',
} as const;

function missingSql(
  parameter: SearchParameter,
  missing: boolean,
  row: ResourceRow,
  values: SqlValues,
): string {
  const { home, kind, key } = parameter;
  if (home === 'id' || home === 'updated') return missing ? 'false' : 'true';
  if (home === 'patient') return `${row.alias}.patient ${missing ? '=' : '<>'} ''`;
  if (home === 'chief-date') return `${row.alias}.low ${missing ? '=' : '>'} ${NO_DATE}`;
  return `${missing ? 'not ' : ''}${exists(TABLES[kind], key, row, values, 'true')}`;
}

/** A plain `=` for one value: only then does an index scan keep its order. */
function oneOf(column: string, list: readonly string[], values: SqlValues): string {
  const [first = '', ...others] = list;
  if (list.length === 0) return 'false';
  return others.length === 0
    ? `${column} = ${values.add(first)}`
    : `${column} = any(${values.add(list, 'text[]')})`;
}

function anyOf<Value>(alternatives: readonly Value[], sqlOf: (value: Value) => string): string {
  return alternatives.length === 0 ? 'false' : `(${alternatives.map(sqlOf).join(' or ')})`;
}
