import type { Capability } from '../../../contract/capabilities.ts';
import { ScopeSet } from '../../../fhir/scopes.ts';
import type { ResourceScope } from '../../../fhir/scopes.ts';
import { uncoveredLetters, withLetters } from '../../manifest/covers-scope.ts';
import type { Permission } from '../../manifest/permissions.ts';
import type { PluginManifest } from '../../manifest/plugin-manifest.ts';

/** Everything a manifest asks for that a site may say no to. */
export interface Asks {
  /** SMART scopes, space separated. */
  readonly scopes: string;
  readonly capabilities: readonly Capability[];
  readonly permissions: readonly Permission[];
  readonly egress: readonly string[];
  readonly opens: readonly string[];
  readonly publishes: readonly string[];
  readonly subscribes: readonly string[];
}

export type AskKind = keyof Asks;

/** One thing that is asked for: a scope, the name of a capability, an origin, ... */
export interface Ask {
  readonly kind: AskKind;
  readonly name: string;
}

/** The kinds that are plain lists of names. Scopes are not: one can hold another. */
export const LIST_KINDS = [
  'capabilities',
  'permissions',
  'egress',
  'opens',
  'publishes',
  'subscribes',
] as const satisfies readonly AskKind[];

export function asksOf(manifest: PluginManifest): Asks {
  return {
    scopes: manifest.scopes,
    capabilities: manifest.capabilities ?? [],
    permissions: manifest.permissions ?? [],
    egress: manifest.egress ?? [],
    opens: manifest.opens ?? [],
    publishes: manifest.bus?.publishes ?? [],
    subscribes: manifest.bus?.subscribes ?? [],
  };
}

/** What both hold. */
export function intersectAsks(mine: Asks, others: Asks): Asks {
  const both = <T extends string>(a: readonly T[], b: readonly T[]) => a.filter((name) => b.includes(name));
  return {
    scopes: ScopeSet.parse(mine.scopes).intersect(ScopeSet.parse(others.scopes)).toString(),
    capabilities: both(mine.capabilities, others.capabilities),
    permissions: both(mine.permissions, others.permissions),
    egress: both(mine.egress, others.egress),
    opens: both(mine.opens, others.opens),
    publishes: both(mine.publishes, others.publishes),
    subscribes: both(mine.subscribes, others.subscribes),
  };
}

/** What either holds. */
export function uniteAsks(mine: Asks, others: Asks): Asks {
  const either = <T extends string>(a: readonly T[], b: readonly T[]) => [...new Set([...a, ...b])];
  const words = (scopes: string) => scopes.split(/\s+/).filter(Boolean);
  return {
    scopes: either(words(mine.scopes), words(others.scopes)).join(' '),
    capabilities: either(mine.capabilities, others.capabilities),
    permissions: either(mine.permissions, others.permissions),
    egress: either(mine.egress, others.egress),
    opens: either(mine.opens, others.opens),
    publishes: either(mine.publishes, others.publishes),
    subscribes: either(mine.subscribes, others.subscribes),
  };
}

/** The same things, by kind. */
export function asksIn(list: readonly Ask[]): Asks {
  const names = (wanted: AskKind) => list.flatMap(({ kind, name }) => (kind === wanted ? [name] : []));
  return {
    scopes: names('scopes').join(' '),
    capabilities: names('capabilities') as Capability[],
    permissions: names('permissions') as Permission[],
    egress: names('egress'),
    opens: names('opens'),
    publishes: names('publishes'),
    subscribes: names('subscribes'),
  };
}

/** What `asks` holds beyond `limit`, one by one. A scope that `limit` only narrows counts. */
export function beyond(asks: Asks, limit: Asks): Ask[] {
  return [
    ...scopesBeyond(ScopeSet.parse(asks.scopes), ScopeSet.parse(limit.scopes)).map((name) => ({
      kind: 'scopes' as const,
      name,
    })),
    ...LIST_KINDS.flatMap((kind) =>
      asks[kind]
        .filter((name) => !(limit[kind] as readonly string[]).includes(name))
        .map((name) => ({ kind, name })),
    ),
  ];
}

/** The scopes of `asked` that `limit` does not permit in full, each with the letters that lack. */
export function scopesBeyond(asked: ScopeSet, limit: ScopeSet): string[] {
  const names = [...asked.names].filter((name) => !limit.has(name));
  const resources = asked.resources.flatMap((scope) => withoutCovered(scope, limit) ?? []);
  return [...names, ...resources.map(({ text }) => text)];
}

/** The scope with only the letters that `limit` does not permit in full; undefined when there are none. */
export function withoutCovered(scope: ResourceScope, limit: ScopeSet): ResourceScope | undefined {
  const letters = uncoveredLetters(limit, scope);
  return letters.length === 0 ? undefined : withLetters(scope, letters);
}
