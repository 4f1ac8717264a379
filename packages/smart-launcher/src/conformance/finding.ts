/** What a check came to. `warned`: it conforms, and could be better. `skipped`: it could not be made, and why. */
export interface Finding {
  /** Stable name of the check. */
  readonly check: string;
  readonly outcome: 'passed' | 'warned' | 'failed' | 'skipped';
  /** One sentence for the author: what was seen, and when it failed what to do. */
  readonly detail: string;
}

/** The whole report, as it is written to `--json`. */
export interface ConformanceReport {
  readonly plugin: { readonly id: string; readonly version: string };
  readonly passed: boolean;
  readonly findings: readonly Finding[];
}

export const passed = (check: string, detail: string): Finding => ({ check, outcome: 'passed', detail });
export const warned = (check: string, detail: string): Finding => ({ check, outcome: 'warned', detail });
export const failed = (check: string, detail: string): Finding => ({ check, outcome: 'failed', detail });
export const skipped = (check: string, detail: string): Finding => ({ check, outcome: 'skipped', detail });

/** Passed or failed, by whether there is something to complain about. */
export function judged(check: string, good: string, complaint: string | undefined): Finding {
  return complaint === undefined ? passed(check, good) : failed(check, complaint);
}

/** The report as text for a terminal. */
export function printReport({ plugin, findings, passed: isGood }: ConformanceReport): string {
  const mark = { passed: 'ok     ', warned: 'warning', failed: 'FAILED ', skipped: 'skipped' };
  const lines = findings.map(({ check, outcome, detail }) => `${mark[outcome]} ${check}: ${detail}`);
  const failures = findings.filter(({ outcome }) => outcome === 'failed').length;
  const sum = isGood ? 'It conforms.' : `${failures} to repair.`;
  return [`${plugin.id} ${plugin.version}`, ...lines, sum].join('\n');
}
