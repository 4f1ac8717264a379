import type { PluginManifest } from '../../manifest/plugin-manifest.ts';
import { asksIn, asksOf, beyond, intersectAsks, uniteAsks } from './asks.ts';
import type { Ask, Asks } from './asks.ts';

/** What this site granted a plugin, and what its administrator saw when she did. */
export interface Approval {
  readonly pluginId: string;
  /** The version that was looked at. Others are covered as long as they ask for no more. */
  readonly version: string;
  /** Where its code came from. See {@link codeOf}. */
  readonly code: string;
  /** All it asked for then. A version that asks for more has to be looked at again. */
  readonly seen: Asks;
  /** What of it this site gives. */
  readonly granted: Asks;
  /** Milliseconds since the epoch. */
  readonly approvedAt: number;
}

/** Something a version asks for that nobody here has seen yet; `code` when it would come from elsewhere. */
export interface Addition {
  readonly kind: Ask['kind'] | 'code';
  readonly name: string;
}

export interface ApproveOptions {
  /** Milliseconds since the epoch. */
  approvedAt: number;
  /** Grants less than is asked for. Default: all of it. */
  limit?: Partial<Asks>;
  /**
   * The approval that held until now. What it covers stays approved, so that an older version can be gone back to, and
   * what it declined stays declined: only what is new is decided. It counts for nothing when the code came from elsewhere.
   */
  before?: Approval | undefined;
}

/**
 * Approves a version as it asks, or with less: of `limit` counts only what the manifest asks for.
 *
 * @example approve(manifest, { approvedAt: runtime.now(), limit: { permissions: [] } })
 */
export function approve(manifest: PluginManifest, { approvedAt, limit, before }: ApproveOptions): Approval {
  const code = codeOf(manifest);
  const asks = asksOf(manifest);
  const held = before?.code === code ? before : { seen: NOTHING, granted: NOTHING };
  const added = asksIn(beyond(asks, held.seen));
  return {
    pluginId: manifest.id,
    version: manifest.version,
    code,
    seen: uniteAsks(held.seen, asks),
    granted: uniteAsks(held.granted, intersectAsks(added, { ...added, ...limit })),
    approvedAt,
  };
}

/** What a version asks for beyond what was seen; all of it when nothing was. Empty means that the approval covers it. */
export function additionsOf(manifest: PluginManifest, approval: Approval | undefined): Addition[] {
  const code = codeOf(manifest);
  const asks = asksOf(manifest);
  const added: Addition[] = beyond(asks, approval?.seen ?? NOTHING);
  return approval?.code === code ? added : [{ kind: 'code', name: code }, ...added];
}

/**
 * Where the code of a plugin comes from, as far as an approval binds it: a frame by its origin (its pages may change
 * there), a frame without origin by that of its address, and code in our own page by its very bytes.
 */
export function codeOf({ entry }: PluginManifest): string {
  if (entry.mode === 'element') return `element ${entry.integrity}`;
  return entry.origin === 'opaque' ? `opaque ${new URL(entry.url).origin}` : `frame ${entry.origin}`;
}

const NOTHING = asksIn([]);
