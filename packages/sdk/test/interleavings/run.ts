import type { HoldDecider } from '../../src/host/index.ts';
import type { Prepared } from '../../src/workplace/prepare.ts';
import { begin } from './attempts.ts';
import type { Attempt, Way } from './attempts.ts';
import type { Task } from './scheduler.ts';
import type { Turns } from './turns.ts';
import { judge } from './verdict.ts';
import { openWorld } from './world.ts';
import type { PatientName, World } from './world.ts';

/** Something that is done to the world, when the schedule says so. */
export type Act =
  { readonly do: 'save'; readonly way: Way } | { readonly do: 'change'; readonly to: PatientName | 'none' };

/** How the form answers when it is asked before a change. `lost`: its answer never comes. */
export type Manner = 'ready' | 'hold' | 'park' | 'lost' | 'throws';

/** What a schedule decides at each step. */
export interface Choice {
  /** `act`: the next act. `time`: the next timer fires. A number: the task in that place among those that are due. */
  readonly take: 'act' | 'time' | number;
  /** Microtask turns until the next step. Infinity: until nothing is due. */
  readonly turns: number;
}

export interface Schedule {
  readonly prepareMs: number;
  readonly manner: Manner;
  readonly decision: 'overrule' | 'stay' | 'never';
  readonly acts: readonly Act[];
  choose(step: { readonly due: readonly Task[]; readonly actsLeft: number; readonly index: number }): Choice;
  /** What becomes of messages between plugins and host. Default: all arrive, once. */
  readonly fateOf?: (task: Task) => 'arrives' | 'is lost' | 'arrives twice';
}

export interface RunResult {
  readonly faults: readonly string[];
  /** What happened, step by step: two runs with the same are one interleaving. */
  readonly trace: string;
  /** How many turns were of use after each step. */
  readonly turns: readonly number[];
  readonly attempts: readonly Attempt[];
  readonly written: number;
}

const LONGEST = 3_000;

/** Plays one schedule in a world of its own, to the end, and judges it. */
export async function play(schedule: Schedule, turns: Turns): Promise<RunResult> {
  const world = await openWorld(
    { prepareMs: schedule.prepareMs, decider: deciderOf(schedule.decision) },
    () => turns.settle(),
  );
  answerAs(world, schedule.manner);
  if (schedule.fateOf) world.scheduler.fateOf = schedule.fateOf;
  const attempts: Attempt[] = [];
  const acts = [...schedule.acts];
  let unsettled = 0;
  const act = (next: Act): string => {
    if (next.do === 'change') {
      unsettled += 1;
      world.wanted = next.to === 'none' ? undefined : next.to;
      void world.host
        .setContext(next.to === 'none' ? undefined : { patient: next.to })
        .finally(() => (unsettled -= 1));
      return `change to ${next.to}`;
    }
    const attempt = begin(world, next.way, `operation-${attempts.length + 1}`);
    if (attempt) attempts.push(attempt);
    return attempt ? next.way : `${next.way}: no patient`;
  };

  const trace: string[] = [];
  const used: number[] = [];
  for (let index = 0; index < LONGEST; index += 1) {
    const due = world.scheduler.enabled();
    const isWaiting = unsettled > 0 || attempts.some(({ outcome }) => outcome === undefined);
    if (due.length === 0 && acts.length === 0 && !isWaiting) break;
    const choice = schedule.choose({ due, actsLeft: acts.length, index });
    const next = choice.take === 'act' ? acts.shift() : undefined;
    const task = typeof choice.take === 'number' ? due[choice.take] : undefined;
    if (next) trace.push(act(next));
    else if (task) {
      world.scheduler.take(task);
      trace.push(`${task.queue}: ${task.label}`);
    } else {
      // Time passes where nothing else is left to choose; without a timer nothing will ever happen again.
      if (!world.scheduler.passTime()) break;
      trace.push('time passes');
    }
    const passed = await turns.pass(choice.turns);
    used.push(passed);
    trace.push(`${passed}`);
  }
  return {
    faults: judge(world, attempts, unsettled),
    trace: trace.join('; '),
    turns: used,
    attempts,
    written: world.server.journal.length,
  };
}

function answerAs({ form }: World, manner: Manner): void {
  form.onPrepare(({ context }): Prepared | Promise<Prepared> => {
    const patient = context.patient.reference.replace('Patient/', '');
    switch (manner) {
      case 'ready':
        return 'ready';
      case 'hold':
        return { hold: { en: 'Not saved' } };
      case 'park':
        return { park: { key: 'form', title: { en: 'Form' }, data: patient } };
      case 'lost':
        return new Promise(() => undefined);
      case 'throws':
        throw new Error('The form broke.');
    }
  });
}

function deciderOf(decision: Schedule['decision']): HoldDecider {
  return {
    decideHolds: () => (decision === 'never' ? new Promise(() => undefined) : Promise.resolve(decision)),
  };
}
