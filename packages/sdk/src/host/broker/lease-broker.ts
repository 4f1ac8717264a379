import type { Reference } from 'fhir/r4';
import type { WirePatient } from '../../contract/index.ts';
import type { SamspilError } from '../../errors.ts';
import type { FhirClient } from '../../fhir/client.ts';
import type { ScopeSet } from '../../fhir/scopes.ts';
import { directReads, LocalRecord } from '../../lease/index.ts';
import type { Lease, RecordAccess, RecordReads } from '../../lease/index.ts';
import type { RecordStore } from '../../offline/records/types.ts';
import type { Outbox } from '../../offline/types.ts';
import type { Runtime } from '../../runtime.ts';
import type { ReceiptSnapshot } from '../../workplace/types.ts';
import { HeldReads } from '../../held/held-reads.ts';
import { PatientBroadcast } from './patient-broadcast.ts';
import { ReadCache } from './read-cache.ts';
import type { ReadCacheLimits } from './read-cache.ts';

/** What a plugin may do with the record, decided before it comes here. */
export interface RecordGrant {
  /** asked ∩ registered ∩ manifest ∩ user. */
  readonly scopes: ScopeSet;
  /** Why it may not write at present, for example because it was revoked; asked at every save. Default: it may. */
  mayWrite?(): SamspilError | undefined;
}

/** Whose record it is, for Provenance. */
export interface RecordUser {
  id: string;
  version: string;
  title?: string;
}

export interface LeaseBrokerOptions {
  fhir: FhirClient;
  outbox: Outbox;
  /** What is held on this device; see {@link HeldReads}. */
  records?: RecordStore;
  /** Whether there is a connection, as far as the workplace knows. Default: there is. */
  isOnline?: () => boolean;
  /** Who signs what is written. */
  author: Reference;
  runtime: Pick<Runtime, 'randomUUID' | 'now'>;
  cache?: Partial<ReadCacheLimits>;
  /** The patient was read, or read again: tell those who may know with {@link LeaseBroker.patientFor}. */
  onPatient: () => void;
}

/**
 * Everything between the plugins and one patient's record for as long as one lease lasts: a record for each plugin with
 * its own grant, and one memory of what was read for all of them.
 */
export class LeaseBroker {
  readonly #lease: Lease;
  readonly #options: LeaseBrokerOptions;
  readonly #cache: ReadCache;
  readonly #patient: PatientBroadcast;
  readonly #records = new Map<string, RecordAccess>();

  constructor(lease: Lease, options: LeaseBrokerOptions) {
    const { fhir, outbox, runtime, records } = options;
    this.#lease = lease;
    this.#options = options;
    this.#cache = new ReadCache(readsOf(lease, options), runtime, options.cache);
    this.#patient = new PatientBroadcast({
      lease,
      reads: this.#cache,
      fhirBaseUrl: fhir.fhirBaseUrl,
      onRead: options.onPatient,
    });
    const stop = outbox.subscribe((snapshot) => this.#noteWrite(snapshot));
    const end = () => {
      stop();
      records?.release(lease.patientId);
      this.#cache.close();
      this.#records.clear();
    };
    records?.hold(lease.patientId);
    // Only the order in which records are let go depends on it.
    records?.opened(lease.patientId).catch(() => undefined);
    if (lease.ended.aborted) end();
    else lease.ended.addEventListener('abort', end, { once: true });
  }

  /**
   * The record as this plugin may see it; the same one as long as the lease lasts, for its page tokens are in it. A grant
   * that changed counts from {@link forgetPlugin}.
   */
  recordFor(plugin: RecordUser, grant: RecordGrant): RecordAccess {
    const known = this.#records.get(plugin.id);
    if (known) return known;
    const record = this.#makeRecord(plugin, grant);
    if (!this.#lease.ended.aborted) this.#records.set(plugin.id, record);
    return record;
  }

  /** The workplace's own record. Never that of a plugin, whatever id the plugin has. */
  workplaceRecord(workplace: RecordUser, grant: RecordGrant): RecordAccess {
    return this.#makeRecord(workplace, grant);
  }

  /** The plugin's grant or version changed: its next call is judged by the new one, and its page tokens end. */
  forgetPlugin(pluginId: string): void {
    this.#records.delete(pluginId);
  }

  /** What a plugin with this grant is told of the patient now; undefined when it may not know, or not yet. */
  patientFor({ scopes }: RecordGrant): WirePatient | undefined {
    return this.#patient.messageFor(scopes);
  }

  /** The connection came back: what was read before may have changed meanwhile. */
  reconnect(): void {
    this.#cache.forget();
    this.#patient.refresh();
  }

  #makeRecord(plugin: RecordUser, grant: RecordGrant): LocalRecord {
    const { fhir, outbox, author, runtime } = this.#options;
    return new LocalRecord({
      lease: this.#lease,
      scopes: grant.scopes,
      ...(grant.mayWrite && { mayWrite: () => grant.mayWrite?.() }),
      plugin,
      author,
      fhir,
      reads: this.#cache,
      outbox,
      runtime,
    });
  }

  /** A write of this patient moved on. Its Provenance went with it. */
  #noteWrite({ patient, resources, state }: ReceiptSnapshot): void {
    if (patient !== this.#lease.patientId) return;
    const types = new Set(resources.map(({ reference }) => reference.split('/')[0] ?? ''));
    this.#cache.forget([...types, 'Provenance']);
    if (state === 'accepted' && types.has('Patient')) this.#patient.refresh();
  }
}

function readsOf({ patientId }: Lease, options: LeaseBrokerOptions): RecordReads {
  const { fhir, runtime, records, isOnline = () => true } = options;
  const source = directReads(fhir, runtime);
  if (!records) return source;
  return new HeldReads({ source, records, patient: patientId, fhirBaseUrl: fhir.fhirBaseUrl, isOnline });
}
