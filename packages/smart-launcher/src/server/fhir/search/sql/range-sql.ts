import type { DateValue, QuantityValue } from '../search-query.ts';
import type { SqlValues } from './sql-values.ts';

/**
 * Compares ranges as FHIR R4 §3.1.1.4.7 does: equal means that the searched range contains the stored one; `ge` and `le`
 * also take what overlaps.
 *
 * @param row Alias of a row with `low` and `high`, or the two columns.
 */
export function dateCondition(
  { prefix, low, high }: DateValue,
  row: string | { low: string; high: string },
  values: SqlValues,
): string {
  const column = typeof row === 'string' ? { low: `${row}.low`, high: `${row}.high` } : row;
  const at = (instant: number) => values.add(Math.round(instant), 'bigint');
  switch (prefix) {
    case 'eq':
      return `(${column.low} >= ${at(low)} and ${column.high} <= ${at(high)} and ${column.low} <= ${at(high)})`;
    case 'ne':
      return `not (${column.low} >= ${at(low)} and ${column.high} <= ${at(high)})`;
    case 'gt':
      return `${column.high} > ${at(high)}`;
    case 'lt':
      return `${column.low} < ${at(low)}`;
    case 'ge':
      return `${column.high} >= ${at(low)}`;
    case 'le':
      return `${column.low} <= ${at(high)}`;
    case 'sa':
      return `${column.low} > ${at(high)}`;
    case 'eb':
      return `${column.high} < ${at(low)}`;
    case 'ap': {
      // A tenth of the distance to now, as R4 recommends.
      const slack = Math.abs(Date.now() - low) / 10;
      return `(${column.low} <= ${at(high + slack)} and ${column.high} >= ${at(low - slack)})`;
    }
  }
}

/** Compares numbers; equal means within half of the last digit given. The unit matches by code or by its text. */
export function quantityCondition(quantity: QuantityValue, alias: string, values: SqlValues): string {
  const unit: string[] = [];
  if (quantity.system !== undefined) unit.push(`${alias}.system = ${values.add(quantity.system)}`);
  if (quantity.code !== undefined) {
    const code = values.add(quantity.code);
    unit.push(`(${alias}.code = ${code} or ${alias}.unit = ${code})`);
  }
  return `(${[compare(quantity, `${alias}.value`, values), ...unit].join(' and ')})`;
}

function compare({ prefix, value, halfStep }: QuantityValue, column: string, values: SqlValues): string {
  const at = (number: number) => values.add(number, 'float8');
  const within = (slack: number) => `${column} between ${at(value - slack)} and ${at(value + slack)}`;
  switch (prefix) {
    case 'eq':
      return within(halfStep);
    case 'ne':
      return `not (${within(halfStep)})`;
    case 'gt':
    case 'sa':
      return `${column} > ${at(value)}`;
    case 'lt':
    case 'eb':
      return `${column} < ${at(value)}`;
    case 'ge':
      return `${column} >= ${at(value)}`;
    case 'le':
      return `${column} <= ${at(value)}`;
    case 'ap':
      return within(Math.abs(value) / 10);
  }
}
