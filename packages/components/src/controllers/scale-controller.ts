import { codingKey, SAMSPIL_SCORE } from '@samspil/sdk/clinical';
import type { ClinicalContext } from '@samspil/sdk';
import type { ServiceRequest } from 'fhir/r4';
import type { ReactiveControllerHost } from 'lit';
import { workplaceContext } from '../contexts/index.ts';
import { codeKeys } from '../observations/code-keys.ts';
import { AcceptedController } from './accepted-controller.ts';
import { LeaseTask } from './lease-task.ts';
import { ProvidedValue } from './provided-value.ts';
import { ReconnectController } from './reconnect-controller.ts';

/** The saturation scales of NEWS2. */
export type Scale = '1' | '2';

const ORDER = codingKey({ system: SAMSPIL_SCORE, code: 'news2-scale2' }) ?? '';

export interface ScaleOptions {
  /** The lease to read the order under; undefined where the scale was given, or matters to nothing. */
  lease(): ClinicalContext | undefined;
  /** What the page says. */
  given(): string | number | null | undefined;
}

/**
 * Which saturation scale of NEWS2 holds: scale 2 is an order, never a guess (clinical.md §3.1, rule 4). What the page gives
 * holds; without it the order is looked for in the record.
 */
export class ScaleController {
  readonly #options: ScaleOptions;
  readonly #order: LeaseTask<boolean>;

  constructor(host: ReactiveControllerHost & HTMLElement, options: ScaleOptions) {
    this.#options = options;
    const lease = () => (this.#given === undefined ? options.lease() : undefined);
    this.#order = new LeaseTask(host, { lease, load: isOrdered });
    new AcceptedController(host, { lease, types: ['ServiceRequest'], changed: () => this.#order.reload() });
    const workplace = new ProvidedValue(host, workplaceContext);
    const retry = () => this.#order.retry();
    new ReconnectController(host, () => workplace.value?.online, retry);
  }

  /** Undefined while the order is looked for: a total by the wrong scale is worse than none. */
  get scale(): Scale | undefined {
    const { state } = this.#order;
    if (this.#given !== undefined) return this.#given;
    if (state.status === 'loading') return undefined;
    return state.status === 'loaded' && state.value ? '2' : '1';
  }

  /** Nobody could say whether scale 2 is ordered, so that scale 1 is used. */
  get isUnread(): boolean {
    return this.#given === undefined && this.#order.state.status === 'failed';
  }

  get #given(): Scale | undefined {
    const given = this.#options.given();
    return given === undefined || given === null ? undefined : String(given) === '2' ? '2' : '1';
  }
}

async function isOrdered(lease: ClinicalContext, signal: AbortSignal): Promise<boolean> {
  const parameters = { code: ORDER, status: 'active' };
  const found = lease.fhir.search<ServiceRequest>('ServiceRequest', parameters, { signal });
  for await (const { status, doNotPerform, code } of found)
    if (status === 'active' && doNotPerform !== true && codeKeys(code).includes(ORDER)) return true;
  return false;
}
