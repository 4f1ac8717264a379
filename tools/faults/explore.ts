import fc from 'fast-check';
import { HistoryRun, runHistory } from '@samspil/sdk/testing/faults';
import type { History, Outcome, Step, Violation } from '@samspil/sdk/testing/faults';
import { StepCommand } from './command.ts';
import type { Model } from './command.ts';
export { exploreDownloads, replayDownloads } from './explore-downloads.ts';
import { step } from './steps.ts';

/** A history in which an invariant did not hold, as short as it could be made. */
export interface Failure {
  readonly seed: number;
  /** Where fast-check finds it. */
  readonly path: string;
  readonly history: History;
  readonly violations: readonly Violation[];
}

export interface Exploration {
  readonly histories: number;
  /** Histories in which something did not hold. */
  readonly failed: number;
  /** The first of them, shortened. */
  readonly failures: readonly Failure[];
  /** So that "no violations" is not true for want of saves. */
  readonly promised: number;
  readonly effects: number;
}

export interface ExploreOptions {
  readonly histories: number;
  readonly seed: number;
  /** Look no further once something did not hold, and do not shorten it. Default false. */
  readonly stopAtFirst?: boolean;
}

/** Shortening one failure ends after this; what it has by then is told. */
const MOST_SHORTENING_MS = 60_000;
/** How many failures are shortened and told. */
const MOST_TOLD = 3;

const ABILITIES: readonly History['abilities'][] = [
  { updateCreate: true, conditionalCreate: true },
  { updateCreate: false, conditionalCreate: true },
  { updateCreate: false, conditionalCreate: false },
];

const drawn = [
  fc.noShrink(fc.integer({ min: 0 })),
  fc.constantFrom(...ABILITIES),
  fc.commands([step.map((one) => new StepCommand(one))], { maxCommands: 30, size: 'max' }),
] as const;

/** Plays so many histories, drawn from the seed, and shortens the first that fail. */
export async function explore({
  histories,
  seed,
  stopAtFirst = false,
}: ExploreOptions): Promise<Exploration> {
  const failed: { index: number; history: History; outcome: Outcome }[] = [];
  const total = { histories: 0, promised: 0, effects: 0 };
  const property = fc.asyncProperty(...drawn, async (...choice) => {
    const index = total.histories++;
    const { history, outcome } = await play(...choice);
    total.promised += outcome.promised;
    total.effects += outcome.effects;
    if (outcome.violations.length > 0) failed.push({ index, history, outcome });
    return !(stopAtFirst && failed.length > 0);
  });
  await fc.check(property, { seed, numRuns: histories, endOnFailure: true });
  const failures: Failure[] = [];
  for (const { index, history, outcome } of failed.slice(0, MOST_TOLD))
    failures.push(
      stopAtFirst
        ? { seed, path: String(index), history, violations: outcome.violations }
        : await shorten(seed, index, history, outcome),
    );
  return { ...total, failed: failed.length, failures };
}

/** Plays a history from a replay file again. */
export async function replay(history: History): Promise<Outcome> {
  return runHistory(history);
}

async function shorten(seed: number, index: number, history: History, outcome: Outcome): Promise<Failure> {
  const invariants = new Set(outcome.violations.map(({ invariant }) => invariant));
  let shortest: Failure = { seed, path: String(index), history, violations: outcome.violations };
  const property = fc.asyncProperty(...drawn, async (...choice) => {
    const tried = await play(...choice);
    const isSame = tried.outcome.violations.some(({ invariant }) => invariants.has(invariant));
    if (isSame && tried.history.steps.length <= shortest.history.steps.length)
      shortest = { ...shortest, history: tried.history, violations: tried.outcome.violations };
    return !isSame;
  });
  const { counterexamplePath } = await fc.check(property, {
    seed,
    path: String(index),
    numRuns: 1,
    interruptAfterTimeLimit: MOST_SHORTENING_MS,
  });
  return { ...shortest, path: counterexamplePath ?? shortest.path };
}

async function play(
  seed: number,
  abilities: History['abilities'],
  commands: Iterable<fc.AsyncCommand<Model, HistoryRun>>,
): Promise<{ history: History; outcome: Outcome }> {
  const run = new HistoryRun({ seed, abilities });
  const played: Step[] = [];
  const model: Model = {
    tabs: ['none', 'none', 'none'],
    isSignedIn: true,
    isOnline: true,
    hasBackup: false,
    isBare: !abilities.updateCreate && !abilities.conditionalCreate,
    played,
  };
  await fc.asyncModelRun(() => ({ model, real: run }), commands);
  return { history: { seed, abilities, steps: played }, outcome: await run.finish() };
}
