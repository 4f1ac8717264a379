import { ScopeSet } from '../../fhir/scopes.ts';
import type { Interaction, ResourceScope } from '../../fhir/scopes.ts';

/** Whether `granted` permits everything that `asked` asks for, unnarrowed. */
export function coversScope(granted: ScopeSet, asked: ResourceScope): boolean {
  return [...asked.interactions].every((letter) => coversLetter(granted, asked, letter));
}

/** The letters of `asked` that `granted` does not permit in full: narrowed to fewer patients or by a query counts as not. */
export function uncoveredLetters(granted: ScopeSet, asked: ResourceScope): Interaction[] {
  return [...asked.interactions].filter((letter) => !coversLetter(granted, asked, letter));
}

function coversLetter(granted: ScopeSet, asked: ResourceScope, letter: Interaction): boolean {
  const one = new ScopeSet([{ ...asked, interactions: new Set([letter]) }]);
  // What is left of it must be what it was: the same context, type and query.
  return one
    .intersect(granted)
    .resources.some(
      (left) =>
        left.context === asked.context &&
        left.resourceType === asked.resourceType &&
        left.query.length === asked.query.length,
    );
}

/** The same scope with only these letters. */
export function withLetters(scope: ResourceScope, letters: readonly Interaction[]): ResourceScope {
  const fewer = new ScopeSet([{ ...scope, interactions: new Set(letters) }]);
  const [narrowed = scope] = fewer.intersect(new ScopeSet([scope])).resources;
  return narrowed;
}
