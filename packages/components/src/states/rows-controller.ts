import { html, type LitElement, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ListWords } from './list-words.ts';
import { RowLimits } from './row-limits.ts';

/** The entries of one part of a list. */
export interface ListGroup<Entry> {
  /** Unique in the list. */
  readonly name: string;
  /** In the order of the screen; `key` keeps a row, and what is opened in it, through every reading. */
  readonly entries: readonly Entry[];
  /**
   * Says the entry in the language in force, and depends on nothing else: a row whose entry is the very same object is not
   * made again. An element whose rows depend on more gives new entries when that changes.
   */
  readonly row: (entry: Entry) => TemplateResult;
}

/** Rows of one or more groups of a list, each a plain list of as many as {@link RowLimits} draws. */
export class RowsController {
  readonly #limits: RowLimits;

  constructor(host: LitElement) {
    this.#limits = new RowLimits(host);
  }

  /** A `<ul>` with one `<li>` per entry. */
  render<Entry extends { readonly key: string }>(
    { name, entries, row }: ListGroup<Entry>,
    words: ListWords,
  ): TemplateResult {
    const shown = this.#limits.shown(name, entries);
    return html`<ul class="rows" part="rows" data-group=${name}>
        ${repeat(
          shown,
          ({ key }) => key,
          (entry) => guard([entry, words.locale], () => row(entry)),
        )}
      </ul>
      ${this.#limits.renderRest(name, { shown: shown.length, n: entries.length }, words)}`;
  }
}
