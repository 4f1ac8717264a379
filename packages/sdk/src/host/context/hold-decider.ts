import type { NextContext } from '../../contract/context-change.ts';
import type { SamspilErrorCode } from '../../errors.ts';
import type { ContextOutcome } from './outcome.ts';

/** One plugin that wants the present patient to stay, as it is shown to the clinician. All of it plain text. */
export interface Hold {
  readonly plugin: string;
  readonly instance: string;
  /** The plugin's title in the language of the workplace: a reason never stands without its author. */
  readonly name: string;
  /** In the plugin's own words. Missing where {@link code} says it. */
  readonly reason?: string;
  /** Its draft could not be kept. */
  readonly code?: SamspilErrorCode;
}

/** The part of the workplace that asks the clinician when a plugin holds; `samspil-context-guard` is one. */
export interface HoldDecider {
  /**
   * `stay` is the safe side, and what counts when nobody decides in time.
   *
   * @param signal aborts when the answer is not wanted any more: time is up, or another change came
   * @param next what the clinician is about to do
   */
  decideHolds(holds: readonly Hold[], signal: AbortSignal, next: NextContext): Promise<'overrule' | 'stay'>;
  /** Told after each change that asked somebody; `names` are the plugins' titles by instance. */
  tellOutcome?(outcome: ContextOutcome, names: ReadonlyMap<string, string>): void;
}
