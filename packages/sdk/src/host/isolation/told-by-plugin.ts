import type { ProbeReport } from '../../bridge/index.ts';
import { STORAGE_KINDS } from '../../bridge/index.ts';
import type { IsolationFinding } from './isolation-report.ts';

/**
 * What the plugin's SDK says of its own page: its word, which a hostile page can make up. Storage is weaker since patient
 * data could stay on a shared workstation, a page without limits on its connections since it could go anywhere.
 */
export function findingsOf(report: ProbeReport | undefined): IsolationFinding[] {
  if (!report) return [{ check: 'answer', verdict: 'weak', evidence: 'told' }];
  const open = STORAGE_KINDS.filter((kind) => report.storage[kind] === 'open');
  // Not kept beyond the page, so nothing stays behind.
  const stays = open.length > 0 && !report.isCredentialless;
  const shared = report.hasStorageAccess === true ? ['unpartitioned'] : [];
  const detail = [...open, ...shared].join(' ');
  return [
    { check: 'storage', verdict: stays ? 'weak' : 'good', evidence: 'told', ...(detail && { detail }) },
    { check: 'connections', verdict: report.limitsConnections ? 'good' : 'weak', evidence: 'told' },
  ];
}
