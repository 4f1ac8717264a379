import type { WireContext, WirePatient } from '../../contract/index.ts';
import type { RecordAccess } from '../../lease/index.ts';
import { clinicalContext, Lease } from '../../lease/index.ts';
import type { Runtime } from '../../runtime.ts';
import type { ClinicalContext } from '../../workplace/types.ts';
import type { HostOptions } from '../host-options.ts';
import { localizedText } from '../localized-text.ts';
import type { PluginManifest } from '../manifest/plugin-manifest.ts';
import { staleLease } from '../mount/record-methods.ts';
import type { PluginRights } from '../rights/plugin-rights.ts';
import { LeaseBroker } from './lease-broker.ts';

export interface PresentLeaseOptions extends Pick<
  HostOptions,
  'fhir' | 'outbox' | 'records' | 'user' | 'scopes' | 'workplace'
> {
  runtime: Runtime;
  rights: PluginRights;
  isOnline: () => boolean;
  /** The patient was read, or read anew. */
  onPatient: () => void;
}

/** The one lease that holds now, and the record behind it. There are never two: the old one ends before the new one is here. */
export class PresentLease {
  readonly #options: PresentLeaseOptions;
  #lease: Lease | undefined;
  /** The record of the lease, for all plugins. It ends with the lease. */
  #broker: LeaseBroker | undefined;

  constructor(options: PresentLeaseOptions) {
    this.#options = options;
  }

  get value(): Lease | undefined {
    return this.#lease;
  }

  /** A lease that nobody holds yet. @throws `invalid-request` for what is no id of a patient */
  make(next: { patient: string; encounter?: string }): Lease {
    return new Lease(this.#options.runtime.randomUUID(), {
      patient: { reference: `Patient/${next.patient}` },
      ...(next.encounter !== undefined && { encounter: { reference: `Encounter/${next.encounter}` } }),
      user: this.#options.user,
    });
  }

  /** Ends the present lease and takes this one. Gives the context that the workplace's own elements work in. */
  enter(lease: Lease | undefined): ClinicalContext | undefined {
    this.#lease?.end();
    this.#lease = lease;
    const { fhir, outbox, records, user, runtime, onPatient, scopes, isOnline } = this.#options;
    const common = { fhir, outbox, author: user, runtime, onPatient, isOnline };
    this.#broker = lease && new LeaseBroker(lease, { ...common, ...(records && { records }) });
    if (!lease || !this.#broker) return undefined;
    const { id, version } = this.#options.workplace ?? { id: 'workplace', version: 'unstated' };
    const record = this.#broker.workplaceRecord({ id, version }, { scopes });
    return clinicalContext(lease, record, { needPatientBanner: true, runtime });
  }

  /** What a plugin may see and do of the record. @throws `stale-context` for any lease but the present one */
  recordFor(leaseId: string, manifest: PluginManifest): RecordAccess {
    if (!this.#broker || this.#lease?.id !== leaseId) throw staleLease();
    const { id, version, title } = manifest;
    const grant = this.#options.rights.recordGrantOf(manifest);
    return this.#broker.recordFor({ id, version, title: localizedText(title, 'en') }, grant);
  }

  /** The patient, once known, for a plugin that may read it. */
  patientFor(manifest: PluginManifest): WirePatient | undefined {
    return this.#broker?.patientFor(this.#options.rights.recordGrantOf(manifest));
  }

  /** What plugins may do has changed: each is judged anew from its next call on. */
  forgetPlugins(ids: Iterable<string>): void {
    for (const id of ids) this.#broker?.forgetPlugin(id);
  }

  /** The network is back: what was read before may be old. */
  reconnect(): void {
    this.#broker?.reconnect();
  }

  toWire(): WireContext | null {
    return this.#lease ? { lease: this.#lease.id, ...this.#lease.subject } : null;
  }
}
