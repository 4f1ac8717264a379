import { SamspilError } from '../../errors.ts';
import type { FrameEntry } from '../manifest/plugin-manifest.ts';

/**
 * Frames of the host's own site share its process: a loop in one stops the whole workplace (measured: 3 s of busy loop
 * stall the host 3 s on the same site, 16–42 ms across sites), and on the same origin a frame can take off its sandbox.
 * So a plugin lives on another site, or in an opaque origin.
 *
 * Without a public suffix list, "another site" is judged strictly: hosts that share their last two labels count as one
 * site. That refuses `a.github.io` beside `b.github.io`, and never lets a sub-domain of the host through.
 *
 * @throws `not-isolated`
 */
export function assertIsolated(entry: FrameEntry, hostUrl: string): void {
  if (entry.origin === 'opaque') return;
  const plugin = new URL(entry.url);
  const host = new URL(hostUrl);
  if (siteOf(plugin.hostname) !== siteOf(host.hostname)) return;
  throw new SamspilError(
    'not-isolated',
    'The plugin is served from the site of the workplace: serve it from another site, or register it as opaque.',
  );
}

function siteOf(hostname: string): string {
  // A trailing dot names the same host.
  const host = hostname.replace(/\.$/, '');
  const isAddress = /^[\d.]+$/.test(host) || host.startsWith('[');
  return isAddress ? host : host.split('.').slice(-2).join('.');
}

/** The frame's `sandbox`. Scripts and forms; its own origin only where that origin is not ours. No pop-ups, top navigation or modals. */
export function sandboxFor(entry: FrameEntry): string {
  return entry.origin === 'opaque'
    ? 'allow-scripts allow-forms'
    : 'allow-scripts allow-forms allow-same-origin';
}
