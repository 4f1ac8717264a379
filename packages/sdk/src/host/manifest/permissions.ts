import type { FrameEntry } from './plugin-manifest.ts';

/**
 * Powerful features of the browser a plugin may ask for, by their names in the Permissions Policy. What is not on this
 * list is never given to a frame.
 */
export const PERMISSIONS = [
  'bluetooth',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'fullscreen',
  'geolocation',
  'hid',
  'microphone',
  'screen-wake-lock',
  'serial',
  'usb',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/**
 * The `allow` attribute of a plugin's frame. Names the plugin's own origin, so that a page it navigates to has nothing;
 * an opaque origin has no name and can only be reached by `*`. Without permissions it is empty, which allows nothing.
 */
export function frameAllow(permissions: Iterable<Permission>, entry: FrameEntry): string {
  const allowed = entry.origin === 'opaque' ? '*' : entry.origin;
  return [...permissions].map((permission) => `${permission} ${allowed}`).join('; ');
}
