import { launchErrorTexts } from './catalogues/launch-errors.ts';
import { errorWords } from './error-words.ts';
import type { Locale } from './languages.ts';

/**
 * What happened and what to do next, in the clinician's words. An unknown code, for example one from a newer host,
 * gets the text of `unexpected`.
 */
export function errorText(code: string | undefined, locale: Locale): string {
  return errorWords(code, locale, [launchErrorTexts]);
}
