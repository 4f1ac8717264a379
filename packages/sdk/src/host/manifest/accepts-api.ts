import { compareParsed, parseVersion } from './semver.ts';
import type { Version } from './semver.ts';

const PART = String.raw`(?:0|[1-9]\d{0,8}|[xX*])`;
const COMPARATOR = String.raw`(?:\^|~|>=|<=|>|<|=)?${PART}(?:\.${PART}(?:\.${PART})?)?`;
const COMPARATORS = `${COMPARATOR}(?: +${COMPARATOR})*`;

/** A range of released versions: `^1.0`, `~1.2`, `1.x`, `>=1.2 <3`, `^1.4 || ^2`. */
export const API_RANGE = new RegExp(String.raw`^${COMPARATORS}(?: *\|\| *${COMPARATORS})*$`);

/**
 * Whether a range of a manifest's `api` accepts this version of the contract, by the rules that npm made customary. What
 * is no range or no version accepts nothing; so does any pre-release of the contract, which nobody could have built for.
 */
export function acceptsApi(range: string, version: string): boolean {
  const parsed = parseVersion(version);
  if (!parsed || parsed.prerelease.length > 0 || !API_RANGE.test(range)) return false;
  return range.split('||').some((alternative) =>
    alternative
      .trim()
      .split(/ +/)
      .every((comparator) => satisfies(parsed, comparator)),
  );
}

function satisfies(version: Version, comparator: string): boolean {
  const [, operator = '', partial = ''] = /^(\^|~|>=|<=|>|<|=|)(.*)$/.exec(comparator) ?? [];
  const given = partial.split('.').map(Number);
  // What stands after an `x` counts for nothing: 1.x.3 is 1.x.
  const wild = given.findIndex(Number.isNaN);
  const parts = wild === -1 ? given : given.slice(0, wild);
  const lowest = release(parts);
  const above = next(parts, operator);
  const isFrom = compareParsed(version, lowest) >= 0;
  const isBefore = above === undefined || compareParsed(version, above) < 0;
  switch (operator) {
    case '>=':
      return isFrom;
    case '>':
      return !isBefore;
    case '<':
      return !isFrom;
    case '<=':
      return isBefore;
    default:
      return isFrom && isBefore;
  }
}

/** The first version that is beyond the comparator; undefined when all are within, as for `*`. */
function next(parts: readonly number[], operator: string): Version | undefined {
  if (parts.length === 0) return undefined;
  const firstNonZero = parts.findIndex((part) => part !== 0);
  const last = parts.length - 1;
  const place =
    operator === '^'
      ? firstNonZero === -1
        ? last
        : firstNonZero
      : operator === '~'
        ? Math.min(last, 1)
        : last;
  return release([...parts.slice(0, place), (parts[place] ?? 0) + 1]);
}

function release([major = 0, minor = 0, patch = 0]: readonly number[]): Version {
  return { numbers: [major, minor, patch], prerelease: [] };
}
