import { toLocale } from '@samspil/components/locales';
import type { Locale } from '@samspil/components/locales';

export type Theme = 'system' | 'light' | 'dark';

/** How a person wants the screen. Kept on the device; says nothing of patients. */
export interface Preferences {
  readonly locale: Locale;
  readonly theme: Theme;
}

const KEY = 'samspil.workplace.preferences';

/** Danish and the device's appearance, unless somebody chose otherwise here. */
export function readPreferences(storage: () => Storage = () => globalThis.localStorage): Preferences {
  let stored: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    stored = (JSON.parse(storage().getItem(KEY) ?? '{}') ?? {}) as typeof stored;
  } catch {
    // A browser without storage, or somebody else's text under our key.
  }
  const theme = (['light', 'dark'] as const).find((known) => known === stored.theme) ?? 'system';
  return { locale: toLocale(typeof stored.locale === 'string' ? stored.locale : 'da'), theme };
}

/** Remembers the choice where the browser lets us, and shows it. */
export function applyPreferences(
  preferences: Preferences,
  root: HTMLElement = document.documentElement,
  storage: () => Storage = () => globalThis.localStorage,
): void {
  root.lang = preferences.locale;
  root.style.colorScheme = preferences.theme === 'system' ? 'light dark' : preferences.theme;
  try {
    storage().setItem(KEY, JSON.stringify(preferences));
  } catch {
    // It then lasts as long as the page.
  }
}
