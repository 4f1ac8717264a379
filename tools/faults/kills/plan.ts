import type { EhrAbilities, NetworkFault, SaveChoice } from '@samspil/sdk/testing/faults';
import type { Failpoint } from './failpoints.ts';

/** How it ends. */
export const KILLS = ['tab-crash', 'tab-close', 'renderer-kill', 'browser-kill', 'worker-end'] as const;
export type Kill = (typeof KILLS)[number];

/** What goes wrong at the server or on the way to it. What a {@link NetworkFault} says, and what the record itself does. */
export type ServerFault =
  | NetworkFault
  /** So many answers of 500, one after the other. */
  | { readonly kind: 'storm'; readonly times: number }
  /** The token ends while the queue is being sent. */
  | { readonly kind: 'expired' }
  /** Somebody else changes what is about to be changed. */
  | { readonly kind: 'elsewhere' }
  /** One of the saves, or one line of a group, is refused for good. */
  | { readonly kind: 'poison'; readonly of: 'create' | 'group'; readonly status: 403 | 422 };

/** What happens around the kill. */
export const SITUATIONS = [
  /** One tab, killed at a failpoint, opened again. */
  'alone',
  /** The tab that sends is frozen with a request on its way; another saves and waits; the first thaws, and goes on or ends (F6). */
  'frozen',
  /** Two tabs; the one that sends dies, the other goes on without being told (F7). */
  'leader-dies',
  /** The disk is full (F15). */
  'full-disk',
  /** All databases of the profile are gone (F17). */
  'evicted',
  /** Bytes of the databases were flipped (F16, F18). */
  'corrupted',
  /** The clock is a day off, and is set back (F19). */
  'skewed',
  /** Somebody signs out, and somebody else in, while a save is on its way (F21). */
  'other-user',
  /** The app was updated while something waited; old and new tab side by side (F23). */
  'upgraded',
  /** The same saves embedded in another site, and alone (F24). */
  'two-partitions',
] as const;
export type Situation = (typeof SITUATIONS)[number];

/** One run. Plain data, so that it can be kept in a file and played again. */
export interface KillPlan {
  readonly seed: number;
  readonly index: number;
  readonly situation: Situation;
  readonly failpoint: Failpoint;
  /** Which time it is reached, from 1. */
  readonly nth: number;
  readonly kill: Kill;
  readonly fault: ServerFault | undefined;
  /** Idle sockets that the browser can repeat on. */
  readonly warm: number;
  readonly abilities: EhrAbilities;
  readonly saves: readonly SaveChoice[];
}

/** What became of a run. */
export interface KillOutcome {
  readonly plan: KillPlan;
  readonly violations: readonly { readonly invariant: string; readonly what: string }[];
  /** The failpoint was reached, and the kill happened there. */
  readonly isReached: boolean;
  /** The server's fault struck, if there was one. */
  readonly isStruck: boolean;
  readonly promised: number;
  readonly effects: number;
  /** Times that the browser sent the same bytes again by itself. */
  readonly repeats: number;
}
