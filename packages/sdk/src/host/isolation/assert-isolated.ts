import { SamspilError } from '../../errors.ts';
import type { FrameEntry } from '../manifest/plugin-manifest.ts';

/** Where a frame's page lies, seen from the page of the workplace. */
export type Placement = 'opaque' | 'cross-site' | 'same-site' | 'same-origin';

/**
 * Without a public suffix list, "another site" is judged strictly: hosts that share their last two labels count as one
 * site. That refuses `a.github.io` beside `b.github.io`, and never lets a sub-domain of the host through.
 */
export function placementOf(entry: FrameEntry, hostUrl: string): Placement {
  if (entry.origin === 'opaque') return 'opaque';
  const plugin = new URL(entry.url);
  const host = new URL(hostUrl);
  if (siteOf(plugin.hostname) !== siteOf(host.hostname)) return 'cross-site';
  return plugin.origin === host.origin ? 'same-origin' : 'same-site';
}

export interface IsolationRules {
  /**
   * An administrator's own decision: a plugin on a sub-domain of the workplace may run, although it can stall it. Its
   * grade is then C. The workplace's own origin stays refused: a frame of it could take off its sandbox. Default false.
   */
  allowSameSite?: boolean;
}

/**
 * Frames of the host's own site share its process: a loop in one stops the whole workplace (measured: 3 s of busy loop
 * stall the host 3 s on the same site, 16–42 ms across sites), and on the same origin a frame can take off its sandbox.
 * So a plugin lives on another site, or in an opaque origin.
 *
 * @throws `not-isolated`
 */
export function assertIsolated(entry: FrameEntry, hostUrl: string, rules: IsolationRules = {}): void {
  const placement = placementOf(entry, hostUrl);
  if (placement === 'opaque' || placement === 'cross-site') return;
  if (placement === 'same-site' && rules.allowSameSite) return;
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
