import { compactMeasures, contrastColours, measures, roles } from '@samspil/components/roles';
import type { Theme } from '@samspil/sdk/host';
import type { Preferences } from '../preferences.ts';

/** What of the device's own wishes a page can ask. */
export interface DeviceWishes {
  readonly isDark: boolean;
  readonly wantsContrast: boolean;
  /** A finger may come: then targets keep their size. */
  readonly hasTouch: boolean;
}

/** The tokens of the workplace as they are on this screen, for plugins that want to look the same. */
export function themeOf(preferences: Preferences, device: DeviceWishes): Theme {
  const colorScheme = schemeOf(preferences.theme, device.isDark);
  const hasContrast = preferences.contrast === 'more' || device.wantsContrast;
  const isCompact = preferences.density === 'compact' && !device.hasTouch;
  const colours = Object.entries({ ...roles, ...(hasContrast && contrastColours()) }).map(
    ([name, [light, dark]]) => [`--samspil-${name}`, colorScheme === 'dark' ? dark : light] as const,
  );
  const sizes = Object.entries({ ...measures, ...(isCompact && compactMeasures) }).map(
    ([name, value]) => [`--samspil-${name}`, value] as const,
  );
  return {
    colorScheme,
    density: isCompact ? 'compact' : 'comfortable',
    properties: Object.fromEntries([...colours, ...sizes]),
  };
}

/** Light or dark: as chosen, else as the device is. */
function schemeOf(theme: Preferences['theme'], isDeviceDark: boolean): Theme['colorScheme'] {
  if (theme !== 'system') return theme;
  return isDeviceDark ? 'dark' : 'light';
}
