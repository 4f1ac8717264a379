import type { ClinicalContext } from '@samspil/sdk';
import { LitElement, css, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { controls } from '../styles/controls.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { textsIn } from '../texts.ts';

/** So many histories are read beside each other; the rest of a series on request. */
const STEP = 5;

/** The dialog that says who changed an entry of the chart, and from which app. Closed, it gives the focus back. */
export class WorkplaceHistory extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      dialog {
        --width: 48rem;
        padding: 0.75rem;
      }
      dialog > * + * {
        margin-block-start: 0.75rem;
      }
      .end {
        position: sticky;
        inset-block-end: -0.75rem;
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        justify-content: end;
        padding-block: 0.75rem;
        background: var(--samspil-surface-raised);
      }
    `,
  ];

  static override properties = {
    context: { attribute: false },
    locale: {},
    references: { state: true },
    shown: { state: true },
  };

  /** The open patient. With another one, or with none, the dialog closes. */
  declare context: ClinicalContext | undefined;
  declare locale: string;
  declare private references: readonly string[];
  declare private shown: number;

  constructor() {
    super();
    this.locale = 'da';
    this.references = [];
    this.shown = STEP;
  }

  /** Shows the versions of resources, as `Type/id`, over the chart. */
  open(references: readonly string[]): void {
    this.references = references;
    this.shown = STEP;
    this.#dialog?.showModal();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('context')) this.#dialog?.close();
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const { references, shown } = this;
    // Emptied when it closes: what was shown of one patient must not lie in the page of the next.
    return html`<dialog aria-label=${t('chart.history.title')} @close=${() => (this.references = [])}>
      ${references
        .slice(0, shown)
        .map(
          (reference) =>
            html`<samspil-resource-history
              .reference=${reference}
              .context=${this.context}
              .locale=${t.locale}
            ></samspil-resource-history>`,
        )}
      <div class="end">
        ${
          shown < references.length
            ? html`<button type="button" @click=${() => (this.shown += STEP)}>
                ${t('chart.history.more', { shown, n: references.length })}
              </button>`
            : nothing
        }
        <button type="button" @click=${() => this.#dialog?.close()}>${t('chart.history.close')}</button>
      </div>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }
}
