import type { RevocationDocument } from './documents.ts';

/** Whether this version was called back. */
export function isRevoked(list: RevocationDocument | undefined, pluginId: string, version: string): boolean {
  return (
    list?.revoked.some(({ id, versions }) => id === pluginId && (versions?.includes(version) ?? true)) ??
    false
  );
}

/**
 * Until when the list may be relied on for writes, in milliseconds since the epoch. Without a list: never.
 *
 * @param limitMs the site's own limit, where it is shorter than that of the list
 */
export function freshUntil(list: RevocationDocument | undefined, limitMs = Number.POSITIVE_INFINITY): number {
  if (!list) return Number.NEGATIVE_INFINITY;
  return Date.parse(list.issuedAt) + Math.min(list.maxAgeMs, limitMs);
}
