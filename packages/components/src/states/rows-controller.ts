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
  /**
   * All that rows say beside their entry, often nothing. Given, an entry that holds the very same things as before is the
   * same, also as a new object: when one of a thousand changes, one row is made again.
   */
  readonly depends?: readonly unknown[];
  /** Nobody opened it yet: it is drawn only as far as the hundred rows of a list go. */
  readonly isClosed?: boolean;
}

/** Rows of one or more groups of a list, each a plain list of as many as {@link RowLimits} draws. */
export class RowsController {
  readonly #limits: RowLimits;

  constructor(host: LitElement) {
    this.#limits = new RowLimits(host);
  }

  /** A `<ul>` with one `<li>` per entry. */
  render<Entry extends { readonly key: string }>(
    { name, entries, row, depends, isClosed = false }: ListGroup<Entry>,
    words: ListWords,
  ): TemplateResult {
    const shown = this.#limits.shown(name, entries, isClosed ? 0 : undefined);
    return html`<ul class="rows" part="rows" data-group=${name}>
        ${repeat(
          shown,
          ({ key }) => key,
          (entry) => guard([words.locale, ...heldBy(entry, depends)], () => row(entry)),
        )}
      </ul>
      ${this.#limits.renderRest(name, { shown: shown.length, n: entries.length }, words)}`;
  }
}

/** What must be the same for a row to stay as it is. Lists in an entry are compared by what is in them. */
function heldBy(entry: object, depends: readonly unknown[] | undefined): readonly unknown[] {
  if (!depends) return [entry];
  const held = Object.values(entry).flatMap((value: unknown) =>
    Array.isArray(value) ? [value.length, ...(value as unknown[])] : [value],
  );
  return [...depends, ...held];
}
