import type { Interaction, ResourceScope, ScopeContext, ScopeSet } from '@samspil/sdk/fhir';
import { textsIn, typeName } from './texts.ts';
import type { Language, TextKey } from './texts.ts';

/** Sentences under one heading of the consent page. */
export interface ScopeGroup {
  readonly kind: 'patient' | 'user' | 'you';
  readonly sentences: readonly string[];
}

/** In the order in which they matter to the person who is asked. */
const SENTENCES: readonly (readonly [Interaction, TextKey])[] = [
  ['r', 'auth.scopes.read'],
  ['s', 'auth.scopes.search'],
  ['c', 'auth.scopes.create'],
  ['u', 'auth.scopes.update'],
  ['d', 'auth.scopes.delete'],
];

/** Puts scopes into plain words: one sentence per kind of access, naming all it covers. */
export function scopeWords(scopes: ScopeSet, language: Language): ScopeGroup[] {
  const groups: ScopeGroup[] = [
    { kind: 'patient', sentences: clinicalSentences(scopes, 'patient', language) },
    { kind: 'user', sentences: clinicalSentences(scopes, 'user', language) },
    { kind: 'you', sentences: personalSentences(scopes, language) },
  ];
  return groups.filter(({ sentences }) => sentences.length > 0);
}

function clinicalSentences(scopes: ScopeSet, context: ScopeContext, language: Language): string[] {
  const texts = textsIn(language);
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  const { compare } = new Intl.Collator(language);
  return SENTENCES.flatMap(([letter, key]) => {
    const matching = scopes.resources.filter(
      (scope) => scope.context === context && scope.interactions.has(letter),
    );
    const names = covered(matching).map((scope) => nameOf(scope, language));
    return names.length === 0 ? [] : [texts(key, { name: list.format([...new Set(names)].sort(compare)) })];
  });
}

/** With everything in the list, naming parts of it would make it sound smaller than it is. */
function covered(scopes: readonly ResourceScope[]): readonly ResourceScope[] {
  const everything = scopes.find((scope) => scope.resourceType === '*' && scope.query.length === 0);
  return everything ? [everything] : scopes;
}

function nameOf(scope: ResourceScope, language: Language): string {
  const texts = textsIn(language);
  const name = typeName(scope.resourceType, texts);
  return scope.query.length > 0 ? texts('auth.consent.limited', { name }) : name;
}

function personalSentences(scopes: ScopeSet, language: Language): string[] {
  const texts = textsIn(language);
  const isIdentity = ['openid', 'fhirUser', 'profile'].some((name) => scopes.has(name));
  return [
    ...(isIdentity ? [texts('auth.consent.identity')] : []),
    ...(scopes.has('online_access') ? [texts('auth.consent.online')] : []),
    ...(scopes.has('offline_access') ? [texts('auth.scopes.offline')] : []),
  ];
}
