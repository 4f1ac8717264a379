import type { DateRange } from '@samspil/sdk/fhir';

/** A token, reference or URI. `system` is empty where there is none. */
export interface TermRow {
  readonly param: string;
  readonly system: string;
  readonly value: string;
}

export interface TextRow {
  readonly param: string;
  readonly folded: string;
  readonly exact: string;
}

export interface DateRow extends DateRange {
  readonly param: string;
}

export interface QuantityRow {
  readonly param: string;
  readonly value: number;
  readonly system: string;
  readonly code: string;
  readonly unit: string;
}

/** Everything a search can find a resource by. */
export interface IndexRows {
  /** The one patient it belongs to; empty for none and for types that may name several. */
  readonly patient: string;
  /** Its chief date; {@link NO_DATE} twice when it has none. */
  readonly chiefDate: DateRange;
  readonly terms: readonly TermRow[];
  readonly texts: readonly TextRow[];
  readonly dates: readonly DateRow[];
  readonly quantities: readonly QuantityRow[];
}
