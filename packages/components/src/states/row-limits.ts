import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { formatNumber } from '../format/numbers.ts';
import { keepFocus } from './keep-focus.ts';
import type { ListWords } from './list-words.ts';

/** How many rows are drawn at once. A record of ten thousand entries must not stop the screen. */
const STEP = 100;

/** How many rows of each group are drawn: a hundred, more on request, and always said of how many. */
export class RowLimits implements ReactiveController {
  readonly #host: LitElement;
  readonly #limits = new Map<string, number>();

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#limits.clear();
  }

  /** Those of a group that are drawn. */
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
