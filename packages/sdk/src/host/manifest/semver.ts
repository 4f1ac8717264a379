/** Semantic versions (semver.org 2.0.0) and ranges of them: as much as manifests need, read strictly. */

/** Without build metadata: two builds of one version would be one version with two texts. */
export const VERSION =
  /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-((?:0|[1-9]\d{0,8}|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d{0,8}|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?$/;

export interface Version {
  /** Major, minor, patch. */
  readonly numbers: readonly [number, number, number];
  /** The identifiers after the hyphen; empty for a release. */
  readonly prerelease: readonly string[];
}

/** Undefined for what is no version. */
export function parseVersion(text: string): Version | undefined {
  const [whole, major, minor, patch, prerelease] = VERSION.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return {
    numbers: [Number(major), Number(minor), Number(patch)],
    prerelease: prerelease?.split('.') ?? [],
  };
}

/** Precedence of two versions (semver.org §11): negative when `a` is the older. What is no version is older than all. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parseVersion(a), parseVersion(b)];
  if (!left || !right) return Number(left !== undefined) - Number(right !== undefined);
  return compareParsed(left, right);
}

export function compareParsed(a: Version, b: Version): number {
  for (const place of [0, 1, 2] as const) {
    const difference = a.numbers[place] - b.numbers[place];
    if (difference !== 0) return difference;
  }
  return comparePrereleases(a.prerelease, b.prerelease);
}

function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  // A release comes after all its pre-releases.
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (let place = 0; place < Math.min(a.length, b.length); place++) {
    const difference = compareIdentifiers(a[place] ?? '', b[place] ?? '');
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Numbers by value and before words; words in ASCII order. */
function compareIdentifiers(a: string, b: string): number {
  const [isANumber, isBNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isANumber && isBNumber) return Number(a) - Number(b);
  if (isANumber !== isBNumber) return isANumber ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
