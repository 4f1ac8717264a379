import type { LanguagePack } from './language-pack.ts';

/** The languages every text exists in. Danish comes with the elements; the others are loaded when asked for. */
export const locales = ['da', 'sv', 'en'] as const;
export type Locale = (typeof locales)[number];

/** What has arrived. Texts never change, so this is a cache and no state. */
const loaded = new Map<Locale, LanguagePack>();

/** The language of ours that fits a BCP 47 tag best: `sv-FI` is `sv`, anything unknown is `da`. */
export function toLocale(tag: string | undefined | null): Locale {
  const language = String(tag ?? '')
    .toLowerCase()
    .split(/[-_]/, 1)[0];
  return locales.find((locale) => locale === language) ?? 'da';
}

/** Whether a language's texts are here. Danish always is. */
export function isLoaded(locale: Locale): boolean {
  return locale === 'da' || loaded.has(locale);
}

/**
 * Fetches a language's texts: once, as one file. Elements do it by themselves and show Danish meanwhile; a page that
 * formats with `@samspil/components/format` in another language awaits this first.
 *
 * Rejects when the file cannot be fetched.
 */
export async function loadLocale(locale: Locale): Promise<void> {
  if (isLoaded(locale)) return;
  loaded.set(
    locale,
    locale === 'sv' ? (await import('./sv/index.ts')).sv : (await import('./en/index.ts')).en,
  );
}

/** The texts of a language other than Danish; undefined until they are loaded. */
export function packOf(locale: Locale): LanguagePack | undefined {
  return loaded.get(locale);
}
