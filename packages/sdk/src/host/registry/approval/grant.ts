import type { Capability } from '../../../contract/capabilities.ts';
import { ScopeSet } from '../../../fhir/scopes.ts';
import type { Permission } from '../../manifest/permissions.ts';
import type { PluginManifest } from '../../manifest/plugin-manifest.ts';
import type { Approval } from './approval.ts';
import { asksOf, LIST_KINDS, scopesBeyond } from './asks.ts';
import type { Ask, Asks } from './asks.ts';

export interface GrantOptions {
  manifest: PluginManifest;
  /** Undefined in a host without a list of approvals, for development: what the manifest asks for is then given. */
  approval: Approval | undefined;
  /** What the signed-in user may do. */
  user: ScopeSet;
  /** What the plugin's page asks for when it connects. Default: what its manifest does. */
  asked?: ScopeSet;
  /** What this workplace and this browser have. Default: everything. */
  supported?: { capabilities?: ReadonlySet<Capability>; permissions?: ReadonlySet<Permission> };
}

/** Something that was asked for and not given, and whose decision that was. */
export interface Withheld extends Ask {
  readonly why:
    | 'not-in-manifest' // the page asks for more than its own manifest
    | 'not-approved' // by this site
    | 'user' // she may not do it herself
    | 'unsupported'; // this workplace or browser does not have it
}

/** What a plugin may do here. */
export interface Grants {
  /** `development`: nobody decided, because this host has no list of approvals. */
  readonly isApproved: true | 'development';
  readonly scopes: ScopeSet;
  readonly capabilities: ReadonlySet<Capability>;
  readonly permissions: ReadonlySet<Permission>;
  readonly egress: readonly string[];
  readonly opens: readonly string[];
  readonly publishes: readonly string[];
  readonly subscribes: readonly string[];
  /** The difference between what was asked for and what is granted. */
  readonly withheld: readonly Withheld[];
}

/** granted = asked ∩ manifest ∩ approved by the site ∩ what the user may do ∩ what there is. */
export function grant({ manifest, approval, user, asked, supported }: GrantOptions): Grants {
  const asks = asksOf(manifest);
  const given = approval?.granted ?? asks;
  const limits: readonly [Withheld['why'], ScopeSet][] = [
    ['not-in-manifest', ScopeSet.parse(asks.scopes)],
    ['not-approved', ScopeSet.parse(given.scopes)],
    ['user', user],
  ];
  const wanted = asked ?? ScopeSet.parse(asks.scopes);
  const isThere = (kind: Ask['kind'], name: string): boolean => {
    const there: ReadonlySet<string> | undefined =
      kind === 'capabilities' || kind === 'permissions' ? supported?.[kind] : undefined;
    return there?.has(name) ?? true;
  };
  const granted = <K extends (typeof LIST_KINDS)[number]>(kind: K): Asks[K][number][] =>
    asks[kind].filter((name) => (given[kind] as readonly string[]).includes(name) && isThere(kind, name));
  const withheldNames = LIST_KINDS.flatMap((kind) =>
    asks[kind].flatMap((name): Withheld[] => {
      if (!(given[kind] as readonly string[]).includes(name)) return [{ kind, name, why: 'not-approved' }];
      return isThere(kind, name) ? [] : [{ kind, name, why: 'unsupported' }];
    }),
  );
  return {
    isApproved: approval ? true : 'development',
    scopes: limits.reduce((left, [, limit]) => left.intersect(limit), wanted),
    capabilities: new Set(granted('capabilities')),
    permissions: new Set(granted('permissions')),
    egress: granted('egress'),
    opens: granted('opens'),
    publishes: granted('publishes'),
    subscribes: granted('subscribes'),
    withheld: [...withheldScopes(wanted, limits), ...withheldNames],
  };
}

/** Each letter of each scope that is not granted in full, with the first who said no. */
function withheldScopes(
  wanted: ScopeSet,
  limits: readonly (readonly [Withheld['why'], ScopeSet])[],
): Withheld[] {
  let left = wanted;
  return limits.flatMap(([why, limit]) => {
    const names = scopesBeyond(left, limit);
    left = without(left, names);
    return names.map((name) => ({ kind: 'scopes' as const, name, why }));
  });
}

/** What of a set is not among these scopes, which were cut from it. */
function without(scopes: ScopeSet, taken: readonly string[]): ScopeSet {
  const cut = ScopeSet.parse(taken.join(' '));
  return ScopeSet.parse(scopesBeyond(scopes, cut).join(' '));
}
