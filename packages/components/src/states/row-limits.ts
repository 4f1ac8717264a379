import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { formatNumber } from '../format/numbers.ts';
import { keepFocus } from './keep-focus.ts';
import type { ListWords } from './list-words.ts';

/** How many rows are drawn at once. A record of ten thousand entries must not stop the screen. */
const STEP = 100;
/** Of a group that comes after as many rows as that. */
const LEAST = 20;
/** What a press adds: it must be answered at once. */
const MORE = 50;

/** How many rows of a group are drawn, of how many. */
export interface RowCount {
  readonly shown: number;
  readonly n: number;
}

/** How many rows of each group are drawn: a hundred in all, more on request, and always said of how many. */
export class RowLimits implements ReactiveController {
  readonly #host: LitElement;
  /** What a person asked for. */
  readonly #limits = new Map<string, number>();
  /** Of the hundred, what the groups above left in this update. */
  #left = STEP;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#left = STEP;
  }

  hostDisconnected(): void {
    this.#limits.clear();
  }

  /**
   * Those of a group that are drawn. Groups are asked for once in each update, from the top of the screen.
   *
   * @param least how many at any rate
   */
  shown<Entry>(name: string, entries: readonly Entry[], least = LEAST): Entry[] {
    const shown = entries.slice(0, this.#limits.get(name) ?? Math.max(this.#left, least));
    this.#left -= shown.length;
    return shown;
  }

  /** Below what is drawn of a group: how many of how many, and the way to more. Nothing for a short one. */
  renderRest(name: string, count: RowCount, words: ListWords): TemplateResult | typeof nothing {
    const isWhole = count.shown >= count.n && !this.#limits.has(name);
    return isWhole ? nothing : this.#renderRest(name, count, words);
  }

  #renderRest(name: string, count: RowCount, { t, locale }: ListWords): TemplateResult {
    const shown = formatNumber(count.shown, locale);
    const n = formatNumber(count.n, locale);
    const more = () =>
      void keepFocus(this.#host, () => {
        this.#limits.set(name, count.shown + MORE);
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
