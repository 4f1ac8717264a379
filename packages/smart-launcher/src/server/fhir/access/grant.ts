import type { Criterion } from '../search/search-query.ts';

/** One way in which access is permitted. Several grants are alternatives. */
export interface Grant {
  /** The only patient whose records are meant; undefined: not confined. */
  readonly patient?: string;
  /** Conditions of a granular scope; all are required. */
  readonly criteria: readonly Criterion[];
}
