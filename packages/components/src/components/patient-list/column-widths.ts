import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { WidthsChangeEvent } from '../../events/widths-change-event.ts';
import type { ListColumn, PatientListWords } from './list-columns.ts';

interface Host extends LitElement {
  widths: Readonly<Record<string, number>> | undefined;
}

/** Rem. A column is never narrower than its longest word, whatever is asked for: the browser's tables see to that. */
const LEAST = 4;
const MOST = 40;

/**
 * How wide the columns are (LST-06): by dragging the edge of a head, or by a slider for each, which takes a key, a press or a
 * finger as well. What is set is the page's to remember.
 */
export class ColumnWidths {
  readonly #host: Host;
  #isOpen = false;
  #drag:
    | { readonly name: string; readonly x: number; readonly from: number; readonly before: unknown }
    | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /** True once a person has set any: the patient column then takes what is left. */
  get areSet(): boolean {
    return Object.keys(this.#host.widths ?? {}).length > 0;
  }

  styleOf(name: string): { '--width'?: string } {
    const width = this.#host.widths?.[name];
    return typeof width === 'number' && width > 0 ? { '--width': `${within(width)}rem` } : {};
  }

  /** The edge of a head that a pointer drags. The sliders do the same for everybody else. */
  renderGrip(name: string): TemplateResult {
    return html`<span
      class="grip"
      aria-hidden="true"
      @pointerdown=${(event: PointerEvent) => this.#begin(event, name)}
      @pointermove=${this.#move}
      @pointerup=${this.#end}
      @pointercancel=${this.#cancel}
    ></span>`;
  }

  renderSliders(columns: readonly ListColumn[], { t }: PatientListWords): TemplateResult | typeof nothing {
    if (columns.length < 2) return nothing;
    return html`<details class="widths" @toggle=${this.#toggled}>
      <summary>${t('patientList.columns')}</summary>
      ${
        this.#isOpen
          ? html`<div class="sliders">
              ${columns.map(
                ({ name, label }) =>
                  html`<label>
                    <span>${t('patientList.width', { name: label })}</span>
                    <input
                      type="range"
                      min=${LEAST}
                      max=${MOST}
                      step="0.5"
                      .value=${String(this.#widthOf(name))}
                      @input=${(event: Event) => this.#set(name, Number((event.target as HTMLInputElement).value))}
                      @change=${() => this.#tell()}
                    />
                  </label>`,
              )}
              <button type="button" ?disabled=${!this.areSet} @click=${this.#reset}>
                ${t('patientList.widthsReset')}
              </button>
            </div>`
          : nothing
      }
    </details>`;
  }

  /** As set, else as it is on the screen. */
  #widthOf(name: string): number {
    const head = this.#host.renderRoot.querySelector<HTMLElement>(`[data-column="${CSS.escape(name)}"]`);
    return this.#host.widths?.[name] ?? within((head?.offsetWidth ?? 0) / rem());
  }

  #set(name: string, width: number): void {
    this.#host.widths = { ...this.#host.widths, [name]: within(width) };
  }

  #tell(): void {
    this.#host.dispatchEvent(new WidthsChangeEvent(this.#host.widths ?? {}));
  }

  readonly #reset = (): void => {
    this.#host.widths = undefined;
    this.#tell();
    this.#host.renderRoot.querySelector<HTMLElement>('.widths summary')?.focus();
  };

  readonly #toggled = (event: Event): void => {
    this.#isOpen = (event.currentTarget as HTMLDetailsElement).open;
    this.#host.requestUpdate();
  };

  #begin(event: PointerEvent, name: string): void {
    const grip = event.currentTarget as HTMLElement;
    if (event.button !== 0 || !grip.parentElement) return;
    event.preventDefault();
    grip.setPointerCapture(event.pointerId);
    const from = grip.parentElement.offsetWidth / rem();
    this.#drag = { name, x: event.clientX, from, before: this.#host.widths };
  }

  readonly #move = (event: PointerEvent): void => {
    if (!this.#drag) return;
    const { name, x, from } = this.#drag;
    const forwards = getComputedStyle(this.#host).direction === 'rtl' ? -1 : 1;
    this.#set(name, from + (forwards * (event.clientX - x)) / rem());
  };

  readonly #end = (): void => {
    const isChanged = this.#drag && this.#drag.before !== this.#host.widths;
    this.#drag = undefined;
    if (isChanged) this.#tell();
  };

  /** The browser took the pointer for something else: as if nobody had begun. */
  readonly #cancel = (): void => {
    if (this.#drag) this.#host.widths = this.#drag.before as Host['widths'];
    this.#drag = undefined;
  };
}

function within(width: number): number {
  return Math.round(2 * Math.min(MOST, Math.max(LEAST, width))) / 2;
}

/** Pixels of one rem. */
function rem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
