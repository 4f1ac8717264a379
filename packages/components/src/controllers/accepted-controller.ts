import type { ClinicalContext } from '@samspil/sdk';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface AcceptedOptions {
  /** The lease whose writes are followed; undefined while there is none. */
  lease(): ClinicalContext | undefined;
  /** Types of resources. */
  readonly types: readonly string[];
  /** Called each time the record has received a write of these types. */
  readonly changed: () => void;
}

/** Tells when what was read is no longer all: the record has received a write under the same lease. */
export class AcceptedController implements ReactiveController {
  readonly #options: AcceptedOptions;
  #lease: ClinicalContext | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, options: AcceptedOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#follow(this.#options.lease());
  }

  hostDisconnected(): void {
    this.#follow(undefined);
  }

  #follow(lease: ClinicalContext | undefined): void {
    if (lease === this.#lease) return;
    this.#lease = lease;
    this.#stop?.();
    const { types, changed } = this.#options;
    this.#stop = lease?.fhir.subscribe(({ state, resources }) => {
      const isOurs = ({ reference }: { reference: string }) =>
        types.some((type) => reference.startsWith(`${type}/`));
      if (state === 'accepted' && resources.some(isOurs)) changed();
    });
  }
}
