/** SMART scopes (SMART App Launch 2.2, "Scopes for requesting clinical data"): parsed once, compared as a type. */

/** Who the scope speaks for. */
export type ScopeContext = 'patient' | 'user' | 'system';

/** The letters of SMART v2 scopes: create, read, update, delete, search. */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

const LETTERS: readonly Interaction[] = ['c', 'r', 'u', 'd', 's'];
const V1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };
const RESOURCE_SCOPE = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)(?:\?(.+))?$/;

/** One clinical scope. `query` holds the pairs of a granular scope; all of them are required. */
export interface ResourceScope {
  readonly text: string;
  readonly context: ScopeContext;
  /** `*` stands for every type. */
  readonly resourceType: string;
  readonly interactions: ReadonlySet<Interaction>;
  readonly query: readonly (readonly [name: string, value: string])[];
}

/**
 * Reads one scope. Undefined for what is not a clinical scope and for what is malformed: out-of-order letters such as
 * `.dus` are never widened, a modifier or chain in a granular scope (`code:in`) is not supported and is not granted.
 */
export function parseResourceScope(text: string): ResourceScope | undefined {
  const match = RESOURCE_SCOPE.exec(text);
  const [, context, resourceType, letters, search] = match ?? [];
  if (!context || !resourceType || !letters) return undefined;
  const query = search === undefined ? [] : [...new URLSearchParams(search)];
  if (
    search !== undefined &&
    (query.length === 0 || query.some(([name]) => !/^_?[a-z][A-Za-z-]*$/.test(name)))
  ) {
    return undefined;
  }
  const interactions = new Set([...(V1[letters] ?? letters)] as Interaction[]);
  return { text, context: context as ScopeContext, resourceType, interactions, query };
}

/** An immutable set of scopes: clinical ones and names such as `openid`, `launch/patient`, `offline_access`. */
export class ScopeSet {
  readonly resources: readonly ResourceScope[];
  readonly names: ReadonlySet<string>;

  constructor(resources: readonly ResourceScope[], names: Iterable<string> = []) {
    this.resources = resources;
    this.names = new Set(names);
  }

  /** Reads a space-separated list. What is malformed is left out: it grants nothing. */
  static parse(text: string): ScopeSet {
    const resources: ResourceScope[] = [];
    const names: string[] = [];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const scope = parseResourceScope(word);
      if (scope) resources.push(scope);
      else if (!/^(patient|user|system)\//.test(word)) names.push(word);
    }
    return new ScopeSet(resources, names);
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The scopes that permit this interaction on this type; empty means denied. The rest of the rule is their context and `query`. */
  permitting(interaction: Interaction, resourceType: string): ResourceScope[] {
    return this.resources.filter(
      (scope) =>
        scope.interactions.has(interaction) &&
        (scope.resourceType === '*' || scope.resourceType === resourceType),
    );
  }

  allows(interaction: Interaction, resourceType: string): boolean {
    return this.permitting(interaction, resourceType).length > 0;
  }

  /**
   * What both sets permit: each scope of this set, narrowed letter by letter to what `other` permits for its type. The
   * pairs of two granular scopes are all required. A scope that another one covers is left out.
   */
  intersect(other: ScopeSet): ScopeSet {
    const resources = this.resources.flatMap((mine) =>
      other.resources.flatMap((theirs) => {
        const narrowed = narrow(mine, theirs);
        return narrowed ? [narrowed] : [];
      }),
    );
    return new ScopeSet(
      withoutCovered(resources),
      [...this.names].filter((name) => other.names.has(name)),
    );
  }

  toString(): string {
    return [...this.names, ...this.resources.map((scope) => scope.text)].join(' ');
  }
}

function narrow(mine: ResourceScope, theirs: ResourceScope): ResourceScope | undefined {
  const sameType =
    mine.resourceType === theirs.resourceType || mine.resourceType === '*' || theirs.resourceType === '*';
  // `user/` covers what `patient/` asks for; the other direction would widen.
  const context =
    mine.context === theirs.context ? mine.context : narrowerContext(mine.context, theirs.context);
  if (!sameType || !context) return undefined;
  const letters = LETTERS.filter((l) => mine.interactions.has(l) && theirs.interactions.has(l));
  if (letters.length === 0) return undefined;
  const resourceType = mine.resourceType === '*' ? theirs.resourceType : mine.resourceType;
  const query = dedupePairs([...mine.query, ...theirs.query]);
  const search = query.length > 0 ? `?${query.map(([n, v]) => `${n}=${encodeValue(v)}`).join('&')}` : '';
  const text = `${context}/${resourceType}.${letters.join('')}${search}`;
  return { text, context, resourceType, interactions: new Set(letters), query };
}

function narrowerContext(a: ScopeContext, b: ScopeContext): ScopeContext | undefined {
  if (a === 'system' || b === 'system') return undefined;
  return 'patient';
}

/** What would end the value or the scope when the text is read again; the rest stays readable. */
function encodeValue(value: string): string {
  return value.replace(/[%&+#\s]/g, encodeURIComponent);
}

/** Two that say the same leave one: the first. */
function withoutCovered(scopes: readonly ResourceScope[]): ResourceScope[] {
  return scopes.filter(
    (scope, index) =>
      !scopes.some(
        (other, at) => at !== index && covers(other, scope) && (at < index || !covers(scope, other)),
      ),
  );
}

/** True when `wide` permits all that `narrow` permits. */
function covers(wide: ResourceScope, narrow: ResourceScope): boolean {
  return (
    wide.context === narrow.context &&
    (wide.resourceType === '*' || wide.resourceType === narrow.resourceType) &&
    [...narrow.interactions].every((letter) => wide.interactions.has(letter)) &&
    wide.query.every(([name, value]) => narrow.query.some(([n, v]) => n === name && v === value))
  );
}

function dedupePairs(pairs: (readonly [string, string])[]): (readonly [string, string])[] {
  return [...new Map(pairs.map((pair) => [pair.join('='), pair])).values()];
}
