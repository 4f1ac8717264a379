import { invalid, notSupported } from '../outcomes.ts';
import { parseCriterion, printable, type ParseContext } from './parse-criterion.ts';
import type { Criterion, Inclusion, SearchQuery, SortKey } from './search-query.ts';

/** Matches per page when the client does not say. */
export const DEFAULT_COUNT = 50;
/** The most matches per page; a client that asks for more gets this many, as R4 §3.1.1.4.6 allows. */
export const MAX_COUNT = 1000;

/** Parameters of the answer's form; this server has one form. */
const JSON_FORMATS = new Set(['json', 'application/json', 'application/fhir+json', 'text/json']);

type Pair = readonly [name: string, value: string];

/**
 * Reads a search strictly: an unknown parameter, an unsupported modifier or a malformed value is refused with 400.
 *
 * @throws OperationOutcomeError 400
 */
export function parseSearch(
  resourceType: string,
  pairs: readonly Pair[],
  context: ParseContext,
): SearchQuery {
  const criteria: Criterion[] = [];
  const sort: SortKey[] = [];
  const include: Inclusion[] = [];
  const revinclude: Inclusion[] = [];
  let count = DEFAULT_COUNT;
  let total: SearchQuery['total'] = 'estimate';
  let cursor: string | undefined;
  for (const [name, value] of pairs) {
    if (name === '_sort') sort.push(...parseSort(resourceType, value, context));
    else if (name === '_count') count = Math.min(parseCount(value), MAX_COUNT);
    else if (name === '_total') total = parseTotal(value);
    else if (name === '_summary') [count, total] = parseSummary(value, count, total);
    else if (name === '_include') include.push(parseInclusion(name, value, context, resourceType));
    else if (name === '_revinclude') revinclude.push(parseInclusion(name, value, context));
    else if (name === '_cursor') cursor = value;
    else if (!isFormat(name, value)) criteria.push(parseCriterion(resourceType, name, value, context));
  }
  const repeated = pairs.filter(([name]) => name !== '_cursor');
  return {
    resourceType,
    criteria,
    sort,
    count,
    total,
    include,
    revinclude,
    pairs: repeated,
    ...(cursor !== undefined && { cursor }),
  };
}

/** True for `_format` and `_pretty`; the only format is JSON. */
export function isFormat(name: string, value: string): boolean {
  if (name === '_pretty') return true;
  if (name !== '_format') return false;
  if (!JSON_FORMATS.has(value.replace(' ', '+')))
    throw notSupported('This server answers in JSON: _format=json.');
  return true;
}

function parseSort(resourceType: string, value: string, { definitions }: ParseContext): SortKey[] {
  return value.split(',').map((field) => {
    const descending = field.startsWith('-');
    const code = descending ? field.slice(1) : field;
    const parameter = definitions.searchParameters(resourceType).get(code);
    if (!parameter)
      throw notSupported(`${resourceType} cannot be sorted by "${printable(code)}". See /metadata.`);
    return { parameter, descending };
  });
}

function parseCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw invalid('_count takes a whole number from 0.');
  return Number(value);
}

function parseTotal(value: string): SearchQuery['total'] {
  if (value !== 'none' && value !== 'estimate' && value !== 'accurate') {
    throw invalid('_total takes none, estimate or accurate.');
  }
  return value;
}

function parseSummary(
  value: string,
  count: number,
  total: SearchQuery['total'],
): [number, SearchQuery['total']] {
  if (value === 'false') return [count, total];
  if (value === 'count') return [0, 'accurate'];
  throw notSupported('_summary is supported as count and as false.');
}

/** `Type:parameter` or `Type:parameter:TargetType`. */
function parseInclusion(
  name: string,
  value: string,
  { definitions }: ParseContext,
  searched?: string,
): Inclusion {
  const [source = '', code = '', target, ...rest] = value.split(':');
  const known = definitions.isResourceType(source) && (searched === undefined || source === searched);
  const parameter = known ? definitions.searchParameters(source).get(code) : undefined;
  const targetKnown = target === undefined || definitions.isResourceType(target);
  if (parameter?.kind !== 'reference' || !targetKnown || rest.length > 0) {
    throw notSupported(`${name} takes Type:parameter, where the parameter is a reference of that type.`);
  }
  return { source, parameter, ...(target !== undefined && { target }) };
}
