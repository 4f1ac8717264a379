import { errorTexts } from './catalogues/errors.ts';
import type { Locale } from './languages.ts';
import { text, type Catalogue } from './text.ts';

/**
 * What happened and what to do next, from the first of the catalogues that knows the code, else from those of every page.
 * An unknown code, for example one from a newer host, gets the text of `unexpected`.
 */
export function errorWords(
  code: string | undefined,
  locale: Locale,
  catalogues: readonly Catalogue[] = [],
): string {
  const key = `error.${code}`;
  const known = [...catalogues, errorTexts].find(({ da }) => Object.hasOwn(da, key));
  return known ? text<string>(known, locale, key) : text(errorTexts, locale, 'error.unexpected');
}
