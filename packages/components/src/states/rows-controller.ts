import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatNumber } from '../format/numbers.ts';
import { keepFocus } from './keep-focus.ts';
import type { ListGroup } from './list-controller.ts';
import type { ListWords } from './list-words.ts';

/** How many rows are drawn at once. A record of ten thousand entries must not stop the screen. */
const STEP = 100;

/** Rows of one or more groups of a list: a hundred of each, more on request, and always said how many there are. */
export class RowsController implements ReactiveController {
  readonly #host: LitElement;
  readonly #limits = new Map<string, number>();

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#limits.clear();
  }

  /** A `<ul>` with one `<li>` per entry. */
  render<Entry extends { readonly key: string }>(
    { name, entries, row }: ListGroup<Entry>,
    words: ListWords,
  ): TemplateResult {
    const limit = this.#limits.get(name) ?? STEP;
    const shown = entries.slice(0, limit);
    return html`<ul class="rows" part="rows" data-group=${name}>
        ${repeat(shown, ({ key }) => key, row)}
      </ul>
      ${entries.length > STEP ? this.#renderRest(name, { shown: shown.length, n: entries.length }, words) : nothing}`;
  }

  #renderRest(name: string, count: { shown: number; n: number }, { t, locale }: ListWords): TemplateResult {
    const shown = formatNumber(count.shown, locale);
    const n = formatNumber(count.n, locale);
    const more = () =>
      void keepFocus(this.#host, () => {
        this.#limits.set(name, count.shown + STEP);
        this.#host.requestUpdate();
      });
    return html`<p class="more" part="more">
      <span>${t('list.shown', { shown, n })}</span>
      ${
        count.shown < count.n
          ? html`<button type="button" @click=${more}>${t('action.showMore')}</button>`
          : nothing
      }
    </p>`;
  }
}
