import { measures, roles } from '@samspil/components/roles';
import type { Theme } from '@samspil/sdk/host';
import type { Preferences } from '../preferences.ts';

/** The tokens of the workplace as they are in light or in dark, for plugins that want to look the same. */
export function themeIn(colorScheme: Theme['colorScheme']): Theme {
  const colors = Object.entries(roles).map(
    ([name, [light, dark]]) => [`--samspil-${name}`, colorScheme === 'dark' ? dark : light] as const,
  );
  const sizes = Object.entries(measures).map(([name, value]) => [`--samspil-${name}`, value] as const);
  return { colorScheme, density: 'comfortable', properties: Object.fromEntries([...colors, ...sizes]) };
}

/** Light or dark: as chosen, else as the device is. */
export function schemeOf(theme: Preferences['theme'], isDeviceDark: boolean): Theme['colorScheme'] {
  if (theme !== 'system') return theme;
  return isDeviceDark ? 'dark' : 'light';
}
