import type { Coverage } from '../completeness/coverage.ts';
import type { SegmentDates } from './segment.ts';

/** What is known of one patient's record as a whole. Sealed: whose it is stands nowhere in clear, nor does any date. */
export interface PatientHead {
  /** Patient id. */
  readonly patient: string;
  readonly coverage: readonly Coverage[];
  /** By the number of a segment. */
  readonly dates: Readonly<Record<number, SegmentDates>>;
}
