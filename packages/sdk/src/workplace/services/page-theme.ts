import type { Theme } from '../../contract/services.ts';
import { readSmartStyle, themeOfSmartStyle } from '../../launch/smart-style.ts';
import type { Runtime } from '../../runtime.ts';
import { WritableSignal } from '../signal.ts';
import type { Signal } from '../types.ts';

/**
 * The look of a page that no Samspil workplace is around: that of the EHR that launched it, where it says so by
 * `smart_style_url`, else light or dark as the device is. A style that cannot be had is no reason to wait or to fail.
 */
export function pageTheme(
  styleUrl: string | undefined,
  runtime: Pick<Runtime, 'fetch' | 'schedule'>,
): Signal<Theme> {
  const dark = globalThis.matchMedia('(prefers-color-scheme: dark)');
  const ofDevice = (): Theme => ({
    colorScheme: dark.matches ? 'dark' : 'light',
    density: 'comfortable',
    properties: {},
  });
  const theme = new WritableSignal<Theme>(ofDevice());
  const follow = () => (theme.value = ofDevice());
  dark.addEventListener('change', follow);
  if (styleUrl)
    void readSmartStyle(styleUrl, runtime).then(
      (style) => {
        if (Object.keys(style).length === 0) return;
        dark.removeEventListener('change', follow);
        theme.value = themeOfSmartStyle(style);
      },
      () => undefined,
    );
  return theme;
}
