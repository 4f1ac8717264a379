import type { Encounter, Patient } from 'fhir/r4';
import type { DownloadFailure, DownloadProgress } from '../offline/records/download/download-patients.ts';
import type { HeldPatient, StorageEstimate } from '../offline/records/types.ts';
import type { SearchParameters } from '../workplace/types.ts';

/** What is to be held of each patient: all records of a type, or those that match. */
export interface PreparedResources {
  /** A type of the patient compartment; not `Provenance`. The Patient is held too, where she may be searched for. */
  resourceType: string;
  /** Narrows it. Only parameters that can be searched on the device; see docs/guide/reading-offline.md. */
  parameters?: SearchParameters;
}

/** A ward or a route, and what is needed of it. */
export interface PrepareOptions {
  /** Patient ids. */
  patients: readonly string[];
  resources: readonly PreparedResources[];
  /** Steps are counted from the beginning and their number never changes. */
  onProgress?: (progress: DownloadProgress) => void;
  /** Stops it. What is complete by then is held. */
  signal?: AbortSignal;
}

/** How a preparation ended. */
export interface PrepareResult {
  /** What could not be brought up to date; empty when all is held. */
  failures: readonly DownloadFailure[];
  /** Patients who were let go to make room. */
  evicted: number;
  storage: StorageEstimate;
}

/** What a preparation would take. */
export interface PrepareEstimate {
  /** As the server counts them; 0 for what it does not count. */
  resources: number;
  /** About this many on the device. */
  bytes: number;
  storage: StorageEstimate;
}

/** Who somebody is of whom records are held, for a list from which a person opens the record under a lease. */
export interface HeldPerson {
  readonly patient: Patient;
  /** The stays that last; empty also where stays were not prepared. */
  readonly stays: readonly Encounter[];
  /** When the server last said who she is, ISO 8601. */
  readonly fetchedAt: string;
}

/** The workplace's records on this device. Plugins never see it: they read as always, and are told how old it is. */
export interface OfflineAccess {
  /**
   * Downloads what a ward or a route needs, or brings it up to date. May be called again at any time, also after it was
   * killed: what is complete is not downloaded twice.
   * @throws `invalid-request`, `denied`, `unsupported-offline` before anything is asked; `aborted`, `needs-login`,
   * `network`, `storage-full`, `storage-locked`
   */
  prepare(options: PrepareOptions): Promise<PrepareResult>;
  /** Asks the server to count. One small request for each patient and type. */
  estimate(options: PrepareOptions): Promise<PrepareEstimate>;
  /** Whose records are held, and how old they are. */
  held(): Promise<HeldPatient[]>;
  /**
   * Who is held: what a list needs when the server's is not reached, and nothing else of the record.
   * @throws `denied`, `storage-locked`
   */
  people(): Promise<HeldPerson[]>;
  /** Lets one patient's record go. */
  forget(patient: string): Promise<void>;
  /** Destroys the keys and all that is held of this user. What waits to be sent is not touched. */
  shred(): Promise<void>;
  storage(): Promise<StorageEstimate>;
  /**
   * Calls `listener` whenever all that is held was let go to make room for a save: copies go before what nobody else has.
   * The returned function ends it.
   */
  onLetGo(listener: () => void): () => void;
}

export type { DownloadFailure, DownloadProgress } from '../offline/records/download/download-patients.ts';
