import type { Localized } from './manifest/plugin-manifest.ts';

/** The text in this language, else in English. */
export function localizedText(texts: Localized, locale: string): string {
  return texts[locale] ?? texts[locale.split('-')[0] ?? ''] ?? texts['en'] ?? '';
}
