import type { SamspilErrorCode } from '../../errors.ts';
import type { ClinicalContext } from '../../workplace/types.ts';

/**
 * What one plugin had to say to a change. `parked`: its draft is durable. `parked-without-answer`: it did not answer in
 * its budget, failed, or was overruled; what it last put as a draft is what is kept.
 */
export interface PluginAnswer {
  readonly plugin: string;
  readonly instance: string;
  readonly answer: 'ready' | 'hold' | 'parked' | 'parked-without-answer';
  /** Why it holds, in its own words, as plain text. */
  readonly reason?: string;
  /** Why what it wanted kept could not be. */
  readonly code?: SamspilErrorCode;
}

/**
 * How a change ended. `changed`: everybody was ready or parked. `forced`: somebody held and was overruled. `cancelled`:
 * somebody held and the clinician stays. `superseded`: a later change took its place before it happened.
 */
export interface ContextOutcome {
  readonly status: 'changed' | 'forced' | 'cancelled' | 'superseded';
  /** The context that is in force now; undefined when no patient is open. */
  readonly context: ClinicalContext | undefined;
  /** Of the plugins that were asked: those that were there and answering. */
  readonly plugins: readonly PluginAnswer[];
}
