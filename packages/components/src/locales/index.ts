/**
 * Every text on the screen, in Danish, Swedish and English: one catalogue per part, so that a bundle carries only the
 * texts of the elements it uses; Swedish and English are loaded when asked for.
 */
export { appTexts } from './app.ts';
export { bannerTexts } from './banner.ts';
export { commonTexts } from './common.ts';
export { draftTexts } from './drafts.ts';
export { errorText } from './error-text.ts';
export { errorTexts } from './errors.ts';
export { guardTexts } from './guard.ts';
export { isLoaded, loadLocale, locales, toLocale, type Locale } from './languages.ts';
export { pluginErrorText } from './plugin-error-text.ts';
export { pluginErrorTexts } from './plugin-errors.ts';
export { receiptTexts } from './receipt.ts';
export { slotTexts } from './slot.ts';
export { syncTexts } from './sync.ts';
export { pluralForm, text, type Catalogue, type KeyOf, type PluralKey, type TextParameters } from './text.ts';
export { trendTexts } from './trend.ts';
export { unitTexts } from './units.ts';
export { vitalsTexts } from './vitals.ts';
