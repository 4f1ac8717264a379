import type { SearchParameter } from '../definitions/search-parameters.ts';
import type { DateRange } from '@samspil/sdk/fhir';

/** Comparison prefixes of dates, numbers and quantities (FHIR R4 §3.1.1.4.5). */
export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

export interface TermValue {
  /** Undefined: any system. Empty: no system. */
  readonly system?: string;
  /** Undefined: any code of the system. */
  readonly value?: string;
}

export interface TextValue {
  readonly text: string;
}

export interface DateValue extends DateRange {
  readonly prefix: Prefix;
}

export interface QuantityValue {
  readonly prefix: Prefix;
  readonly value: number;
  /** Half of the last digit given: `5.4` stands for 5.35 up to 5.45. */
  readonly halfStep: number;
  readonly system?: string;
  readonly code?: string;
}

/** One repetition of a parameter. Its values are alternatives; several criteria are all required. */
export type Criterion = { readonly parameter: SearchParameter } & (
  | { readonly test: 'missing'; readonly missing: boolean }
  | {
      readonly test: 'term';
      readonly negated: boolean;
      readonly key: string;
      readonly values: readonly TermValue[];
    }
  | {
      readonly test: 'text';
      readonly match: 'prefix' | 'exact' | 'contains';
      readonly values: readonly TextValue[];
    }
  | { readonly test: 'date'; readonly values: readonly DateValue[] }
  | { readonly test: 'quantity'; readonly values: readonly QuantityValue[] }
);

export interface SortKey {
  readonly parameter: SearchParameter;
  readonly descending: boolean;
}

/** `_include` or `_revinclude`: `source` is the type that holds the reference. */
export interface Inclusion {
  readonly source: string;
  readonly parameter: SearchParameter;
  readonly target?: string;
}

/** A search that this server can do exactly as it was asked for. */
export interface SearchQuery {
  readonly resourceType: string;
  readonly criteria: readonly Criterion[];
  readonly sort: readonly SortKey[];
  /** Matches per page. Zero asks for the total only. */
  readonly count: number;
  readonly total: 'none' | 'estimate' | 'accurate';
  readonly include: readonly Inclusion[];
  readonly revinclude: readonly Inclusion[];
  /** Where the page before ended. */
  readonly cursor?: string;
  /** As received, without the cursor: what every paging link repeats. */
  readonly pairs: readonly (readonly [name: string, value: string])[];
}
