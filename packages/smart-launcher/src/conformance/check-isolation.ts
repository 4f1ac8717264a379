import type { IsolationFinding, IsolationReport } from '@samspil/sdk/host';
import type { Finding } from './finding.ts';
import { failed, passed, warned } from './finding.ts';

/** What an author can do about a weak finding. */
const REPAIRS: Readonly<Partial<Record<IsolationFinding['check'], string>>> = {
  storage: 'it can keep data on the workstation: register it as opaque, and keep what must last in drafts',
  connections:
    'nothing limits where it connects: send a Content-Security-Policy with default-src or connect-src',
  answer: 'it did not say what its page is like: connect by the SDK',
  features: 'it may use features of the browser that nobody granted',
  process: 'whether it can stall the workplace is not known of this browser',
};

/**
 * What a plugin's entry promises, against the isolation a real host found:
 *
 * - either entry promises grade B: not reached into, and a process of its own. C and F fail.
 * - `opaque` promises besides that its page keeps nothing. Storage that is open fails.
 * - what else is weaker than A is a warning, with what to do about it.
 *
 * @param report undefined when the frame was gone before the host had looked at it, which fails
 */
export function checkIsolation(
  entry: { readonly origin: string },
  report: IsolationReport | undefined,
): Finding {
  if (!report) return failed('isolation', 'Its frame was gone before the workplace had looked at it.');
  const { grade, findings } = report;
  const of = (verdict: IsolationFinding['verdict']) => findings.filter((each) => each.verdict === verdict);
  const names = (some: readonly IsolationFinding[]) => some.map(({ check }) => check).join(', ');
  if (grade === 'F')
    return failed(
      'isolation',
      `Grade F (${names(of('broken'))}): it is not kept apart. No workplace keeps it on its page.`,
    );
  if (grade === 'C')
    return failed(
      'isolation',
      `Grade C (${names(of('shared'))}): it can stall the workplace. Serve it from another site, or register it as opaque.`,
    );
  const kept = of('weak').find(({ check }) => check === 'storage');
  if (kept && entry.origin === 'opaque')
    return failed(
      'isolation',
      `Its entry says opaque, yet its page can keep data (${kept.detail ?? 'storage'}): such a page is not in an opaque origin.`,
    );
  if (grade === 'A') return passed('isolation', 'Grade A: kept apart, and nothing found that weakens it.');
  return warned(
    'isolation',
    `Grade B: ${of('weak')
      .map(({ check }) => REPAIRS[check] ?? check)
      .join('; ')}.`,
  );
}

/** The finding for a plugin that a host does not mount at all. */
export const refusedAsNotIsolated = failed(
  'isolation',
  'No workplace of this site mounts it (not-isolated): its page lies on the site of the workplace, or on a sub-domain. ' +
    'Serve it from another site, or register it as opaque.',
);
