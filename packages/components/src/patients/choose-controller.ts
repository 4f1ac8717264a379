import type { WorkplaceHost } from '@samspil/sdk/host';
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { codeOf } from '../controllers/lease-task.ts';
import { PatientChooseEvent } from '../events/patient-choose-event.ts';
import { stopIcon } from '../icons/icons.ts';
import type { ReadRow } from './patient-row.ts';
import type { PatientWords } from './render-identity.ts';

interface Host extends LitElement {
  readonly host: WorkplaceHost | undefined;
}

/**
 * What a choice of a patient does: the page is told, and unless it takes the choice over, the workplace's host is asked for
 * the change of context. A choice that a plugin or a person holds back is no failure: the host has asked them already.
 */
export class ChooseController {
  readonly #element: Host;
  #opening: string | undefined;
  #failure: string | undefined;

  constructor(element: Host) {
    this.#element = element;
  }

  /** Key of the row whose patient is being opened. */
  get opening(): string | undefined {
    return this.#opening;
  }

  /** @returns whether anybody opens the patient: false for one who cannot be opened */
  choose({ key, id, row }: ReadRow): boolean {
    if (id === undefined) return false;
    this.#set(undefined);
    const { host } = this.#element;
    if (this.#element.dispatchEvent(new PatientChooseEvent(row.patient, row.encounter)) && host)
      void this.#open(host, { key, id, encounter: row.encounter });
    return true;
  }

  /** Why the patient that was chosen last is not open. */
  renderFailure({
    t,
    error,
  }: PatientWords & { error: (code: string) => string }): TemplateResult | typeof nothing {
    const code = this.#failure;
    if (code === undefined) return nothing;
    return html`<div class="notice danger" part="problem" role="alert" data-code=${code}>
      ${stopIcon}
      <div><strong>${t('patients.notOpened')}</strong>${error(code)}</div>
    </div>`;
  }

  async #open(
    host: WorkplaceHost,
    { key, id, encounter }: { key: string; id: string; encounter: string | undefined },
  ): Promise<void> {
    this.#set(key);
    try {
      await host.setContext({ patient: id, ...(encounter !== undefined && { encounter }) });
      this.#set(undefined);
    } catch (error) {
      this.#set(undefined, codeOf(error));
    }
  }

  #set(opening: string | undefined, failure?: string): void {
    this.#opening = opening;
    this.#failure = failure;
    this.#element.requestUpdate();
  }
}
