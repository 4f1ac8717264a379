import type { FhirResource } from 'fhir/r4';
import type { nothing, TemplateResult } from 'lit';
import { DrawnController } from '../controllers/drawn-controller.ts';
import { SearchController, type SearchOptions } from '../controllers/search-controller.ts';
import { TextController } from '../controllers/text-controller.ts';
import { commonTexts } from '../locales/catalogues/common.ts';
import { listTexts } from '../locales/catalogues/list.ts';
import type { Catalogue } from '../locales/text.ts';
import { CustomStates } from './custom-states.ts';
import type { ListHost } from './list-properties.ts';
import type { WordsOf } from './list-words.ts';
import { renderGroup } from './render-facts.ts';
import { renderList, type ListView } from './render-list.ts';
import { RowsController, type ListGroup } from './rows-controller.ts';

/**
 * All that one list element has in common with another: the search and its states, the texts, the rows, the frame. An
 * element says which types it lists and what a row of them is.
 */
export class ListController<T extends FhirResource, C extends Catalogue> {
  /** The texts in the language in force. */
  readonly words: WordsOf<C>;
  readonly #host: ListHost<T>;
  readonly #search: SearchController<T>;
  readonly #rows: RowsController;
  readonly #drawn: DrawnController;

  /** @param options.texts the element's own; those of every list are added */
  constructor(host: ListHost<T>, { texts, ...search }: SearchOptions<T> & { readonly texts: readonly C[] }) {
    this.#host = host;
    this.words = new TextController(host, ...texts, listTexts, commonTexts);
    this.#search = new SearchController(host, search);
    this.#rows = new RowsController(host);
    this.#drawn = new DrawnController(host);
    new CustomStates(host, this.#search);
  }

  /** Reads again. What is shown stays until the answer is there. Never rejects. */
  reload(): Promise<void> {
    return this.#search.reload();
  }

  /** The list in the state it is in. */
  render(view: ListView<T>): TemplateResult | typeof nothing {
    return renderList({ ...view, host: this.#host, search: this.#search, words: this.words });
  }

  /** Rows in sight. */
  renderRows<Entry extends { readonly key: string }>(group: ListGroup<Entry>): TemplateResult {
    return this.#rows.render(group, this.words);
  }

  /** Rows that are closed at first, because they do not count; of a long list drawn when opened. Nothing for none. */
  renderClosed<Entry extends { readonly key: string }>(
    title: string,
    group: ListGroup<Entry>,
  ): TemplateResult | typeof nothing {
    const { name, entries } = group;
    const isClosed = !this.#drawn.draws(name);
    const opens = () => this.#drawn.open(name);
    return renderGroup({ name, title, n: entries.length, opens }, this.renderRows({ ...group, isClosed }));
  }
}
