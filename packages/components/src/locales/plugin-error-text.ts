import { errorText } from './error-text.ts';
import type { Locale } from './languages.ts';
import { pluginErrorTexts } from './catalogues/plugin-errors.ts';
import { text, type KeyOf } from './text.ts';

/** As {@link errorText}, also for what happens to plugins: for those who host them. */
export function pluginErrorText(code: string | undefined, locale: Locale): string {
  const key = `error.${code}`;
  const isKnown = (candidate: string): candidate is KeyOf<typeof pluginErrorTexts> =>
    Object.hasOwn(pluginErrorTexts.da, candidate);
  return isKnown(key) ? text(pluginErrorTexts, locale, key) : errorText(code, locale);
}
