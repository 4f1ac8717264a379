import { launchErrorTexts } from './catalogues/launch-errors.ts';
import { pluginErrorTexts } from './catalogues/plugin-errors.ts';
import { errorWords } from './error-words.ts';
import type { Locale } from './languages.ts';

/** As `errorText`, also for what happens to plugins: for those who host them. */
export function pluginErrorText(code: string | undefined, locale: Locale): string {
  return errorWords(code, locale, [pluginErrorTexts, launchErrorTexts]);
}
