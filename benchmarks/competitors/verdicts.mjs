/** What the runs say of each system and invariant. Nothing here knows a browser. */

export const INVARIANTS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I10'];

/**
 * @typedef {object} Run
 * @property {boolean} isPlayed the fault struck, and something was promised: otherwise a run shows nothing
 * @property {number} promised saves that were acknowledged
 * @property {readonly { invariant: string, what: string }[]} violations
 *
 * @typedef {Run & { system: string, scenario: string, seed: number, stakes: readonly string[] }} NamedRun
 */

/**
 * Which invariants a run broke. A promise that a full disk broke is not only a loss (I1): the disk was to be told of (I10).
 * @param {Run & { stakes: readonly string[] }} run
 * @returns {string[]} in the order of {@link INVARIANTS}
 */
export function brokenIn({ violations, stakes }) {
  const broken = new Set(violations.map(({ invariant }) => invariant));
  if (broken.has('I1') && stakes.includes('I10')) broken.add('I10');
  return INVARIANTS.filter((invariant) => broken.has(invariant));
}

/**
 * One invariant of one system: broken in so many of the runs that put it to the test.
 * @param {readonly NamedRun[]} runs of one system
 * @param {string} invariant
 * @param {Record<string, string>} [inapplicable] invariants that cannot be judged
 */
export function verdict(runs, invariant, inapplicable = {}) {
  if (invariant in inapplicable) return 'n/a';
  const broken = runs.filter((run) => brokenIn(run).includes(invariant));
  const tested = runs.filter(
    (run) => invariant === 'I6' || run.stakes.includes(invariant) || broken.includes(run),
  );
  if (tested.length === 0) return 'not tested';
  return broken.length === 0 ? `kept (${tested.length})` : `broken ${broken.length} of ${tested.length}`;
}

/**
 * `system | I1 | I2 | …`
 * @param {readonly { name: string, title: string, inapplicable: Record<string, string> }[]} systems
 * @param {readonly NamedRun[]} runs
 */
export function invariantTable(systems, runs) {
  const rows = systems.map(({ name, title, inapplicable }) => {
    const own = playedBy(name, runs);
    return [title, ...INVARIANTS.map((invariant) => verdict(own, invariant, inapplicable))];
  });
  return table(['system', ...INVARIANTS], rows);
}

/** `scenario | system | …`: what each system broke in it. */
export function scenarioTable(systems, runs) {
  const names = [...new Set(runs.map(({ scenario }) => scenario))];
  const rows = names.map((scenario) => [
    scenario,
    ...systems.map(({ name, inapplicable }) => {
      const own = playedBy(name, runs).filter((run) => run.scenario === scenario);
      if (own.length === 0) return 'not played';
      return (
        INVARIANTS.filter((invariant) => !(invariant in inapplicable))
          .map((invariant) => [invariant, own.filter((run) => brokenIn(run).includes(invariant)).length])
          // Told once, in the other table: it is the same in every scenario.
          .filter(([invariant, count]) => count > 0 && invariant !== 'I6')
          .map(([invariant, count]) => `${invariant} ${count} of ${own.length}`)
          .join(', ') || 'kept'
      );
    }),
  ]);
  return table(['scenario', ...systems.map(({ title }) => title)], rows);
}

const playedBy = (system, runs) => runs.filter((run) => run.isPlayed && run.system === system);

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
