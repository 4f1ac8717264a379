import type { PrepareAnswer, PrepareNotice } from '../../contract/context-change.ts';
import type { SamspilErrorCode } from '../../errors.ts';
import { isSamspilError, SamspilError } from '../../errors.ts';
import type { Runtime } from '../../runtime.ts';
import type { Signal } from '../../workplace/types.ts';
import type { PluginInstance } from '../mount/plugin-instance.ts';
import type { PluginState } from '../types.ts';

/** A plugin that is there and answers: others do not delay a change. */
export interface Participant extends Pick<PluginInstance, 'id' | 'emit'> {
  readonly manifest: Pick<PluginInstance['manifest'], 'id' | 'title'>;
  readonly state: Signal<PluginState>;
}

/** What one participant answered. `reason` is the answer's own, still in all its languages. */
export interface Surveyed {
  readonly answer: 'ready' | 'hold' | 'parked' | 'parked-without-answer';
  readonly reason?: Readonly<Record<string, string>>;
  readonly code?: SamspilErrorCode;
}

export interface SurveyOptions {
  notice: PrepareNotice;
  participants: readonly Participant[];
  runtime: Pick<Runtime, 'schedule'>;
  /** Aborts when the change does not happen. */
  signal: AbortSignal;
  /** Makes what a plugin parks durable, under the patient of the lease that ends. */
  keep(participant: Participant, answer: PrepareAnswer & { kind: 'park' }): Promise<void>;
  /** Why a plugin counts as holding that registered nothing to ask. */
  holdReasonOf(participant: Participant): Readonly<Record<string, string>> | undefined;
}

/**
 * Asks every participant once and waits for what they say: until all have answered, the budget is spent, or the change
 * is off. Whoever falls silent, fails or leaves meanwhile counts as parked without an answer.
 */
export class Survey {
  /** By instance, in the order they were asked. */
  readonly done: Promise<ReadonlyMap<string, Surveyed>>;
  readonly #options: SurveyOptions;
  readonly #heard = new Map<string, Surveyed>();
  /** Answered, and what they parked is being made durable. */
  readonly #keeping = new Set<string>();
  readonly #cleanup: (() => void)[] = [];
  #isOpen = true;
  #finish: () => void = () => undefined;

  constructor(options: SurveyOptions) {
    const { participants, notice, runtime, signal } = options;
    this.#options = options;
    this.done = new Promise((resolve) => {
      this.#finish = () => resolve(this.#close());
    });
    this.#cleanup.push(runtime.schedule(notice.budgetMs, () => this.#finish()));
    const stop = () => this.#finish();
    signal.addEventListener('abort', stop);
    this.#cleanup.push(() => signal.removeEventListener('abort', stop));
    for (const participant of participants) {
      this.#cleanup.push(
        participant.state.subscribe((state) => {
          if (state !== 'ready') this.#hear(participant.id, { answer: 'parked-without-answer' });
        }),
      );
    }
    for (const participant of participants) participant.emit('prepare', notice);
    if (participants.length === 0 || signal.aborted) this.#finish();
  }

  /**
   * Takes the answer of one instance; the first one counts.
   *
   * @throws `stale-context` when it was not asked, has answered, or the survey is over; what {@link SurveyOptions.keep}
   *   throws
   */
  async answer(instance: string, answer: PrepareAnswer): Promise<{ isKept: boolean }> {
    const participant = this.#options.participants.find(({ id }) => id === instance);
    if (!this.#isOpen || !participant || this.#heard.has(instance) || this.#keeping.has(instance))
      throw notAsked();
    if (answer.kind !== 'park') {
      this.#hear(instance, this.#judge(participant, answer));
      return { isKept: false };
    }
    this.#keeping.add(instance);
    try {
      await this.#options.keep(participant, answer);
      this.#hear(instance, { answer: 'parked' });
      return { isKept: true };
    } catch (error) {
      this.#hear(instance, this.#notKept(error));
      throw error;
    }
  }

  #judge(participant: Participant, answer: Exclude<PrepareAnswer, { kind: 'park' }>): Surveyed {
    if (answer.kind === 'ready') return { answer: 'ready' };
    if (answer.kind === 'failed') return { answer: 'parked-without-answer' };
    const reason = answer.kind === 'hold' ? answer.reason : this.#options.holdReasonOf(participant);
    if (!reason) return { answer: 'ready' };
    return this.#options.notice.isLast ? { answer: 'parked-without-answer' } : { answer: 'hold', reason };
  }

  /** What cannot be kept would be lost without a word, so a person is asked, once. */
  #notKept(error: unknown): Surveyed {
    const code = isSamspilError(error) ? error.code : 'unexpected';
    return { answer: this.#options.notice.isLast ? 'parked-without-answer' : 'hold', code };
  }

  #hear(instance: string, surveyed: Surveyed): void {
    if (!this.#isOpen || this.#heard.has(instance)) return;
    this.#heard.set(instance, surveyed);
    if (this.#heard.size === this.#options.participants.length) this.#finish();
  }

  #close(): ReadonlyMap<string, Surveyed> {
    this.#isOpen = false;
    for (const undo of this.#cleanup.splice(0)) undo();
    return new Map(
      this.#options.participants.map(({ id }) => [
        id,
        this.#heard.get(id) ?? { answer: 'parked-without-answer' },
      ]),
    );
  }
}

/** For an answer to a change that is not under way. */
export function notAsked(): SamspilError {
  return new SamspilError('stale-context', 'This change is over: wait for the next one.');
}
