/**
 * How well a mounted plugin is kept apart, for the administrator.
 *
 * - **A** — on another site or without an origin, in a process of its own, sealed from outside, and nothing it says of
 *   itself weakens that.
 * - **B** — as A, but something is weaker or could not be found out: its page keeps storage, limits no connections, or
 *   did not answer.
 * - **C** — it can stall the workplace: it shares its process. By decision of an administrator, or because this browser
 *   gives it none of its own.
 * - **F** — it is not kept apart: the workplace can reach into it, and so it into the workplace. It is taken off the page.
 *
 * What a plugin tells of itself can lower its grade and never raises it: a grade does not vouch for it.
 */
export type IsolationGrade = 'A' | 'B' | 'C' | 'F';

/** How a finding was come by. `told`: the plugin said so of itself, which proves nothing. */
export type Evidence =
  | 'set' // by the workplace itself, when it made the frame
  | 'seen' // from outside, on the frame
  | 'measured' // how long the workplace stood still
  | 'known' // of this browser engine, from `engine-isolation.json`
  | 'told';

/** One thing that was looked at. */
export interface IsolationFinding {
  readonly check:
    'placement' | 'sandbox' | 'document' | 'features' | 'process' | 'storage' | 'connections' | 'answer';
  readonly verdict: 'good' | 'weak' | 'shared' | 'broken';
  readonly evidence: Evidence;
  /** Names of tokens, features or kinds of storage, or milliseconds. Never anything of the plugin's own words. */
  readonly detail?: string;
}

export interface IsolationReport {
  readonly grade: IsolationGrade;
  readonly findings: readonly IsolationFinding[];
}

const GRADE_OF = { good: 'A', weak: 'B', shared: 'C', broken: 'F' } as const;

/** The grade is that of the worst finding. */
export function reportOf(findings: readonly IsolationFinding[]): IsolationReport {
  const grades = findings.map(({ verdict }) => GRADE_OF[verdict]);
  return { grade: grades.sort().at(-1) ?? 'B', findings };
}
