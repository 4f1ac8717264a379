import type { CdsCard } from '@samspil/components/components/cds-cards';
import type { FhirResource } from 'fhir/r4';
import type { Prefetched } from './prefetch/prefetched.ts';
import type { WordKey, Words } from './words.ts';

export type CdsSuggestion = NonNullable<CdsCard['suggestions']>[number];

/** What a rule is asked, checked: whose record it is, and what of it was sent. Nothing else is known to it. */
export interface SupportCall {
  /** Patient id. */
  readonly patient: string;
  readonly prefetch: Prefetched;
  /** Now. */
  readonly now: Date;
  readonly words: Words;
}

/** One decision support service of CDS Hooks 2.0: a rule over what was sent, without a token and without a memory. */
export interface DecisionService {
  readonly id: string;
  readonly hook: 'patient-view';
  readonly title: WordKey;
  readonly description: WordKey;
  /** Prefetch templates by key. All of them are needed: the service reads nothing by itself. */
  readonly prefetch: Readonly<Record<string, PrefetchTemplate>>;
  /** Cards for the patient; none when there is nothing to say. */
  advise(call: SupportCall): CdsCard[];
}

export interface PrefetchTemplate {
  readonly query: string;
  readonly type: FhirResource['resourceType'];
  /**
   * `one`: a read. `all`: a search of which a part says nothing, such as allergies. `newest`: a search of which the first
   * page is enough.
   */
  readonly needs: 'one' | 'all' | 'newest';
}
