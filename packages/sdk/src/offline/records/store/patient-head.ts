import type { Coverage } from '../completeness/coverage.ts';

/** What is known of one patient's record as a whole. Sealed: whose it is stands nowhere in clear. */
export interface PatientHead {
  /** Patient id. */
  readonly patient: string;
  readonly coverage: readonly Coverage[];
}
