import type { Bundle, FhirResource, Patient, Reference } from 'fhir/r4';
import type { Capability } from '../contract/capabilities.ts';
import type { Theme } from '../contract/services.ts';
import type { OutcomeIssue, SamspilErrorCode } from '../errors.ts';
import type { Drafts } from './drafts.ts';
import type { PageOffline } from './page/page-offline.ts';
import type { PageOutbox } from './page/page-outbox.ts';
import type { PrepareHandler } from './prepare.ts';
import type { Repair } from './repairs.ts';
import type { Bus, PluginUi } from './services/types.ts';

/** A value that changes. `subscribe` does not call back for the present value. */
export interface Signal<T> {
  readonly value: T;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (value: T) => void): () => void;
}

/** Where the plugin runs. */
export type Surroundings = 'embedded' | 'ehr' | 'standalone';

/**
 * The states of one write. `stored`: durable on this device. `sending`: on its way. `accepted`: the server has it.
 * `conflict`, `rejected` and `needs-login` need a person; nothing is lost meanwhile.
 */
export type ReceiptState = 'stored' | 'sending' | 'accepted' | 'conflict' | 'rejected' | 'needs-login';

/** What a receipt says at one moment. Plain data: it crosses ports and workers. All instants are ISO 8601 with offset. */
export interface ReceiptSnapshot {
  readonly id: string;
  readonly state: ReceiptState;
  /** Id of the patient the write belongs to. */
  readonly patient: string;
  /** Which software saved it, from which of its views. */
  readonly plugin: { readonly id: string; readonly version: string; readonly view?: string };
  /** When the clinician measured, as the resources say. */
  readonly measuredAt?: string;
  /** When the write became durable here. */
  readonly storedAt: string;
  /** When it last left this device. */
  readonly sentAt?: string;
  /** `Observation/…`, with the server's version once accepted. */
  readonly resources: readonly { readonly reference: string; readonly versionId?: string }[];
  /** Why it is not accepted yet, if something stands in the way. */
  readonly error?: { readonly code: SamspilErrorCode; readonly issues?: readonly OutcomeIssue[] };
  /** Ids of the unfinished writes that must be received before this one can be sent, oldest first. */
  readonly waitsFor?: readonly string[];
  /** When it is tried again, while a back-off or what the server asked for (`Retry-After`, at most an hour) is waited out. */
  readonly nextAttemptAt?: string;
}

/** One write, followed from this device to the existing system. Dispatches `change` whenever {@link snapshot} changed. */
export interface Receipt extends EventTarget {
  readonly id: string;
  readonly state: ReceiptState;
  readonly snapshot: ReceiptSnapshot;
  /**
   * Resolves with the last snapshot when the state is `accepted`, `conflict` or `rejected`; rejects with `stale-context`
   * when the lease ends before that. The write goes on either way.
   */
  readonly settled: Promise<ReceiptSnapshot>;
}

/** Search parameters by name; an array repeats the parameter (all must hold). */
export type SearchParameters = Readonly<Record<string, string | number | readonly (string | number)[]>>;

export interface CallOptions {
  signal?: AbortSignal;
  /**
   * `no-cache` asks the server anew. By default an answer of this lease that is at most 30 seconds old, and not known to
   * have changed, may be shared between plugins.
   */
  cache?: 'default' | 'no-cache';
}

/**
 * A read as FHIR writes it, for code that knows FHIR. It is read-only and confined like every other call:
 *
 * - `GET` of `Type/id`, `Type/id/_history/version`, `Type?parameters`, or `Patient/id/$everything` of the lease's patient
 * - `POST` to `Type/_search`, with the parameters as a form in `body`
 * - `POST` to `''`, with a batch Bundle of such GETs in `body`
 */
export interface RestRequest {
  /** Default `GET`. */
  readonly method?: 'GET' | 'POST';
  /** Relative to the FHIR base, percent-encoded. */
  readonly url: string;
  /** A form such as `code=8867-4&_count=10`, or a batch Bundle. */
  readonly body?: string | Bundle;
}

export interface SearchOptions extends CallOptions {
  /** Stop after this many resources. Default: all pages. */
  limit?: number;
}

export interface SaveOptions extends CallOptions {
  /** Makes the call repeatable: the same id never has two effects. Default: a new random one. */
  operationId?: string;
  /**
   * Receipt of a write that the server refused, and that this one takes the place of: never do both have an effect. Only
   * one of the same user, patient and plugin; see {@link Workplace.onRepair}.
   */
  replaces?: string;
}

