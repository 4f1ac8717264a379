import type { NextContext, PrepareAnswer, PrepareNotice } from '../contract/context-change.ts';
import type { Draft } from '../contract/drafts.ts';
import type { Localized } from '../contract/localized.ts';
import { SamspilError } from '../errors.ts';
import type { ClinicalContext } from './types.ts';

/** A change of the clinical context that is about to happen. */
export interface ContextChange {
  /** The lease that is about to end, and still holds. */
  readonly context: ClinicalContext;
  /** What comes after it. Who the next patient is, nobody is told before the lease has ended. */
  readonly next: NextContext;
  /** Milliseconds for the answer; after them the plugin counts as one that did not answer. */
  readonly budgetMs: number;
  /** The clinician has decided against a hold: park now, or what is not kept stays behind. */
  readonly isLast: boolean;
  /** Whether what was answered with `park` is durable. Resolves once that is known, and with false where nothing was parked. */
  readonly kept: Promise<boolean>;
}

/**
 * What a plugin answers. `ready`: nothing is lost. `hold`: the clinician reads why and decides. `park`: the workplace
 * keeps the draft for this patient and offers it again.
 */
export type Prepared = 'ready' | { readonly hold: Localized } | { readonly park: Draft };

/**
 * Answers a change. `signal` aborts when the change does not happen: the plugin then goes on as before. One that throws
 * counts as one that did not answer.
 */
export type PrepareHandler = (change: ContextChange, signal: AbortSignal) => Prepared | Promise<Prepared>;

/** Sends an answer to the workplace. */
type Send = (change: string, answer: PrepareAnswer) => Promise<{ isKept: boolean }>;

/** The plugin's side of the first phase: asks whoever registered, and gives the workplace one answer for all of them. */
export class Preparation {
  readonly #send: Send;
  readonly #handlers = new Set<PrepareHandler>();
  #underWay: { change: string; lease: string; withdrawn: AbortController } | undefined;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Whether anybody wants to be asked. */
  get hasHandlers(): boolean {
    return this.#handlers.size > 0;
  }

  /** Returns the function that takes it back. */
  onPrepare(handler: PrepareHandler): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  /** @param context the present one; a notice about another lease is too late to be answered */
  async prepare(notice: PrepareNotice, context: ClinicalContext | undefined): Promise<void> {
    const { change, lease } = notice;
    // Another change under the lease that the earlier one would have ended: so that one did not happen.
    if (this.#underWay?.lease === lease && this.#underWay.change !== change)
      this.#underWay.withdrawn.abort(withdrawn());
    if (context?.id !== lease) return;
    const withdrawal = new AbortController();
    this.#underWay = { change, lease, withdrawn: withdrawal };
    let tellKept: (isKept: boolean) => void = () => undefined;
    const kept = new Promise<boolean>((resolve) => (tellKept = resolve));
    const { next, budgetMs, isLast } = notice;
    const answer = await this.#ask({ context, next, budgetMs, isLast, kept }, withdrawal.signal);
    if (withdrawal.signal.aborted) return tellKept(false);
    // Too late, or the workplace is gone: then nothing was kept, and nobody waits for more.
    tellKept(
      await this.#send(change, answer).then(
        ({ isKept }) => isKept,
        () => false,
      ),
    );
  }

  /** The change does not happen. */
  withdraw(change: string): void {
    if (this.#underWay?.change === change) this.#underWay.withdrawn.abort(withdrawn());
  }

  /** All are asked at once. One hold holds for all; otherwise everything that is to be parked is. */
  async #ask(change: ContextChange, signal: AbortSignal): Promise<PrepareAnswer> {
    if (this.#handlers.size === 0) return { kind: 'none' };
    const asked = [...this.#handlers].map(async (handler) => handler(change, signal));
    const settled = await Promise.allSettled(asked);
    const said = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    for (const answer of said)
      if (typeof answer === 'object' && 'hold' in answer) return holding(answer.hold);
    const drafts = said.flatMap((answer) =>
      typeof answer === 'object' && 'park' in answer ? [answer.park] : [],
    );
    if (drafts.length > 0) return { kind: 'park', drafts };
    return said.length === settled.length ? { kind: 'ready' } : { kind: 'failed' };
  }
}

function holding(reason: Localized): PrepareAnswer {
  return { kind: 'hold', reason };
}

function withdrawn(): SamspilError {
  return new SamspilError('aborted', 'The patient does not change: go on under the same context.');
}
