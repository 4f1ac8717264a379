import type { FhirResource } from 'fhir/r4';
import type { Coverage } from './completeness/coverage.ts';
import type { Pair } from './search/local-search.ts';
import type { HeldResource } from './store/segment.ts';

/** What a change brings, and what it takes away. */
export interface RecordPut {
  readonly held?: readonly HeldResource[];
  /** `Type/id` of what is there no more. */
  readonly removed?: readonly string[];
  /** Replaces those of the same search. */
  readonly coverage?: readonly Coverage[];
  /** Counts as opening her record, for the order of eviction. */
  readonly isOpened?: boolean;
}

/** One page of a search that was answered from the device. */
export interface HeldPage {
  readonly resources: FhirResource[];
  /** When the server last said what the answer is, milliseconds since the epoch. */
  readonly fetchedAt: number;
  /** What changes when anything of this patient does: pages of two revisions do not fit together. */
  readonly revision: number;
  /** Whether there are more. */
  readonly hasMore: boolean;
}

/** A patient of whom something is held, as the workplace lists them. */
export interface HeldPatient {
  /** Patient id. */
  readonly patient: string;
  /** Bytes on this device. */
  readonly bytes: number;
  /** When her record was last opened or prepared, ISO 8601. */
  readonly openedAt: string;
  /** What is held completely, and since when. */
  readonly coverage: readonly HeldCoverage[];
}

/** One search whose matches are all held. */
export interface HeldCoverage {
  readonly resourceType: string;
  readonly parameters: readonly Pair[];
  /** The server's matches as they stood then, ISO 8601. */
  readonly completeAt: string;
}

/** How much may be held. What is over goes, least recently opened patients first; never anything that waits to be sent. */
export interface EvictionPolicy {
  /** Default 200 000 000 bytes. */
  readonly maxBytes: number;
  /** A patient who was not opened or prepared for so long goes. Default 14 days, in milliseconds. */
  readonly maxAgeMs: number;
}

/** What the browser says of its storage for this origin; absent where it says nothing. */
export interface StorageEstimate {
  /** Bytes in use by the whole origin. */
  readonly usage?: number;
  /** Bytes the browser would give. */
  readonly quota?: number;
  /** Whether the browser promised not to take storage away under pressure. */
  readonly isPersisted?: boolean;
  /** Bytes of held records. */
  readonly heldBytes: number;
  /** When all of them were let go to make room for a save, ISO 8601; absent once something was prepared since. */
  readonly letGoAt?: string;
}

/** The records held on this device for one user at one server. */
export interface RecordStore {
  /** @throws `not-held`, `storage-locked` */
  read(patient: string, resourceType: string, id: string): Promise<HeldResource>;
  /** @throws `not-held`, `unsupported-offline`, `storage-locked` */
  search(patient: string, resourceType: string, pairs: readonly Pair[], offset?: number): Promise<HeldPage>;
  /** @throws `storage-full`, `storage-locked` */
  put(patient: string, change: RecordPut): Promise<void>;
  /** What is known of one patient: coverages, and versions by `Type/id`. */
  known(patient: string): Promise<{ coverage: readonly Coverage[]; versions: Map<string, string> }>;
  /** All held matches, covered or not, by `Type/id`. */
  matching(patient: string, resourceType: string, pairs: readonly Pair[]): Promise<string[]>;
  /** Keeps her record from being let go until as many times {@link release} was called. */
  hold(patient: string): void;
  release(patient: string): void;
  /** Notes that her record was opened, for the order of eviction. */
  opened(patient: string): Promise<void>;
  held(): Promise<HeldPatient[]>;
  /** Applies the policy. Gives the number of patients that went. */
  evict(policy?: Partial<EvictionPolicy>): Promise<number>;
  forget(patient: string): Promise<void>;
  /** Destroys all keys and rows. What was held cannot be read again by anybody. */
  shred(): Promise<void>;
  /**
   * Calls `listener` whenever all that is held, of every user, was let go to make room for a save. What was asked for then
   * is `not-held`. The returned function ends it.
   */
  onLetGo(listener: () => void): () => void;
  estimate(): Promise<StorageEstimate>;
  /** Asks the browser not to take storage away; false when it will not promise. */
  persist(): Promise<boolean>;
  /** Forgets the keys. What is held stays, sealed, and cannot be read before the server releases the key again. */
  close(): Promise<void>;
}

export type { Coverage, HeldResource, Pair };
