import { toLocale } from '@samspil/components/locales';
import type { Locale } from '@samspil/components/locales';

export type Theme = 'system' | 'light' | 'dark';
/** More contrast where the device asks for it, or always. */
export type Contrast = 'system' | 'more';
export type Density = 'comfortable' | 'compact';

/** How a person wants the screen. Kept on the device; says nothing of patients. */
export interface Preferences {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly contrast: Contrast;
  readonly density: Density;
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
  return {
    locale: toLocale(typeof stored.locale === 'string' ? stored.locale : 'da'),
    theme,
    contrast: stored.contrast === 'more' ? 'more' : 'system',
    density: stored.density === 'compact' ? 'compact' : 'comfortable',
  };
}

/** Remembers the choice where the browser lets us, and shows it. */
export function applyPreferences(
  preferences: Preferences,
  root: HTMLElement = document.documentElement,
  storage: () => Storage = () => globalThis.localStorage,
): void {
  root.lang = preferences.locale;
  root.style.colorScheme = preferences.theme === 'system' ? 'light dark' : preferences.theme;
  root.dataset.contrast = preferences.contrast;
  root.dataset.density = preferences.density;
  try {
    storage().setItem(KEY, JSON.stringify(preferences));
  } catch {
    // It then lasts as long as the page.
  }
}
