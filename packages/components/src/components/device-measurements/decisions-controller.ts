import type { ClinicalContext, ReceiptSnapshot } from '@samspil/sdk';
import type { Observation } from 'fhir/r4';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { codeOf } from '../../controllers/lease-task.ts';
import { ReceiptsController } from '../../controllers/receipts-controller.ts';
import { MeasurementDecideEvent } from '../../events/measurement-decide-event.ts';
import type { Decision } from './decision.ts';

/** How far the decision about one version of one measurement has come. */
export type DecisionState =
  | { readonly status: 'saving'; readonly kind: Decision['kind'] }
  | {
      readonly status: 'saved';
      readonly kind: Decision['kind'] | undefined;
      readonly receipt: ReceiptSnapshot;
    }
  /** The page around took it over. */
  | { readonly status: 'handed-over'; readonly kind: Decision['kind'] }
  | {
      readonly status: 'failed';
      readonly kind: Decision['kind'];
      readonly code: string;
      /** It may have been saved all the same. */
      readonly isUncertain: boolean;
    };

/** Failures after which nobody knows whether it was stored: only the same operation may be tried again. */
const uncertain: readonly string[] = ['timeout', 'closed', 'network', 'aborted', 'unexpected'];

interface Pending {
  readonly operationId: string;
  readonly kind: Decision['kind'];
  readonly observation: Observation;
}

/**
 * One decision for one version of a measurement, each a write of its own: one that is refused holds no other back. Offered
 * to the page around, else saved under the lease. An operation keeps its id and its content until it is stored, so pressing
 * twice, or again after an answer that never came, has one effect. Unfinished writes of before are known by their receipts.
 */
export class DecisionsController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #lease: () => ClinicalContext | undefined;
  readonly #receipts: ReceiptsController;
  readonly #states = new Map<string, DecisionState>();
  readonly #pending = new Map<string, Pending>();
  #of: ClinicalContext | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, lease: () => ClinicalContext | undefined) {
    this.#host = host;
    this.#lease = lease;
    this.#receipts = new ReceiptsController(host, () => lease()?.fhir);
    host.addController(this);
  }

  hostUpdate(): void {
    const lease = this.#lease();
    if (lease === this.#of) return;
    // What was decided about one patient's measurements says nothing under another lease.
    this.#of = lease;
    this.#states.clear();
    this.#pending.clear();
  }

  /** Undefined while nothing was decided about this version. */
  stateOf(observation: Observation): DecisionState | undefined {
    const state = this.#states.get(keyOf(observation));
    const { receipts } = this.#receipts.state;
    if (state?.status === 'saved') {
      const latest = receipts.find(({ id }) => id === state.receipt.id);
      return latest ? { ...state, receipt: latest } : state;
    }
    if (state) return state;
    const reference = `Observation/${String(observation.id)}`;
    const earlier = receipts.findLast(
      ({ state: at, resources }) =>
        at !== 'accepted' && resources.some((each) => each.reference === reference),
    );
    return earlier && { status: 'saved', kind: undefined, receipt: earlier };
  }

  /** Saves what was decided; again after a failure the same. Never rejects. */
  async decide(shown: Observation, build: () => Observation, kind: Decision['kind']): Promise<void> {
    const key = keyOf(shown);
    const before = this.#states.get(key);
    if (before && before.status !== 'failed') return;
    // After an uncertain failure only the same may be tried again; a certain one leaves the choice open.
    const isRetry = before?.status === 'failed' && before.isUncertain;
    const kept = isRetry ? this.#pending.get(key) : undefined;
    const pending = kept ?? { operationId: crypto.randomUUID(), kind, observation: build() };
    this.#pending.set(key, pending);
    const lease = this.#lease();
    if (!kept && !this.#host.dispatchEvent(new MeasurementDecideEvent(pending.kind, pending.observation)))
      return this.#set(lease, key, { status: 'handed-over', kind: pending.kind });
    await this.#save(lease, key, pending);
  }

  async #save(lease: ClinicalContext | undefined, key: string, pending: Pending): Promise<void> {
    const { operationId, kind, observation } = pending;
    if (!lease)
      return this.#set(lease, key, { status: 'failed', kind, code: 'no-context', isUncertain: false });
    this.#set(lease, key, { status: 'saving', kind });
    try {
      const receipt = await lease.fhir.save(observation, { operationId });
      this.#set(lease, key, { status: 'saved', kind, receipt: receipt.snapshot });
    } catch (error) {
      const code = codeOf(error);
      this.#set(lease, key, { status: 'failed', kind, code, isUncertain: uncertain.includes(code) });
    }
  }

  /** An answer about a lease that is no longer shown says nothing. */
  #set(lease: ClinicalContext | undefined, key: string, state: DecisionState): void {
    if (lease !== this.#lease()) return;
    this.#states.set(key, state);
    this.#host.requestUpdate();
  }
}

/** One version: what is read anew after a change is decided about anew. */
function keyOf({ id, meta }: Observation): string {
  return `${String(id)} ${String(meta?.versionId)}`;
}
