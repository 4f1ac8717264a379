import { WAYS } from './attempts.ts';
import type { Way } from './attempts.ts';
import { play } from './run.ts';
import type { Act, Choice, Manner, Schedule } from './run.ts';
import type { Task } from './scheduler.ts';
import { seededRandom } from './seeded-random.ts';
import { Turns } from './turns.ts';

/** A schedule by name, so that it can be played again. */
export interface NamedSchedule {
  /** `point way step.turn …` for one await point of one save, `random seed` otherwise. */
  readonly name: string;
  readonly schedule: Schedule;
}

export interface Violation {
  readonly name: string;
  readonly faults: readonly string[];
  readonly trace: string;
}

export interface Exploration {
  /** Different interleavings that were played: by what happened in them, not by how often. */
  readonly interleavings: number;
  readonly violations: readonly Violation[];
  /** Saves that came through, so that "no violations" is not true for want of saves. */
  readonly written: number;
  /** Saves that were refused because their lease had ended. */
  readonly refusedAsStale: number;
}

/** How the patient changes, at one point of a save. */
const CHANGES: readonly (readonly Act[])[] = [
  [{ do: 'change', to: 'b' }],
  [
    { do: 'change', to: 'none' },
    { do: 'change', to: 'b' },
  ],
  [
    { do: 'change', to: 'b' },
    { do: 'change', to: 'a' },
  ],
];

/** In order, everything as soon as it is due; the change comes after one step and so many turns. */
function atPoint(
  way: Way,
  change: readonly Act[],
  prepareMs: number,
  at: { step: number; turns: number },
): Schedule {
  return {
    prepareMs,
    manner: 'ready',
    decision: 'stay',
    acts: [{ do: 'save', way }, ...change],
    choose({ actsLeft, index }): Choice {
      if (index === 0) return { take: 'act', turns: at.step === 0 ? at.turns : Infinity };
      if (index > at.step && actsLeft > 0) return { take: 'act', turns: Infinity };
      return { take: 0, turns: index === at.step ? at.turns : Infinity };
    },
  };
}

/** Every await point of every way to save, with every kind of change there. */
async function* points(turns: Turns): AsyncGenerator<NamedSchedule> {
  for (const way of WAYS) {
    const undisturbed = await play(
      { ...atPoint(way, [], 0, { step: Infinity, turns: 0 }), acts: [{ do: 'save', way }] },
      turns,
    );
    for (const [kind, change] of CHANGES.entries())
      for (const prepareMs of [0, 2_000])
        for (const [step, used] of undisturbed.turns.entries())
          for (let turn = 0; turn <= used; turn += 1)
            yield {
              name: `point ${[way, kind, prepareMs, step, turn].join('/')}`,
              schedule: atPoint(way, change, prepareMs, { step, turns: turn }),
            };
  }
}

const MANNERS: readonly Manner[] = ['ready', 'hold', 'park', 'park', 'lost', 'throws'];
const TURNS = [0, 1, 2, 3, 5, 8, Infinity];

/** Anything at any time: messages out of order between ports, lost, late or twice; answers that never come; changes upon changes. */
export function randomSchedule(seed: number): NamedSchedule {
  const random = seededRandom(seed);
  const acts = Array.from({ length: 3 + random.below(6) }, (): Act =>
    random.below(2) === 0
      ? { do: 'change', to: random.oneOf(['a', 'b', 'none'] as const) }
      : { do: 'save', way: random.oneOf(WAYS) },
  );
  const isLossy = random.below(2) === 0;
  const schedule: Schedule = {
    prepareMs: random.oneOf([0, 2_000]),
    manner: random.oneOf(MANNERS),
    decision: random.oneOf(['overrule', 'stay', 'never'] as const),
    acts: [...acts, { do: 'change', to: 'b' }],
    choose({ due, actsLeft }): Choice {
      const turns = random.oneOf(TURNS);
      if (actsLeft > 0 && (due.length === 0 || random.below(4) === 0)) return { take: 'act', turns };
      if (due.length === 0 || random.below(20) === 0) return { take: 'time', turns };
      return { take: random.below(due.length), turns };
    },
    ...(isLossy && { fateOf: (task: Task) => fateOf(task, random.below(100)) }),
  };
  return { name: `random ${seed}`, schedule };
}

/** Only between plugins and host: the store commits what it took, and the network has its own tests. */
function fateOf({ queue }: Task, chance: number): 'arrives' | 'is lost' | 'arrives twice' {
  if (!queue.startsWith('port')) return 'arrives';
  if (chance < 5) return 'is lost';
  return chance < 10 ? 'arrives twice' : 'arrives';
}

/** Plays every point, then random schedules, until `count` different interleavings were seen. */
export async function explore(options: {
  count: number;
  seed: number;
  stopAtFirst?: boolean;
}): Promise<Exploration> {
  const turns = new Turns();
  const seen = new Set<string>();
  const violations: Violation[] = [];
  let written = 0;
  let refusedAsStale = 0;
  const isDone = () => seen.size >= options.count || (options.stopAtFirst && violations.length > 0);
  const take = async ({ name, schedule }: NamedSchedule) => {
    const result = await play(schedule, turns);
    seen.add(`${JSON.stringify([schedule.prepareMs, schedule.manner, schedule.decision])} ${result.trace}`);
    written += result.written;
    refusedAsStale += result.attempts.filter(({ outcome }) => outcome === 'stale-context').length;
    if (result.faults.length > 0) violations.push({ name, faults: result.faults, trace: result.trace });
  };
  try {
    for await (const named of points(turns)) {
      await take(named);
      if (isDone()) break;
    }
    for (let seed = options.seed; !isDone(); seed += 1) await take(randomSchedule(seed));
  } finally {
    turns.end();
  }
  return { interleavings: seen.size, violations, written, refusedAsStale };
}

/** Plays one schedule again, by its name. */
export async function replay(name: string): Promise<Violation> {
  const turns = new Turns();
  try {
    const named = await find(name, turns);
    const { faults, trace } = await play(named.schedule, turns);
    return { name, faults, trace };
  } finally {
    turns.end();
  }
}

async function find(name: string, turns: Turns): Promise<NamedSchedule> {
  if (name.startsWith('random ')) return randomSchedule(Number(name.slice('random '.length)));
  for await (const named of points(turns)) if (named.name === name) return named;
  throw new Error(`No schedule is called "${name}".`);
}
