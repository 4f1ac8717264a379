import type { OutboxRepairEvent } from '@samspil/components/events';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Desktop } from '../desktop.ts';
import { OpenPatientEvent } from '../patients/open-patient-event.ts';
import { controls } from '../styles/controls.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { textsIn } from '../texts.ts';

/**
 * The way to what the EPJ has not received: a button while there is any, and the list in a dialog, from which a person
 * sends, corrects or gives up. With a patient only hers; correcting then goes to her apps, else to her chart first.
 */
export class WorkplaceUnsent extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      /* Takes no place of its own while there is nothing to show. */
      :host {
        display: contents;
      }
      .open {
        justify-self: start;
      }
      dialog {
        --width: 52rem;
        padding: 0.75rem;
      }
      .end {
        display: flex;
        justify-content: end;
        margin-block-start: 0.75rem;
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    patient: {},
    locale: {},
    isOpen: { state: true },
    hasUnsent: { state: true },
  };

  declare desktop: Desktop;
  /** Patient id; undefined for all patients of this user. */
  declare patient: string | undefined;
  declare locale: string;
  declare private isOpen: boolean;
  declare private hasUnsent: boolean;
  readonly #unsent = new Set<string>();
  #stop: (() => void) | undefined;

  constructor() {
    super();
    this.locale = 'da';
    this.isOpen = false;
    this.hasUnsent = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('desktop') || changed.has('patient')) this.#follow();
  }

  protected override render(): TemplateResult | typeof nothing {
    const t = textsIn(this.locale);
    if (!this.hasUnsent && !this.isOpen) return nothing;
    return html`<button type="button" class="open" @click=${() => void this.#open()}>
        ${t('unsent.open')}
      </button>
      ${
        this.isOpen
          ? html`<dialog aria-label=${t('unsent.open')} @close=${() => (this.isOpen = false)}>
              <samspil-outbox
                .outbox=${this.desktop.outbox}
                .patient=${this.patient}
                .patientNames=${this.desktop.names.value}
                .locale=${t.locale}
                @samspil-outbox-repair=${(event: OutboxRepairEvent) => this.#repair(event)}
              ></samspil-outbox>
              <div class="end">
                <button type="button" @click=${() => this.#close()}>${t('unsent.close')}</button>
              </div>
            </dialog>`
          : nothing
      }`;
  }

  /** Subscribed before it is listed: a change in between would be lost. */
  #follow(): void {
    const { outbox } = this.desktop;
    const { patient } = this;
    this.#stop?.();
    this.#unsent.clear();
    const note = (id: string, isUnsent: boolean) => {
      if (isUnsent) this.#unsent.add(id);
      else this.#unsent.delete(id);
      this.hasUnsent = this.#unsent.size > 0;
    };
    note('', false);
    let isCurrent = true;
    const stop = outbox.subscribe(({ id, state, patient: of, error }) => {
      const isHere = patient === undefined || of === patient || this.#unsent.has(id);
      if (isHere) note(id, state !== 'accepted' && error?.code !== 'aborted');
    });
    this.#stop = () => {
      isCurrent = false;
      stop();
    };
    outbox.list(patient === undefined ? {} : { patient }).then(
      (list) => {
        if (isCurrent) for (const { id } of list) note(id, true);
      },
      // A list that cannot be read is itself something to look at; the dialog says why.
      () => isCurrent && note('unread', true),
    );
  }

  async #open(): Promise<void> {
    this.isOpen = true;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  #close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }

  #repair(event: OutboxRepairEvent): void {
    const { receipt } = event;
    // The list itself says where no form is, and keeps what else can be done about it at hand.
    if (receipt.state !== 'conflict' && !this.desktop.host.canRepair(receipt)) return;
    event.preventDefault();
    this.#close();
    // In the chart the same event goes on to whoever has the form; from the list the chart comes first.
    if (this.patient === undefined) {
      event.stopPropagation();
      this.dispatchEvent(new OpenPatientEvent(receipt.patient, undefined, receipt));
    }
  }
}