/** Reads and writes within one lease. Every method rejects with `stale-context` once the lease has ended. */
export interface FhirAccess {
  /** @throws `denied`, `wrong-patient`, `not-found`, `gone`, `network`, `server`, `invalid-response`, `stale-context`, `timeout` */
  read<T extends FhirResource = FhirResource>(reference: string, options?: CallOptions): Promise<T>;
  /**
   * Resources of one type that belong to the patient of the lease, page after page. The patient is added to the query.
   * @throws as {@link read}
   */
  search<T extends FhirResource = FhirResource>(
    resourceType: T['resourceType'],
    parameters?: SearchParameters,
    options?: SearchOptions,
  ): AsyncIterable<T>;
  /**
   * What {@link RestRequest} asks for, as far as it is this patient's and granted: a resource, a searchset without what
   * may not be seen, or a batch-response with an OperationOutcome in place of each entry that was refused or failed. The
   * `next` link of a searchset is a `url` for the next request.
   * @throws as {@link read}; `invalid-request` for every other form of request, before anything reaches the network
   */
  request<T extends FhirResource = FhirResource>(request: RestRequest, options?: CallOptions): Promise<T>;
  /** When something that was read or found here was asked of the server, ISO 8601; undefined for any other object. */
  fetchedAt(resource: FhirResource): string | undefined;
  /**
   * Makes one or more new or changed resources durable on this device, as one group, and sends them to the existing
   * system exactly once. Resolves when they are durable. New resources have no `id`, or a `urn:uuid:…` that the others of
   * the group refer to; changed ones keep `id` and `meta.versionId`; one that was not read under this lease is looked up
   * first, to see whose it is, and so is an encounter that is not the lease's. A transaction Bundle of POST and PUT is
   * one group.
   * @throws `denied`, `wrong-patient`, `stale-context`, `invalid-request`, `storage-full`, `storage-blocked`,
   *   `storage-locked`, `rejected`; for a change that is looked up also as {@link read}; with `replaces` also `not-found`
   *   (there is no such write of this plugin for this patient), `conflict` (it is not refused any more)
   */
  save(resources: FhirResource | readonly FhirResource[], options?: SaveOptions): Promise<Receipt>;
  /** Writes for this patient that are not accepted yet, oldest first. */
  receipts(): Promise<ReceiptSnapshot[]>;
  /** Follows every write for this patient, also those of other plugins. Returns the function that stops it. */
  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void;
}

/** A lease on one patient's record. It ends when the workplace moves on; there is no current-patient global. */
export interface ClinicalContext {
  readonly id: string;
  readonly patient: Reference & { reference: string };
  readonly encounter?: Reference & { reference: string };
  readonly user: Reference & { reference: string };
  /** False when the surroundings show who the patient is, so that the plugin need not (SMART `need_patient_banner`). */
  readonly needPatientBanner: boolean;
  /** Aborted when the lease ends. */
  readonly ended: AbortSignal;
  readonly fhir: FhirAccess;
  /**
   * Who the patient is. The workplace reads it once for everybody; where it has been sent already, this needs no call.
   * @throws as {@link FhirAccess.read}; `denied` without a scope to read Patient
   */
  patientResource(options?: CallOptions): Promise<Patient>;
}

/** What `connect()` gives. */
export interface Workplace {
  readonly surroundings: Surroundings;
  /** Undefined while no patient is open. */
  readonly context: Signal<ClinicalContext | undefined>;
  /** BCP 47, for example `da`. */
  readonly locale: Signal<string>;
  /** Whether the existing system answers. A hint for the screen; saving works either way. */
  readonly online: Signal<boolean>;
  /**
   * Whether the workplace around the plugin is there. False: it has not asked after the plugin for four heartbeats, and
   * pending calls were rejected with `closed`; nothing can be saved until it is back. On a page of its own always true.
   */
  readonly reachable: Signal<boolean>;
  /** Which of the plugin's views is to be shown: what its manifest contributes to this place. Alone: `main`. */
  readonly view: string;
  /** Whether this workplace offers something beyond the record. Ask before relying on it; never guess by surroundings. */
  can(capability: Capability): boolean;
  /** What the workplace does for the plugin outside its frame: dirty state, notices, questions, files, size, shortcuts. */
  readonly ui: PluginUi;
  /** Unfinished work that is kept for this user, patient and plugin. Needs the capability `drafts`. */
  readonly drafts: Drafts;
  /**
   * Called before the context changes, so that nothing typed is lost: answer `ready`, `hold` with a reason, or `park` with
   * a draft. Without a handler the plugin is ready, unless it said that something is unsaved. In a page of its own: when
   * it leaves the screen. Returns the function that takes it back.
   */
  onPrepare(handler: PrepareHandler): () => void;
  /**
   * Called when a person wants to correct a write of this plugin that the server refused. Needs the capability `repair`.
   * One that comes before there is a handler waits for it. Returns the function that takes it back.
   */
  onRepair(handler: (repair: Repair) => void): () => void;
  /** Undefined inside a workplace, which shows it itself. */
  readonly outbox: PageOutbox | undefined;
  /** What is held of the open patient on this device. Absent in a workplace, which holds it itself. */
  readonly offline?: PageOffline;
  /** Whether the plugin is on the screen. One that is not should rest. */
  readonly shown: Signal<boolean>;
  /** How the workplace looks, now and whenever that changes. See {@link applyTheme}. */
  readonly theme: Signal<Theme>;
  /** Messages to and from other plugins. */
  readonly bus: Bus;
  /**
   * Ends the connection. Leases end, pending calls reject with `closed`.
   *
   * @param failure why this plugin cannot go on; the workplace around it takes it off the page and says so
   */
  close(failure?: SamspilErrorCode): void;
}
