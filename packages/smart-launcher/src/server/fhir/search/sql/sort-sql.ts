import type { SearchParameter } from '../../definitions/search-parameters.ts';
import { NO_DATE } from '../no-date.ts';
import type { SearchQuery, SortKey } from '../search-query.ts';
import type { ResourceRow, SqlValues } from './sql-values.ts';

/** What a page is ordered by. A record without a value comes before all others, or last when descending. */
export interface SortColumn {
  readonly expression: string;
  readonly type: 'bigint' | 'text' | 'float8';
  readonly descending: boolean;
}

const LOWEST_NUMBER = -1e308;

/**
 * The columns to sort by. Without `_sort` the newest come first by the chief date of the type: that order the indexes
 * already have.
 */
export function sortColumns(query: SearchQuery, row: ResourceRow, values: SqlValues): SortColumn[] {
  if (query.sort.length === 0) return [{ expression: `${row.alias}.low`, type: 'bigint', descending: true }];
  return query.sort.map((key) => ({ ...columnOf(key, row, values), descending: key.descending }));
}

/** True when a key is a column that only `fhir_resource` has. */
export function sortsByResource(query: SearchQuery): boolean {
  return query.sort.some(({ parameter }) => parameter.home === 'id' || parameter.home === 'updated');
}

function columnOf(
  { parameter, descending }: SortKey,
  row: ResourceRow,
  values: SqlValues,
): Omit<SortColumn, 'descending'> {
  const resource = row.isResource ? row.alias : 'r';
  switch (parameter.home) {
    case 'id':
      return { expression: `${resource}.id`, type: 'text' };
    case 'updated':
      return { expression: `${resource}.updated`, type: 'bigint' };
    case 'patient':
      return { expression: `${row.alias}.patient`, type: 'text' };
    case 'chief-date':
      return { expression: `${row.alias}.low`, type: 'bigint' };
    case 'index':
      return indexColumn(parameter, descending ? 'max' : 'min', row, values);
  }
}

/** Of several values the first in the direction of the sort counts (FHIR R4 §3.1.1.5.1). */
function indexColumn(
  { kind, key }: SearchParameter,
  pick: 'min' | 'max',
  row: ResourceRow,
  values: SqlValues,
) {
  const from = (table: string, column: string, otherwise: string) =>
    `coalesce((select ${pick}(x.${column}) from ${table} x where x.rid = ${row.alias}.rid and x.param = ${values.add(key)}), ${otherwise})`;
  if (kind === 'date')
    return { expression: from('fhir_date', 'low', String(NO_DATE)), type: 'bigint' } as const;
  if (kind === 'string') return { expression: from('fhir_text', 'folded', `''`), type: 'text' } as const;
  if (kind === 'number' || kind === 'quantity') {
    return {
      expression: from('fhir_quantity', 'value', `${LOWEST_NUMBER}::float8`),
      type: 'float8',
    } as const;
  }
  return { expression: from('fhir_term', 'value', `''`), type: 'text' } as const;
}

/**
 * The condition that a row comes after a given one. With one direction for all keys it is a comparison of rows, which an
 * index scan can start from; otherwise it is spelled out key by key.
 */
export function afterSql(
  columns: readonly SortColumn[],
  after: readonly (string | number)[],
  values: SqlValues,
): string {
  const directions = new Set(columns.map(({ descending }) => descending));
  const placeholders = columns.map(({ type }, index) => values.add(after[index] ?? '', type));
  if (directions.size === 1) {
    const left = columns.map(({ expression }) => expression).join(', ');
    return `(${left}) ${columns[0]?.descending ? '<' : '>'} (${placeholders.join(', ')})`;
  }
  const alternatives = columns.map(({ expression, descending }, index) => {
    const equal = columns.slice(0, index).map((before, at) => `${before.expression} = ${placeholders[at]}`);
    return `(${[...equal, `${expression} ${descending ? '<' : '>'} ${placeholders[index]}`].join(' and ')})`;
  });
  return `(${alternatives.join(' or ')})`;
}
