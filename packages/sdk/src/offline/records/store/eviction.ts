import type { EvictionPolicy } from '../types.ts';
import type { PatientRow } from './schema.ts';

export const DEFAULT_POLICY: EvictionPolicy = { maxBytes: 200_000_000, maxAgeMs: 14 * 24 * 3_600_000 };

/**
 * Whose records go: whoever was not opened for too long, then the least recently opened, until the rest fits. A patient
 * who is open stays.
 * @param rows least recently opened first
 * @param kept opaque names of patients that stay
 */
export function evicted(
  rows: readonly PatientRow[],
  { maxBytes, maxAgeMs }: EvictionPolicy,
  { now, kept }: { now: number; kept: ReadonlySet<string> },
): string[] {
  let bytes = rows.reduce((sum, row) => sum + row.bytes, 0);
  const gone: string[] = [];
  for (const row of rows) {
    if (kept.has(row.patientKey) || (bytes <= maxBytes && now - row.openedAt <= maxAgeMs)) continue;
    gone.push(row.patientKey);
    bytes -= row.bytes;
  }
  return gone;
}
