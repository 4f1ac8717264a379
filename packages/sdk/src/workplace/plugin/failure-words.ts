import type { SamspilErrorCode } from '../../errors.ts';
import da from './locales/da.json';
import en from './locales/en.json';
import sv from './locales/sv.json';

const TEXTS: Readonly<Record<string, typeof en>> = { da, sv, en };

/** What a person reads when a plugin cannot be shown, by language; English where we have none. */
export function failureWords(code: SamspilErrorCode, locale: string): string {
  const texts = TEXTS[locale.split('-')[0] ?? ''] ?? en;
  return (code === 'crashed' ? texts.crashed : texts.failed).replace('{code}', code);
}
