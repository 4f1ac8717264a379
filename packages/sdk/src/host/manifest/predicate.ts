import { ScopeSet } from '../../fhir/scopes.ts';
import { coversScope } from './covers-scope.ts';

/**
 * A condition as data: one object with one key. There is no expression language, so there is nothing to inject into and
 * nothing that takes long.
 */
export type Predicate =
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }
  | { readonly has: 'patient' | 'encounter' }
  | { readonly flag: string }
  | { readonly locale: string }
  | { readonly online: boolean }
  | { readonly scope: string };

/** What a {@link Predicate} may speak about. Nothing of the record is in it. */
export interface WhenFacts {
  /** What is open in the workplace now. */
  readonly patient: boolean;
  readonly encounter: boolean;
  readonly online: boolean;
  /** BCP 47. */
  readonly locale: string;
  /** Switches of this site, by name. */
  readonly flags: ReadonlySet<string>;
  /** What the plugin was granted. */
  readonly scopes: ScopeSet;
}

/** Whether a contribution is to be shown. Without a condition it is. */
export function evaluateWhen(when: Predicate | undefined, facts: WhenFacts): boolean {
  return when === undefined || holds(when, facts);
}

function holds(predicate: Predicate, facts: WhenFacts): boolean {
  if ('all' in predicate) return predicate.all.every((each) => holds(each, facts));
  if ('any' in predicate) return predicate.any.some((each) => holds(each, facts));
  if ('not' in predicate) return !holds(predicate.not, facts);
  if ('has' in predicate) return facts[predicate.has];
  if ('flag' in predicate) return facts.flags.has(predicate.flag);
  if ('online' in predicate) return facts.online === predicate.online;
  if ('locale' in predicate) return isInLanguage(facts.locale, predicate.locale);
  return ScopeSet.parse(predicate.scope).resources.every((asked) => coversScope(facts.scopes, asked));
}

/** `da` holds for `da` and `da-DK`; `da-DK` only for itself (the basic filter of RFC 4647 §3.3.1). */
function isInLanguage(locale: string, range: string): boolean {
  const [tag, wanted] = [locale.toLowerCase(), range.toLowerCase()];
  return tag === wanted || tag.startsWith(`${wanted}-`);
}
