import type { ConflictSource } from '@samspil/components/components/conflict';
import type { ClinicalContext } from '@samspil/sdk';
import { LitElement, css, html } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';

/** The dialog in which a person decides about a write in conflict. Escape leaves it for later. */
export class WorkplaceConflict extends LitElement {
  static override styles = css`
    dialog {
      width: min(44rem, calc(100vw - 1rem));
      max-height: calc(100dvh - 1rem);
      padding: 0;
      border: none;
      border-radius: var(--samspil-radius);
      background: var(--samspil-surface-raised);
      overflow: auto;
    }
    dialog::backdrop {
      background: rgb(8 16 24 / 0.55);
    }
  `;

  static override properties = {
    host: { attribute: false },
    context: { attribute: false },
    locale: {},
    receipt: { state: true },
  };

  declare host: ConflictSource;
  /** The open patient. With another one the dialog closes: the conflict waits where it is. */
  declare context: ClinicalContext | undefined;
  declare locale: string;
  declare private receipt: string | undefined;

  /** Shows the conflict of a receipt over the chart. */
  open(receipt: string): void {
    this.receipt = receipt;
    this.#dialog?.showModal();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('context')) this.#dialog?.close();
  }

  protected override render(): TemplateResult {
    // Emptied when it closes: what was shown of one patient must not lie in the page of the next.
    return html`<dialog @close=${() => (this.receipt = undefined)}>
      <samspil-conflict
        .host=${this.host}
        .receipt=${this.receipt}
        .locale=${this.locale}
        @samspil-conflict-close=${() => this.#dialog?.close()}
      ></samspil-conflict>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}
