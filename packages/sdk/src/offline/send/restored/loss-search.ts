import type { FhirClient } from '../../../fhir/index.ts';
import type { Runtime } from '../../../runtime.ts';
import type { Entry } from '../../entry.ts';
import type { EntryStore } from '../../store/entry-store.ts';
import type { Settlement } from '../answers/settlement.ts';
import type { Pacing } from '../pacing/pacing.ts';
import { FencedOut } from '../term.ts';
import type { Term } from '../term.ts';
import { lookForLoss } from './look-for-loss.ts';
import { lostForGood, reoffered } from './reoffered.ts';
import { RestoreWatch } from './restore-watch.ts';
import { verdictOn } from './verdict.ts';

/** What {@link LossSearch} needs of the sender. */
export interface LossSearchOptions {
  client: FhirClient;
  store: Pick<EntryStore, 'forgetUnasked'>;
  pacing: Pick<Pacing, 'failed' | 'isPaused'>;
  runtime: Pick<Runtime, 'now'>;
  /** Sees to it that requests carry a token of now. */
  refreshToken: (term: Term) => Promise<void>;
  /** Makes durable, under the fence of the term, what an accepted entry becomes. */
  settle: (term: Term, entry: Entry, settlement: Settlement) => Promise<unknown>;
}

/**
 * Finds what the server confirmed and lost, as after a restored backup (`offline-faults.md` F25), and gives it back to a
 * person. Nothing is concluded without an answer: a server that does not say leaves everything as it is.
 */
export class LossSearch {
  readonly watch = new RestoreWatch();
  readonly #options: LossSearchOptions;

  constructor(options: LossSearchOptions) {
    this.#options = options;
  }

  /**
   * Asks, if it is time to.
   * @param hasNext something is about to leave
   * @returns whether anything may have changed
   */
  async askIfDue(term: Term, hasNext: boolean): Promise<boolean> {
    const { pacing, runtime, store } = this.#options;
    const { mirror, fence } = term;
    if (pacing.isPaused || !this.watch.isDue(runtime.now(), mirror.accepted, hasNext)) return false;
    // What was confirmed before an answer came is asked for by itself: it proves nothing about what came before.
    for (const upTo of new Set([this.watch.upTo, mirror.accepted])) {
      const unheard = await lookForLoss({
        entries: mirror.acceptedEntries(),
        upTo,
        now: runtime.now(),
        ask: (entry) => this.#ask(term, entry),
        putBack: (entry) => this.#putBack(term, entry),
      });
      if (!unheard) continue;
      this.watch.unheard(unheard);
      if (unheard.retryAfterMs !== undefined) pacing.failed(unheard.sequence, unheard.retryAfterMs);
      return true;
    }
    if (this.watch.answered(runtime.now()) && !(await store.forgetUnasked(fence))) throw new FencedOut();
    return true;
  }

  async #ask(term: Term, { content }: Entry) {
    await this.#options.refreshToken(term);
    return verdictOn(content, this.#options.client, { signal: term.signal });
  }

  async #putBack(term: Term, { row, content }: Entry): Promise<void> {
    const copy = row.copy && (await term.vault.open({ ...row, sealed: row.copy }).catch(() => undefined));
    const patch = {
      state: 'rejected',
      copy: undefined,
      acceptedAs: undefined,
      leftAfter: undefined,
    } as const;
    const settlement = { content: copy ? reoffered(copy) : lostForGood(content), patch };
    await this.#options.settle(term, { row, content }, settlement);
  }
}
