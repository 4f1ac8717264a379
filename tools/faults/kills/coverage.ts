import type { KillOutcome } from './plan.ts';

/** What the runs reached, and the runs that did not get where they were sent: those show nothing, whatever they show. */
export function coverageOf(outcomes: readonly KillOutcome[]): { lines: string[]; missed: string[] } {
  const reached = outcomes.filter(({ isReached }) => isReached);
  const pairs = new Set(
    reached
      .filter(({ plan }) => plan.situation === 'alone')
      .map(({ plan }) => `${plan.failpoint} ${plan.kill}`),
  );
  const sum = (of: (outcome: KillOutcome) => number) => outcomes.reduce((total, one) => total + of(one), 0);
  return {
    lines: [
      `situations: ${counted(outcomes.map(({ plan }) => plan.situation))}`,
      `failpoints: ${counted(reached.map(({ plan }) => plan.failpoint))}`,
      `kills: ${counted(reached.map(({ plan }) => plan.kill))}`,
      `faults of the server: ${counted(outcomes.filter(({ isStruck }) => isStruck).map(({ plan }) => plan.fault?.kind ?? 'none'))}`,
      `${pairs.size} pairs of failpoint and kill`,
      `${sum(({ promised }) => promised)} saves were promised, the server made ${sum(({ effects }) => effects)} versions of them, browsers repeated ${sum(({ repeats }) => repeats)} requests by themselves`,
    ],
    missed: outcomes
      .filter(({ isReached }) => !isReached)
      .map(
        ({ plan: { index, situation, failpoint, nth } }) => `run ${index}, ${situation}, ${failpoint} ${nth}`,
      ),
  };
}

function counted(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
}
