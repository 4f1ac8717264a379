import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatNumber } from '../format/numbers.ts';
import { keepFocus } from './keep-focus.ts';
import type { ListWords } from './list-words.ts';

/** The entries of one part of a list. */
export interface ListGroup<Entry> {
  /** Unique in the list. */
  readonly name: string;
  /** In the order of the screen; `key` keeps a row, and what is opened in it, through every reading. */
  readonly entries: readonly Entry[];
  readonly row: (entry: Entry) => TemplateResult;
}

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
    return html`<ul class="rows" part="rows" data-group=${name}>
        ${repeat(this.shown(name, entries), ({ key }) => key, row)}
      </ul>
      ${this.renderRest(name, entries.length, words)}`;
  }

  /** Those of a group that are drawn, for one that is no plain list. */
  shown<Entry>(name: string, entries: readonly Entry[]): Entry[] {
    return entries.slice(0, this.#limits.get(name) ?? STEP);
  }

  /** Below what is drawn of a group: how many of how many, and the way to more. Nothing for a short one. */
  renderRest(name: string, n: number, words: ListWords): TemplateResult | typeof nothing {
    const shown = Math.min(n, this.#limits.get(name) ?? STEP);
    return n > STEP ? this.#renderRest(name, { shown, n }, words) : nothing;
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
