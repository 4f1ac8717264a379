import type { ConflictSource } from '@samspil/components/components/conflict';
import type { ClinicalContext } from '@samspil/sdk';
import { LitElement, css, html } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { textsIn } from '../texts.ts';

/** The dialog in which a person decides about a write in conflict. Escape leaves it for later. */
export class WorkplaceConflict extends LitElement {
  static override styles = [
    dialogStyles,
    css`
      dialog {
        --width: 44rem;
        padding: 0;
        border: none;
      }
    `,
  ];

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
    return html`<dialog
      aria-label=${textsIn(this.locale)('conflict.open')}
      @close=${() => (this.receipt = undefined)}
    >
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
