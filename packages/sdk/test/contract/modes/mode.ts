import type { Capability, ReceiptSnapshot } from '../../../src/index.ts';

/** How the plugin of the suite is run in one of the three modes, so that one list of promises can be held to all. */
export interface Mode {
  readonly name: 'frame' | 'element' | 'standalone';
  /** Runs the plugin on patient `a` and waits until its view is there, unless it is expected to fail. */
  open(options?: OpenOptions): Promise<RunningMode>;
}

export interface OpenOptions {
  /** Default `main`. */
  view?: string;
  isExpectedToFail?: boolean;
}

export interface RunningMode {
  /** What `connect()` says of where it runs. */
  readonly surroundings: string;
  /** What this place offers a plugin beside the record. */
  readonly offers: readonly Capability[];
  /** Requests that reached the FHIR server for records, so far. */
  readonly asked: readonly string[];
  /** Patients of the writes that were accepted for sending, so far. */
  readonly written: readonly string[];
  /** Tells the view to do something. Rejects with an Error whose message is the code. */
  readonly tell: (name: string, ...given: unknown[]) => Promise<unknown>;
  /** The clinician moves on to this patient, as one does in this mode. */
  readonly changePatient: (patient: string) => Promise<void>;
  /** The patient is closed, or the connection: either way the lease is over. */
  readonly endLease: () => Promise<void>;
  /** The plugin's place leaves the screen, or comes back to it. */
  readonly setShown: (isShown: boolean) => void;
  /** What is asked of the plugin as `next` when the context is about to end, and how that comes about here. */
  readonly next: string;
  readonly beginChange: () => Promise<void>;
  readonly setLocale: (locale: string) => void;
  readonly setOnline: (isOnline: boolean) => void;
  /** The existing system takes what was saved. */
  readonly accept: (receipt: ReceiptSnapshot['id']) => void;
  /** The existing system will refuse what is saved next. */
  readonly refuseNext: () => void;
  /** A person wants to correct a refused write, as one does in this mode. */
  readonly repair: (receipt: ReceiptSnapshot['id']) => Promise<void>;
  /** The code the failure is shown under, once it is shown. */
  readonly failure: () => Promise<string>;
  /** Takes the plugin away. */
  readonly close: () => Promise<void>;
  /** What is still there of it: views, frames, elements, timers, listeners. Empty when nothing is. */
  readonly leftovers: () => Promise<readonly string[]>;
}
