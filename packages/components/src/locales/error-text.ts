import { errorTexts } from './catalogues/errors.ts';
import type { Locale } from './languages.ts';
import { text, type KeyOf } from './text.ts';

/**
 * What happened and what to do next, in the clinician's words. An unknown code, for example one from a newer host,
 * gets the text of `unexpected`.
 */
export function errorText(code: string | undefined, locale: Locale): string {
  const key = `error.${code}`;
  const isKnown = (candidate: string): candidate is KeyOf<typeof errorTexts> =>
    Object.hasOwn(errorTexts.da, candidate);
  return text(errorTexts, locale, isKnown(key) ? key : 'error.unexpected');
}
