import type { FhirResource, Reference } from 'fhir/r4';
import type { Standing } from './conflict/types.ts';
import type { OutcomeIssue, SamspilErrorCode } from '../errors.ts';

/**
 * Where an entry stands, in clear. `discarded` is what a person's decision leaves behind; `needs-login` is no state of an
 * entry but of the whole queue, so it is not stored here.
 */
export type EntryState = 'stored' | 'sending' | 'accepted' | 'conflict' | 'rejected' | 'discarded';

/** AES-GCM output with its initialization vector. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** One record of the database. Everything about the patient is inside `sealed`; the other fields tell nothing of her. */
export interface EntryRow {
  /** Given by the database: the order in which writes were made, whatever the clock said. */
  sequence: number;
  /** Made from the operation id with the released key, so that a repeat meets the same row. */
  id: string;
  /** Opaque name of the patient's data key. */
  patientKey: string;
  state: EntryState;
  /** Milliseconds since the epoch. */
  storedAt: number;
  sentAt?: number;
  /** How many writes the server had confirmed when this one first left; what it confirmed by then came before this. */
  leftAfter?: number | undefined;
  /** Its number among the confirmed writes, from 1. Absent while it is not confirmed. */
  acceptedAs?: number | undefined;
  /** What `sealed` was when it left, kept for a while once it is accepted: the server may lose it (`send/restored/`). */
  copy?: Sealed | undefined;
  /** Fencing token of the sender that last changed the row; 0 before any did. */
  fence: number;
  sealed: Sealed;
}

/** A row before the database numbers it. */
export type NewEntryRow = Omit<EntryRow, 'sequence'>;

/** How a new resource reaches the server without ever becoming two; see `send/routes.ts`. */
export type Route = 'client-id' | 'conditional' | 'idempotency-key' | 'probe';

/** One resource of an entry. */
export interface Write {
  /** `Type/id` as this device knows it; for a new resource the id is a UUID chosen here. */
  reference: string;
  isNew: boolean;
  /** Version the change is based on. Undefined for new resources, and for changes to one that this outbox made. */
  baseVersionId?: string;
  /** The version the change is based on, as the host itself read it; for merging. Absent like {@link resource}. */
  base?: FhirResource;
  /** True once it was put on top of somebody else's version: what was made before knows nothing of that one. */
  isRebased?: boolean;
  /** Value of the operation identifier that the resource carries. */
  mark: string;
  /** Fixed at the first attempt: a repeat by another route could have a second effect. Never set for updates. */
  route?: Route;
  /** Absent once accepted or discarded. */
  resource?: FhirResource;
  /** What the server made of it. */
  result?: WriteResult;
}

/** Where a write ended on the server. */
export interface WriteResult {
  reference: string;
  versionId?: string;
}

/** Versions that went into a merged write, as `Type/id/_history/version`. */
export interface MergedFrom {
  bases: readonly string[];
  theirs: readonly string[];
}

/** The encrypted part of an entry. */
export interface EntryContent {
  operationId: string;
  patient: string;
  author: Reference;
  plugin: { id: string; version: string; title?: string; view?: string };
  lease: string;
  measuredAt?: string;
  writes: Write[];
  /** The Provenance that leaves with the writes. Its resource is made anew for each attempt. */
  provenance: Write;
  /** Of one that another entry carried: that entry's Provenance, which says of both that they arrived. */
  carriedUnder?: Pick<Write, 'reference' | 'mark'>;
  /** Where the server keeps keys: every repeat carries this one, and the same bytes with it. `sentAt` is ISO 8601. */
  idempotency?: { key: string; sentAt: string };
  /** Sequences of later versions of the same draft that leave with this one (`send/squash.ts`), while that is so. */
  carries?: readonly number[];
  /** How often it left; more than zero means the outcome of an earlier attempt may be unknown. */
  attempts: number;
  error?: {
    code: SamspilErrorCode;
    issues?: readonly OutcomeIssue[];
    /** What the server said of each issue. For whoever corrects the write; never part of a receipt. */
    words?: readonly (string | undefined)[];
  };
  /** Operations that the server refused and that this one took the place of, oldest first. */
  lineage?: readonly string[];
  /** What stood on the server instead, when somebody else changed it. `mine` is in {@link writes}. */
  standings?: readonly Standing[];
  /** How often it was merged by itself since a person last had a hand in it. */
  rounds?: number;
  /** The server confirmed it once and lost it: before it is sent again it is asked whether it is there after all. */
  isReoffered?: true;
  /** What it was merged from, for its Provenance. */
  mergedFrom?: MergedFrom;
  /** Who decided its conflict; `at` in milliseconds since the epoch. */
  decided?: { by: Reference; at: number };
  /** A person's decision to give the write up, kept as a record. */
  discarded?: { reason: string; at: number };
}

/** A row that could be opened. */
export interface Entry {
  row: EntryRow;
  content: EntryContent;
}

/** States that a person or the sender still has work with. */
export const UNFINISHED: ReadonlySet<EntryState> = new Set<EntryState>([
  'stored',
  'sending',
  'conflict',
  'rejected',
]);
