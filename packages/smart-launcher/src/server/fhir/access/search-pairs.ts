import { Operator, type Filter, type SearchRequest } from '@medplum/core';

/** Operators that the library reads from a value's prefix; all others come from a modifier of the name. */
const PREFIXES: ReadonlySet<string> = new Set(['ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap', 'sw']);

/**
 * A search as the library hands it over, written back as the pairs it was read from, so that there is one parser and one
 * strictness for all searches. The library makes such requests for conditional interactions.
 */
export function pairsOf(request: SearchRequest): [name: string, value: string][] {
  const pairs = (request.filters ?? []).map(pairOf);
  if (request.count !== undefined) pairs.push(['_count', String(request.count)]);
  return pairs;
}

function pairOf({ code, operator, value }: Filter): [string, string] {
  if (operator === Operator.EQUALS) return [code, value];
  return PREFIXES.has(operator) ? [code, `${operator}${value}`] : [`${code}:${operator}`, value];
}
