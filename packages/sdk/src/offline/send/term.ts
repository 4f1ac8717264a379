import type { Vault } from '../encryption/vault.ts';
import type { Change } from '../store/entry-store.ts';
import type { Lanes } from './lanes/lanes.ts';
import type { Mirror } from './mirror.ts';

/** Everything that holds during one term of office of a sender. */
export interface Term {
  vault: Vault;
  mirror: Mirror;
  fence: number;
  lanes: Lanes;
  /** Aborts when the sender is told to stop, and when a later one was elected. */
  signal: AbortSignal;
  isLoginNeeded: boolean;
  /** Entries whose 401 was already answered with a fresh token. */
  renewedFor: Set<number>;
  /** Nothing new is begun. With the error, if there was one, that ended it. */
  end: (error?: unknown) => void;
  isOver: boolean;
}

/** Thrown to end a term: a later sender was elected. */
export class FencedOut extends Error {}

/** The change, unless a later sender was elected meanwhile: then the term ends. */
export function required(change: Change): Exclude<Change, { kind: 'fenced' }> {
  if (change.kind === 'fenced') throw new FencedOut();
  return change;
}
