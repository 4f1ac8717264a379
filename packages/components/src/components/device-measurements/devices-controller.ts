import type { ClinicalContext } from '@samspil/sdk';
import type { Device } from 'fhir/r4';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A patient has a handful of devices; a record that names hundreds must not start as many readings. */
const AT_MOST = 20;

/**
 * The devices that were named, each read once under the lease. One that cannot be read holds nothing back: the measurement
 * stands, and the row says that its device is not known.
 */
export class DevicesController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #lease: () => ClinicalContext | undefined;
  readonly #asked = new Set<string>();
  #devices = new Map<string, Device>();
  #failed = new Set<string>();
  #of: ClinicalContext | undefined;

  constructor(host: ReactiveControllerHost, lease: () => ClinicalContext | undefined) {
    this.#host = host;
    this.#lease = lease;
    host.addController(this);
  }

  get devices(): ReadonlyMap<string, Device> {
    return this.#devices;
  }

  /** Whether it was asked for and not given. */
  hasFailed(reference: string | undefined): boolean {
    return reference !== undefined && this.#failed.has(reference);
  }

  hostUpdate(): void {
    const lease = this.#lease();
    if (lease !== this.#of) this.#forget(lease);
  }

  hostDisconnected(): void {
    this.#forget(undefined);
  }

  /** Reads those not asked for yet. Without a lease there is nothing to read with. */
  want(references: Iterable<string>): void {
    const lease = this.#of;
    if (!lease) return;
    for (const reference of references) {
      if (this.#asked.has(reference) || this.#asked.size >= AT_MOST) continue;
      this.#asked.add(reference);
      void this.#read(reference, lease);
    }
  }

  async #read(reference: string, lease: ClinicalContext): Promise<void> {
    let device: Device | undefined;
    try {
      device = await lease.fhir.read<Device>(reference, { signal: lease.ended });
    } catch {
      // Why does not matter here: the details of a device are told or not told.
    }
    if (lease !== this.#of) return;
    if (device?.resourceType === 'Device') this.#devices.set(reference, device);
    else this.#failed.add(reference);
    this.#host.requestUpdate();
  }

  #forget(lease: ClinicalContext | undefined): void {
    this.#of = lease;
    this.#asked.clear();
    this.#devices = new Map();
    this.#failed = new Set();
  }
}
