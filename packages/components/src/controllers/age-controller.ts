import type { Workplace } from '@samspil/sdk';
import type { FhirResource } from 'fhir/r4';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { workplaceContext } from '../contexts/index.ts';
import { objectsIn } from '../format/concepts.ts';
import { textIn } from '../format/text-in.ts';
import type { LeaseController } from './lease-controller.ts';
import { ProvidedValue } from './provided-value.ts';
import { SignalsController } from './signals-controller.ts';

/** For so long after it was read, data counts as what the record says now: milliseconds. */
const FRESH_MS = 5 * 60_000;
/** How often an age that is shown is written anew: "today" becomes "yesterday" at midnight. */
const TICK_MS = 60_000;

/** That what is shown is not what the record says now, and since when. */
export interface Age {
  /** Milliseconds since the epoch. */
  readonly readAt: number;
  /** The record cannot be reached. */
  readonly isCut: boolean;
}

/**
 * How old something is that was read from the record: always while the record cannot be reached, else once it is older
 * than five minutes. The oldest resource counts; of an empty answer, and of resources that were not read under the lease,
 * nothing is known but when they came here.
 */
export class AgeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #lease: LeaseController;
  readonly #resources: () => readonly FhirResource[] | undefined;
  readonly #workplace: ProvidedValue<Workplace | undefined>;
  #aged: readonly FhirResource[] | undefined;
  #readAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    lease: LeaseController,
    resources: () => readonly FhirResource[] | undefined,
  ) {
    this.#host = host;
    this.#lease = lease;
    this.#resources = resources;
    this.#workplace = new ProvidedValue(host, workplaceContext);
    new SignalsController(host, () => [this.#workplace.value?.online, this.#workplace.value?.reachable]);
    host.addController(this);
  }

  /** Undefined for fresh data, and for none. */
  get age(): Age | undefined {
    const readAt = this.#readAt;
    if (readAt === undefined) return undefined;
    const workplace = this.#workplace.value;
    const isCut = workplace?.online.value === false || workplace?.reachable.value === false;
    return isCut || Date.now() - readAt > FRESH_MS ? { readAt, isCut } : undefined;
  }

  hostUpdate(): void {
    const resources = this.#resources();
    if (resources === this.#aged) return;
    this.#aged = resources;
    const fhir = this.#lease.lease?.fhir;
    // An answer may be shared between plugins, and so be older than the call that got it.
    const askedAt = (resource: FhirResource) => Date.parse(textIn(fhir?.fetchedAt(resource)) ?? '');
    const oldestOf = (oldest: number, resource: FhirResource) =>
      Math.min(oldest, askedAt(resource) || oldest);
    this.#readAt = Array.isArray(resources)
      ? objectsIn<FhirResource>(resources).reduce(oldestOf, Date.now())
      : undefined;
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    if (this.#readAt === undefined || !this.#host.isConnected) return;
    const untilOld = this.#readAt + FRESH_MS - Date.now();
    // Beyond the moment itself: a timer may fire a little early, and the age is old only after it.
    this.#timer = setTimeout(() => this.#host.requestUpdate(), untilOld > 0 ? untilOld + 1 : TICK_MS);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
