import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { FhirResource } from 'fhir/r4';
import type { SearchController, SearchLoaded } from '../controllers/search-controller.ts';
import { keepFocus } from './keep-focus.ts';
import type { ListWords } from './list-words.ts';
import { renderFailed, renderGaps, renderMissing } from './render-problem.ts';

/** What an element says of its list; all else is the same in every list. */
export interface ListView<T extends FhirResource> {
  readonly title: string;
  /** That it could not be read, as a heading. */
  readonly failed: string;
  /** What is said of a record that has none: the element's own, because "none recorded" is not "nobody asked". */
  readonly empty: TemplateResult;
  readonly rows: (resources: readonly T[], loaded: SearchLoaded<T>) => TemplateResult;
  /** What the entries of a type are called, for a list that may be without some. */
  readonly nameOfType?: (type: string) => string | undefined;
}

interface ShownList<T extends FhirResource> extends ListView<T> {
  readonly host: LitElement;
  readonly search: SearchController<T>;
  readonly words: ListWords;
}

/**
 * A list from the record in every state it can be in. It is no live region: a chart has many lists, and a screen that reads
 * them all at once says nothing (components.md 5.3). `aria-busy` says that it is being read.
 */
export function renderList<T extends FhirResource>(view: ShownList<T>): TemplateResult | typeof nothing {
  const { search, words, title } = view;
  const { state } = search;
  if (state.status === 'none') return nothing;
  const isBusy = state.status === 'loading' || (state.status === 'loaded' && state.isFetching);
  return html`<section
    class="list"
    part="list"
    lang=${words.locale}
    aria-label=${title}
    aria-busy=${isBusy ? 'true' : 'false'}
    tabindex="-1"
  >
    <header part="header">
      <h2>${title}</h2>
      <slot name="actions"></slot>
    </header>
    ${renderBody(view)}
  </section>`;
}

function renderBody<T extends FhirResource>(view: ShownList<T>): TemplateResult | typeof nothing {
  const { host, search, words, failed } = view;
  const retry = () => void keepFocus(host, () => search.retry());
  switch (search.state.status) {
    case 'none':
      return nothing;
    case 'loading':
      return renderLoading(words);
    case 'failed':
      return renderFailed(search.state.code, { words, failed, retry });
    case 'loaded':
      return renderLoaded(search.state, { ...view, retry });
  }
}

function renderLoading({ t }: ListWords): TemplateResult {
  return html`<div class="loading" part="loading">
    <span class="sr-only">${t('a11y.loading')}</span>
    ${['', '', ''].map(() => html`<span class="skeleton" aria-hidden="true"></span>`)}
  </div>`;
}

function renderLoaded<T extends FhirResource>(
  loaded: SearchLoaded<T>,
  view: ShownList<T> & { readonly retry: () => void },
): TemplateResult {
  const { search, words, rows, empty, retry, nameOfType } = view;
  const { resources, unreadable, hasMore, missing } = loaded;
  const isEmpty = resources.length === 0 && unreadable === 0 && !hasMore && missing.length === 0;
  return html`<samspil-read-age
      .resources=${search.lease ? resources : undefined}
      .context=${search.lease}
      .locale=${words.locale}
    ></samspil-read-age>
    ${renderGaps(loaded, { words, retry })}
    ${missing.map((each) => renderMissing(each, { words, retry, name: nameOfType?.(each.type) ?? each.type }))}
    ${isEmpty ? html`<div class="empty" part="empty">${empty}</div>` : rows(resources, loaded)}
    ${hasMore ? renderMore(loaded, view) : nothing}`;
}

/** Never only a button: that the record holds more than the screen is a fact about the patient. */
function renderMore<T extends FhirResource>(
  { isFetching, problem }: SearchLoaded<T>,
  { host, search, words }: ShownList<T>,
): TemplateResult {
  const more = () => void keepFocus(host, () => search.more());
  return html`<p class="more" part="more">
    <span>${words.t('list.hasMore')}</span>
    ${
      problem?.of === 'more'
        ? nothing
        : html`<button type="button" aria-disabled=${isFetching ? 'true' : 'false'} @click=${more}>
            ${words.t('action.showMore')}
          </button>`
    }
  </p>`;
}
