import type { Methods } from '../bridge/contract.ts';
import type { Draft } from './drafts.ts';
import type { Localized } from './localized.ts';

/**
 * What comes after the present patient: another one, none, the end of the session, or the end of this one plugin. Never
 * who the next patient is: a plugin learns that with the new lease, not before the old one has ended.
 */
export type NextContext = 'patient' | 'none' | 'logout' | 'restart' | 'close';

/** First phase of a change: the present lease is about to end. */
export interface PrepareNotice {
  /** Names this change; an answer to another one is refused. */
  change: string;
  /** The lease that is about to end. */
  lease: string;
  next: NextContext;
  /** How long the answer may take, in milliseconds. */
  budgetMs: number;
  /** The clinician has overruled what held: a draft is still kept, a hold is not heard any more. */
  isLast: boolean;
}

/** What a plugin says to a {@link PrepareNotice}. `none`: it registered nothing to ask. `failed`: what it registered threw. */
export type PrepareAnswer =
  | { kind: 'ready' }
  | { kind: 'hold'; reason: Localized }
  | { kind: 'park'; drafts: readonly Draft[] }
  | { kind: 'none' }
  | { kind: 'failed' };

/** How many drafts one answer may bring. */
export const PARKED_AT_ONCE = 5;

/** Longest reason to hold, in characters. A longer one is refused, not cut: half a sentence can say the opposite. */
export const HOLD_REASON_LENGTH = 300;

export interface ContextChangeMethods extends Methods {
  /**
   * `isKept`: what came with `park` is durable.
   * @throws `stale-context` for a change that is not under way; `denied` for a draft without the capability `drafts`
   */
  'context.answer': { input: { change: string; answer: PrepareAnswer }; output: { isKept: boolean } };
}

export interface ContextChangeEvents {
  prepare: PrepareNotice;
  /** The change does not happen: the plugin goes on under the lease it has. */
  withdrawn: { change: string };
  /** The chart is not on the screen, and on it again. */
  suspend: null;
  resume: null;
}
