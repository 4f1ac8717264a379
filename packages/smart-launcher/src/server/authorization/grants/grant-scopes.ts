import { ScopeSet } from '@samspil/sdk/fhir';
import type { ResourceScope } from '@samspil/sdk/fhir';

/** Names this server understands beside clinical scopes. Everything else is dropped from a grant. */
const NAMES: ReadonlySet<string> = new Set([
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'online_access',
  'offline_access',
]);

/**
 * What a client may be granted: requested ∩ registered. Unknown and malformed words are dropped, they do not fail the
 * launch. `system/` scopes need client credentials, which this server does not offer: they are dropped too.
 */
export function grantableScopes(requested: string, registered: string): ScopeSet {
  const asked = ScopeSet.parse(requested);
  const allowed = ScopeSet.parse(registered);
  const resources = asked.resources
    .filter((scope) => scope.context !== 'system')
    .flatMap((scope) => grantable(scope, allowed));
  const names = [...asked.names].filter((name) => NAMES.has(name) && allowed.has(name));
  return new ScopeSet([...new Map(resources.map((scope) => [scope.text, scope])).values()], names);
}

/** One requested scope as granted. If nothing had to be cut it keeps its own spelling, so that v1 asked is v1 answered. */
function grantable(scope: ResourceScope, allowed: ScopeSet): readonly ResourceScope[] {
  const narrowed = new ScopeSet([scope]).intersect(allowed).resources;
  return narrowed.some((part) => isSame(part, scope)) ? [scope] : narrowed;
}

function isSame(a: ResourceScope, b: ResourceScope): boolean {
  return (
    a.context === b.context &&
    a.resourceType === b.resourceType &&
    a.interactions.size === b.interactions.size &&
    a.query.length === b.query.length
  );
}

/** What is known once the person, the patient and the encounter are. */
export interface GrantFacts {
  readonly patient?: string | undefined;
  readonly encounter?: string | undefined;
  readonly fhirUser?: string | undefined;
  readonly isEhrLaunch: boolean;
}

/**
 * Drops what the facts cannot honour: `patient/` scopes without a patient (SMART App Launch 2.2: a granted one comes
 * with `patient`), `fhirUser` for somebody without a FHIR resource, launch scopes whose context is not there.
 */
export function withinFacts(scopes: ScopeSet, facts: GrantFacts): ScopeSet {
  const unmet = new Set<string>();
  if (!facts.patient) unmet.add('launch/patient');
  if (!facts.encounter) unmet.add('launch/encounter');
  if (!facts.fhirUser) unmet.add('fhirUser');
  if (!facts.isEhrLaunch) unmet.add('launch');
  return new ScopeSet(
    scopes.resources.filter((scope) => scope.context !== 'patient' || facts.patient !== undefined),
    [...scopes.names].filter((name) => !unmet.has(name)),
  );
}

/** True when a standalone launch has to choose a patient before anything can be granted. */
export function asksForPatient(scopes: ScopeSet, isEhrLaunch: boolean): boolean {
  if (scopes.has('launch/patient')) return true;
  return !isEhrLaunch && scopes.resources.some((scope) => scope.context === 'patient');
}

/** Every scope that some registered client can be granted, for `scopes_supported`. */
export function supportedScopes(registered: readonly string[]): string[] {
  const all = registered.flatMap((scope) => grantableScopes(scope, scope).toString().split(' '));
  return [...new Set(all)].filter(Boolean).sort();
}

/** Keeps the words of a `scope` parameter that RFC 6749 §3.3 allows, separated by single spaces; undefined if none. */
export function cleanScopeParameter(text: string): string | undefined {
  const words = text.split(/\s+/).filter((word) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(word));
  return words.length > 0 ? words.join(' ') : undefined;
}
