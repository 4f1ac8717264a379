import { OutboxEngine } from '../../../offline/outbox.ts';
import { isSamspilError } from '../../../errors.ts';
import type { Violation } from '../oracle/ledger.ts';
import { judgeJournal } from '../oracle/judge.ts';
import { drain } from './drain.ts';
import type { OpenSubject } from './page.ts';
import { perform } from './perform.ts';
import type { History, Step } from './step.ts';
import { World } from './world.ts';

/** What became of a history. */
export interface Outcome {
  readonly violations: readonly Violation[];
  /** Saves that were promised to be durable. */
  readonly promised: number;
  /** Versions that the server made of them. */
  readonly effects: number;
}

/** The outbox of this package, as a page without a worker opens it. */
export const openProduct: OpenSubject = (tab, session) =>
  OutboxEngine.open({
    partition: { fhirBaseUrl: session.fhirBaseUrl, user: session.user },
    accessToken: () => session.accessToken(),
    releaseKey: () => session.releaseKey(),
    runtime: tab.runtime,
  });

/** A history that is played step by step, by whoever draws the steps. */
export class HistoryRun {
  readonly #world: World;

  /** @param open what is tested; default the outbox of this package */
  constructor(start: Pick<History, 'seed' | 'abilities'>, open: OpenSubject = openProduct) {
    this.#world = new World(start, open);
  }

  async perform(step: Step): Promise<void> {
    await this.#guarded(() => perform(this.#world, step));
  }

  /** Ends the faults, lets the queue drain, and judges by the server's journal, the promises and what is still listed. */
  async finish(): Promise<Outcome> {
    const { ledger, ehr, device } = this.#world;
    await this.#guarded(() => drain(this.#world));
    judgeJournal(ledger, ehr);
    for (const tab of device.tabs) device.crash(tab);
    return {
      violations: ledger.violations,
      promised: [...ledger.operations.values()].filter(({ receipt }) => receipt).length,
      effects: ehr.journal.filter(({ user }) => user !== undefined).length,
    };
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isSamspilError(error) || error.code !== 'too-many-requests') throw error;
      this.#world.ledger.blame('I7', error.message);
    }
  }
}

/** Plays a whole history. The same one ends the same way each time. */
export async function runHistory(history: History, open?: OpenSubject): Promise<Outcome> {
  const run = new HistoryRun(history, open);
  for (const step of history.steps) await run.perform(step);
  return run.finish();
}
