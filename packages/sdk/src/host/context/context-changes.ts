import type { NextContext, PrepareAnswer } from '../../contract/context-change.ts';
import type { Runtime } from '../../runtime.ts';
import type { ClinicalContext } from '../../workplace/types.ts';
import type { HostEvent } from '../types.ts';
import { askClinician } from './ask-clinician.ts';
import type { Decision } from './ask-clinician.ts';
import type { HoldDecider } from './hold-decider.ts';
import type { ContextOutcome, PluginAnswer } from './outcome.ts';
import { plainLine } from '../services/wording/plain-text.ts';
import { notAsked, Survey } from './survey.ts';
import type { Participant, Surveyed, SurveyOptions } from './survey.ts';

/** How long each side may take, in milliseconds. */
export interface ContextBudgets {
  /** For a plugin's answer. 0 asks nobody. Default 2 000. */
  prepareMs?: number;
  /** For the clinician's decision about what holds. Default 10 000. */
  decideMs?: number;
  /** For a plugin that was overruled, to park after all. Default 1 000. */
  overruledMs?: number;
}

export interface ContextChangesOptions extends ContextBudgets {
  runtime: Pick<Runtime, 'schedule' | 'randomUUID'>;
  /** The context in force. */
  present(): ClinicalContext | undefined;
  /** Everybody who is there and answers now. */
  participants(): readonly Participant[];
  keep: SurveyOptions['keep'];
  holdReasonOf: SurveyOptions['holdReasonOf'];
  /** A text in the language of the workplace. */
  localized(texts: Readonly<Record<string, string>>): string;
  tell(event: Pick<HostEvent, 'kind' | 'name' | 'plugin' | 'code' | 'value'>): void;
}

/** One change that was asked for. */
export interface ChangeRequest {
  next: NextContext;
  /** Overrules what holds without asking anybody: for a session that is locked or ends by itself. Default false. */
  force?: boolean;
  /** Only these are asked. Default: all participants. */
  participants?: readonly Participant[];
  /** The second phase. Runs without interruption, once, or never. */
  commit(): void;
  /** The change does not happen, and none takes its place. */
  rollBack?(): void;
}

const STATUS = { none: 'changed', stay: 'cancelled', overrule: 'forced' } as const;

/**
 * Changes of the clinical context, one after the other, each in two phases:
 *
 * 1. Every plugin that is there is asked, and answers `ready`, `hold` or `park` within its budget. Nothing has changed yet.
 * 2. If something holds, the clinician decides. Staying ends the change; overruling lets those that held park once more.
 * 3. The commit: the old lease ends, then the new one opens, in one step that nothing can come between.
 *
 * A change that comes while another is under way takes its place.
 */
export class ContextChanges {
  /** Who decides when something holds. Without one a hold stands, and the caller may ask again with `force`. */
  decider: HoldDecider | undefined;
  readonly #options: ContextChangesOptions;
  #survey: { change: string; survey: Survey } | undefined;
  #latest: AbortController | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: ContextChangesOptions) {
    this.#options = options;
  }

  /** Whether a change is under way: what is mounted meanwhile must not see the context that is about to end. */
  get isUnderWay(): boolean {
    return this.#latest !== undefined;
  }

  /** Asks, decides and commits. Rejects only with what `commit` throws. */
  request(request: ChangeRequest): Promise<ContextOutcome> {
    this.#latest?.abort();
    const mine = new AbortController();
    this.#latest = mine;
    const run = this.#queue.then(() => this.#run(request, mine.signal));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /** What a plugin answers. @throws `stale-context` for a change that is not under way */
  async answer(instance: string, change: string, answer: PrepareAnswer): Promise<{ isKept: boolean }> {
    if (this.#survey?.change !== change) throw notAsked();
    return this.#survey.survey.answer(instance, answer);
  }

  async #run(request: ChangeRequest, signal: AbortSignal): Promise<ContextOutcome> {
    const lease = this.#options.present()?.id;
    const isAsking = lease !== undefined && this.#options.prepareMs !== 0;
    const participants = isAsking ? (request.participants ?? this.#options.participants()) : [];
    if (signal.aborted || lease === undefined || participants.length === 0)
      return this.#end(request, signal, [], new Map());
    const change = this.#options.runtime.randomUUID();
    const ask = (asked: readonly Participant[], isLast: boolean) =>
      this.#ask(asked, { change, lease, next: request.next, isLast }, signal);
    const names = new Map(
      participants.map(({ id, manifest }) => [id, this.#options.localized(manifest.title)]),
    );

    const answers = new Map(await ask(participants, request.force === true));
    const holding = participants.filter(({ id }) => answers.get(id)?.answer === 'hold');
    let decision: Decision = 'none';
    if (holding.length > 0 && !signal.aborted) {
      const holds = holding.map((held) => {
        const { answer: _hold, ...said } = this.#said(held, answers);
        return { ...said, name: names.get(held.id) ?? '' };
      });
      decision = await askClinician(this.decider, holds, {
        runtime: this.#options.runtime,
        budgetMs: this.#options.decideMs ?? 10_000,
        signal,
        next: request.next,
      });
      if (decision === 'overrule' && !signal.aborted) {
        for (const [id, parked] of await ask(holding, true)) answers.set(id, parked);
      }
    }
    const said = participants.map((participant) => this.#said(participant, answers));
    if (decision === 'stay' || signal.aborted)
      for (const participant of participants) participant.emit('withdrawn', { change });
    return this.#end(request, signal, said, names, decision);
  }

  async #ask(
    participants: readonly Participant[],
    asked: { change: string; lease: string; next: NextContext; isLast: boolean },
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, Surveyed>> {
    const { prepareMs = 2_000, overruledMs = 1_000, runtime, keep, holdReasonOf } = this.#options;
    const budgetMs = asked.isLast ? Math.min(prepareMs, overruledMs) : prepareMs;
    const notice = { ...asked, budgetMs };
    const survey = new Survey({ notice, participants, runtime, signal, keep, holdReasonOf });
    this.#survey = { change: asked.change, survey };
    try {
      return await survey.done;
    } finally {
      this.#survey = undefined;
    }
  }

  /** Nothing is awaited between the last look at `signal` and the commit. */
  #end(
    request: ChangeRequest,
    signal: AbortSignal,
    plugins: readonly PluginAnswer[],
    names: ReadonlyMap<string, string>,
    decision: Decision = 'none',
  ): ContextOutcome {
    const status = signal.aborted ? 'superseded' : STATUS[decision];
    // Over before its end is told: whoever joins from here on sees the context that is now in force.
    if (status !== 'superseded') this.#latest = undefined;
    if (status === 'cancelled') request.rollBack?.();
    else if (status !== 'superseded') request.commit();
    const outcome: ContextOutcome = { status, context: this.#options.present(), plugins };
    for (const { plugin, answer, code } of plugins)
      this.#options.tell({ kind: 'context', plugin, name: answer, ...(code && { code }) });
    this.#options.tell({ kind: 'context', name: status, value: plugins.length });
    if (plugins.length > 0) this.decider?.tellOutcome?.(outcome, names);
    return outcome;
  }

  #said({ id, manifest }: Participant, answers: ReadonlyMap<string, Surveyed>): PluginAnswer {
    const { answer, reason, code } = answers.get(id) ?? { answer: 'parked-without-answer' };
    const words = reason && plainLine(this.#options.localized(reason));
    return {
      plugin: manifest.id,
      instance: id,
      answer,
      ...(words && { reason: words }),
      ...(code && { code }),
    };
  }
}
