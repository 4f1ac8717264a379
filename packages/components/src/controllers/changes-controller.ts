import type { ClinicalContext, ReceiptSnapshot } from '@samspil/sdk';
import type { FhirResource } from 'fhir/r4';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { codeOf } from './lease-task.ts';
import { isUncertain } from './uncertain.ts';
import { ReceiptsController } from './receipts-controller.ts';

/** How far the change of one version of one resource has come. */
export type ChangeState<Kind extends string> =
  | { readonly status: 'saving'; readonly kind: Kind }
  | {
      readonly status: 'saved';
      /** Undefined for a write that was begun elsewhere, or before this page. */
      readonly kind: Kind | undefined;
      readonly receipt: ReceiptSnapshot;
    }
  /** The page around took it over. */
  | { readonly status: 'handed-over'; readonly kind: Kind }
  | {
      readonly status: 'failed';
      readonly kind: Kind;
      readonly code: string;
      /** It may have been saved all the same. */
      readonly isUncertain: boolean;
    };

export interface ChangesOptions<T extends FhirResource, Kind extends string> {
  lease(): ClinicalContext | undefined;
  /** Offered to the page before anything is saved; cancelling it takes the change over. */
  event(kind: Kind, changed: T): Event;
}

interface Pending<T, Kind> {
  readonly operationId: string;
  readonly kind: Kind;
  readonly changed: T;
}

/**
 * One change of one version of a resource, each a write of its own: one that is refused holds no other back. Offered to the
 * page around, else saved under the lease, over the version that was looked at. An operation keeps its id and its content
 * until it is stored, so pressing twice, or again after an answer that never came, has one effect. Unfinished writes of
 * before are known by their receipts.
 */
export class ChangesController<T extends FhirResource, Kind extends string> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #options: ChangesOptions<T, Kind>;
  readonly #receipts: ReceiptsController;
  readonly #states = new Map<string, ChangeState<Kind>>();
  readonly #pending = new Map<string, Pending<T, Kind>>();
  #of: ClinicalContext | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ChangesOptions<T, Kind>) {
    this.#host = host;
    this.#options = options;
    this.#receipts = new ReceiptsController(host, () => options.lease()?.fhir);
    host.addController(this);
  }

  hostUpdate(): void {
    const lease = this.#options.lease();
    if (lease === this.#of) return;
    // What was changed of one patient says nothing under another lease.
    this.#of = lease;
    this.#states.clear();
    this.#pending.clear();
  }

  /** Undefined while nothing was changed of this version. */
  stateOf(resource: T): ChangeState<Kind> | undefined {
    const state = this.#states.get(keyOf(resource));
    const { receipts } = this.#receipts.state;
    if (state?.status === 'saved') {
      const latest = receipts.find(({ id }) => id === state.receipt.id);
      return latest ? { ...state, receipt: latest } : state;
    }
    if (state) return state;
    const reference = `${resource.resourceType}/${String(resource.id)}`;
    const earlier = receipts.findLast(
      ({ state: at, resources }) =>
        at !== 'accepted' && resources.some((each) => each.reference === reference),
    );
    return earlier && { status: 'saved', kind: undefined, receipt: earlier };
  }

  /** Saves what a person decided; again after a failure the same. Never rejects. */
  async change(shown: T, kind: Kind, build: () => T): Promise<void> {
    const key = keyOf(shown);
    const before = this.#states.get(key);
    if (before && before.status !== 'failed') return;
    // After an uncertain failure only the same may be tried again; a certain one leaves the choice open.
    const isRetry = before?.status === 'failed' && before.isUncertain;
    const kept = isRetry ? this.#pending.get(key) : undefined;
    const pending = kept ?? { operationId: crypto.randomUUID(), kind, changed: build() };
    this.#pending.set(key, pending);
    const lease = this.#options.lease();
    if (!kept && !this.#host.dispatchEvent(this.#options.event(pending.kind, pending.changed)))
      return this.#set(lease, key, { status: 'handed-over', kind: pending.kind });
    await this.#save(lease, key, pending);
  }

  async #save(lease: ClinicalContext | undefined, key: string, pending: Pending<T, Kind>): Promise<void> {
    const { operationId, kind, changed } = pending;
    if (!lease)
      return this.#set(lease, key, { status: 'failed', kind, code: 'no-context', isUncertain: false });
    this.#set(lease, key, { status: 'saving', kind });
    try {
      const receipt = await lease.fhir.save(changed, { operationId });
      this.#set(lease, key, { status: 'saved', kind, receipt: receipt.snapshot });
    } catch (error) {
      const code = codeOf(error);
      this.#set(lease, key, { status: 'failed', kind, code, isUncertain: isUncertain(code) });
    }
  }

  /** An answer about a lease that is no longer shown says nothing. */
  #set(lease: ClinicalContext | undefined, key: string, state: ChangeState<Kind>): void {
    if (lease !== this.#options.lease()) return;
    this.#states.set(key, state);
    this.#host.requestUpdate();
  }
}

/** One version: what is read anew after a change is decided about anew. */
function keyOf({ id, meta }: FhirResource): string {
  return `${String(id)} ${String(meta?.versionId)}`;
}
