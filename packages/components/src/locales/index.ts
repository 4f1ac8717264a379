/**
 * Every text on the screen, in Danish, Swedish and English: one catalogue per part, so that a bundle carries only the
 * texts of the elements it uses; Swedish and English are loaded when asked for.
 */
export { allergyTexts } from './catalogues/allergy.ts';
export { appTexts } from './catalogues/app.ts';
export { bannerTexts } from './catalogues/banner.ts';
export { commonTexts } from './catalogues/common.ts';
export { draftTexts } from './catalogues/drafts.ts';
export { errorText } from './error-text.ts';
export { errorTexts } from './catalogues/errors.ts';
export { guardTexts } from './catalogues/guard.ts';
export { isLoaded, loadLocale, locales, toLocale, type Locale } from './languages.ts';
export { launchErrorTexts } from './catalogues/launch-errors.ts';
export { listTexts } from './catalogues/list.ts';
export { pluginErrorText } from './plugin-error-text.ts';
export { pluginErrorTexts } from './catalogues/plugin-errors.ts';
export { readAgeTexts } from './catalogues/read-age.ts';
export { receiptTexts } from './catalogues/receipt.ts';
export { slotTexts } from './catalogues/slot.ts';
export { syncTexts } from './catalogues/sync.ts';
export { pluralForm, text, type Catalogue, type KeyOf, type PluralKey, type TextParameters } from './text.ts';
export { trendTexts } from './catalogues/trend.ts';
export { unitTexts } from './catalogues/units.ts';
export { vitalsTexts } from './catalogues/vitals.ts';
