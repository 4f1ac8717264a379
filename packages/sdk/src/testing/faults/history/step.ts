import type { AimedFault } from '../server/network-fault.ts';
import type { StorageFault } from '../storage/storage-fault.ts';

/**
 * What a nurse saves: something new, two things that belong together, something that refers to an earlier one, a change;
 * and what is not finished yet, new or as a change.
 */
export type SaveKind = 'create' | 'answers' | 'group' | 'chain' | 'update' | 'repeat' | 'draft' | 'redraft';

/** What happens in a history. Plain data, so that it can be drawn, shortened, kept in a file and played again. */
export type Action =
  /** `pick` chooses patient, plugin and what is built on; `poison`: the server refuses it with this status. */
  | {
      readonly do: 'save';
      readonly tab: number;
      readonly kind: SaveKind;
      readonly pick: number;
      readonly poison?: 403 | 404 | 409 | 422;
    }
  | { readonly do: 'flush' | 'open' | 'close' | 'crash' | 'freeze' | 'thaw'; readonly tab: number }
  /** A person decides about the `pick`th entry that is listed. */
  | { readonly do: 'retry' | 'discard'; readonly tab: number; readonly pick: number }
  | { readonly do: 'logout' }
  | { readonly do: 'login'; readonly user: number }
  /** The token ages; what the refresh says. */
  | { readonly do: 'expire'; readonly refresh: 'ok' | 'denied' | 'unsure' }
  /** Somebody else changes the `pick`th record that exists. */
  | { readonly do: 'elsewhere'; readonly pick: number }
  | { readonly do: 'pass'; readonly ms: number }
  /** A backup of the server is taken; the last one is put back, and nobody reaches the server while that is done. */
  | { readonly do: 'backup' | 'restore' }
  | { readonly do: 'line'; readonly isOnline: boolean }
  | { readonly do: 'skew'; readonly ms: number }
  | { readonly do: 'network'; readonly aimed: AimedFault }
  | { readonly do: 'storage'; readonly fault: StorageFault };

/** An action, and how far the world goes on before the next one: so many turns, or until nothing is left to do. */
export type Step = Action & { readonly turns: number | 'all' };

/** A whole history. */
export interface History {
  /** Draws the order of what is ready at the same time, ids and jitter. */
  readonly seed: number;
  readonly abilities: { readonly updateCreate: boolean; readonly conditionalCreate: boolean };
  readonly steps: readonly Step[];
}
