import { holdingOf } from '@samspil/components/components/offline-ward';
import type { Holding } from '@samspil/components/components/offline-ward';
import type { OfflineAccess } from '@samspil/sdk/host';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FollowLetGo } from './follow-let-go.ts';
import { PREPARED } from './prepared-resources.ts';

type Offline = Pick<OfflineAccess, 'held' | 'onLetGo'>;

/** What the device holds of each patient, read when somebody says that it may have changed. */
export class DeviceHoldings implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #offline: () => Offline | undefined;
  #holdings: ReadonlyMap<string, Holding> | undefined;

  constructor(host: ReactiveControllerHost, offline: () => Offline | undefined) {
    this.#host = host;
    this.#offline = offline;
    host.addController(this);
    new FollowLetGo(host, offline, () => void this.refresh());
  }

  /** Undefined while it is not known: then nothing may be said about anybody. */
  of(patient: string): Holding | undefined {
    return this.#holdings && (this.#holdings.get(patient) ?? { status: 'none' });
  }

  /** What was read last; another object after each reading. */
  get known(): ReadonlyMap<string, Holding> | undefined {
    return this.#holdings;
  }

  async refresh(): Promise<void> {
    const offline = this.#offline();
    try {
      const held = (await offline?.held()) ?? [];
      if (offline !== this.#offline()) return;
      this.#holdings = offline && new Map(held.map((one) => [one.patient, holdingOf(one, PREPARED)]));
    } catch {
      // A store that is locked, full or blocked: what it holds is not known, and nothing is claimed.
      this.#holdings = undefined;
    }
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }
}
