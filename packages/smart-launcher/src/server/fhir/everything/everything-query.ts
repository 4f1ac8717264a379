import { invalid, notSupported } from '../outcomes.ts';
import { dateRangeOf } from '@samspil/sdk/fhir';
import { printable, type ParseContext } from '../search/parse-criterion.ts';
import { DEFAULT_COUNT, isFormat, MAX_COUNT } from '../search/parse-search.ts';

/** What `Patient/[id]/$everything` was asked for. Instants are milliseconds since the epoch. */
export interface EverythingQuery {
  readonly patientId: string;
  /** Only these types; undefined: all. */
  readonly types?: ReadonlySet<string>;
  /** Only records that the server changed at or after this instant. */
  readonly since?: number;
  /** First instant of the care that is asked for. */
  readonly start?: number;
  /** Last instant of it. */
  readonly end?: number;
  /** Records of the patient per page, from 1. */
  readonly count: number;
  /** Where the page before ended. */
  readonly cursor?: string;
  /** As received, without the cursor: what every paging link repeats. */
  readonly pairs: readonly Pair[];
}

type Pair = readonly [name: string, value: string];

/** Each at most once; `_type` may be repeated. */
const SINGLE = new Set(['start', 'end', '_since', '_count', '_cursor']);

/**
 * Reads the parameters as strictly as those of a search: what is unknown, malformed or given twice is refused, also
 * without `Prefer: handling=strict`, for an answer to another question than the one asked shows the wrong records.
 *
 * @throws OperationOutcomeError 400
 * @see https://hl7.org/fhir/R4/patient-operation-everything.html
 */
export function parseEverything(
  patientId: string,
  pairs: readonly Pair[],
  { definitions }: ParseContext,
): EverythingQuery {
  const single = new Map<string, string>();
  const types = new Set<string>();
  for (const [name, value] of pairs) {
    if (name === '_type') for (const type of value.split(',')) types.add(type);
    else if (SINGLE.has(name)) {
      if (single.has(name)) throw invalid(`${name} may be given once.`);
      single.set(name, value);
    } else if (!isFormat(name, value)) {
      throw notSupported(
        `$everything has no parameter "${printable(name)}": it has start, end, _since, _type and _count.`,
      );
    }
  }
  for (const type of types) {
    if (!definitions.isResourceType(type)) throw invalid('_type takes resource types of FHIR R4.');
  }
  const start = rangeOf('start', single)?.low;
  const end = rangeOf('end', single)?.high;
  const since = rangeOf('_since', single)?.low;
  const cursor = single.get('_cursor');
  if (start !== undefined && end !== undefined && start > end) throw invalid('start is after end.');
  return {
    patientId,
    count: countOf(single.get('_count')),
    pairs: pairs.filter(([name]) => name !== '_cursor'),
    ...(types.size > 0 && { types }),
    ...(since !== undefined && { since }),
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(cursor !== undefined && { cursor }),
  };
}

function rangeOf(name: string, single: ReadonlyMap<string, string>) {
  const text = single.get(name);
  if (text === undefined) return undefined;
  const range = dateRangeOf(text);
  if (!range) throw invalid(`${name} takes a date of FHIR R4, such as 2026-05-01.`);
  return range;
}

function countOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_COUNT;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw invalid('_count takes a whole number from 1.');
  return Math.min(Number(text), MAX_COUNT);
}
