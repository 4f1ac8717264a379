import { html, nothing, type TemplateResult } from 'lit';
import type { TimeSpan } from '../../charts/chart-spec.ts';
import { formatMoment, toIsoWithOffset } from '../../format/dates.ts';
import { formatNumber } from '../../format/numbers.ts';
import { rowWords } from './row-words.ts';
import type { SortKey, TableOrder, TableRow } from './table-rows.ts';
import type { ChartWords } from './vitals-chart-texts.ts';

export interface TableView {
  readonly words: ChartWords;
  /** Sorted. */
  readonly rows: readonly TableRow[];
  /** How many the stretch of time leaves out. */
  readonly outside: number;
  /** How many of them are drawn. */
  readonly limit: number;
  readonly order: TableOrder;
  readonly span: TimeSpan;
  readonly sort: (by: SortKey) => void;
  readonly more: () => void;
}

/** The same measurements as the charts, and those no chart can draw, for everybody who cannot or need not see a curve. */
export function renderTable(view: TableView): TemplateResult {
  const { words, rows, outside, limit, span } = view;
  const { t, locale } = words;
  const said = (at: number) => formatMoment(toIsoWithOffset(new Date(at)), locale, { isInSentence: true });
  const caption = t('chart.caption', { from: said(span.from), to: said(span.to) });
  return html`<div class="scroll" part="table" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <caption>
          ${caption}
          ${rows.some(({ at }) => Number.isNaN(at)) ? html`<span class="small">${t('chart.undated')}</span>` : nothing}
          ${
            outside > 0
              ? html`<span class="small" data-note="chart.outside"
                  >${t(outside === 1 ? 'chart.outside.one' : 'chart.outside.other', { n: formatNumber(outside, locale) })}</span
                >`
              : nothing
          }
        </caption>
        <thead>
          <tr>
            ${heading('time', t('obs.time'), view)} ${heading('sign', t('obs.sign'), view)}
            ${heading('value', t('obs.value'), view)}
            <th scope="col">${t('obs.unit')}</th>
            <th scope="col">${t('chart.how')}</th>
            <th scope="col">${t('chart.note')}</th>
          </tr>
        </thead>
        <tbody part="rows">
          ${rows.slice(0, limit).map((row) => renderRow(row, words))}
        </tbody>
      </table>
    </div>
    ${rows.length > limit ? renderRest(view) : nothing}`;
}

function heading(by: SortKey, label: string, { order, sort }: TableView): TemplateResult {
  const isSorted = order.by === by;
  return html`<th
    scope="col"
    class=${by === 'value' ? 'figure' : ''}
    aria-sort=${isSorted ? (order.isAscending ? 'ascending' : 'descending') : 'none'}
  >
    <button type="button" class="sort" data-sort=${by} @click=${() => sort(by)}>
      ${label}<span aria-hidden="true">${isSorted ? (order.isAscending ? ' ↑' : ' ↓') : ''}</span>
    </button>
  </th>`;
}

function renderRow(row: TableRow, words: ChartWords): TemplateResult {
  const { t, locale } = words;
  const { name, number, text, unit, remarks, how, isWrong } = rowWords(row, words);
  const value = number
    ? html`<span class="whole">${number[0]}</span><span class="fraction">${number[1]}</span>`
    : text;
  return html`<tr class=${isWrong ? 'wrong' : ''} part="row">
    <td>
      <time datetime=${Number.isNaN(row.at) ? nothing : (row.effective ?? nothing)}
        >${formatMoment(row.effective, locale)}</time
      >
    </td>
    <th scope="row">${name}</th>
    <td class=${number ? 'figure' : 'said'}>${isWrong ? html`<s>${value}</s>` : value}</td>
    <td>${unit}</td>
    <td>${how.length > 0 ? how.join(', ') : t('common.notStated')}</td>
    <td>${remarks.join(', ')}</td>
  </tr>`;
}

function renderRest({ words, rows, limit, more }: TableView): TemplateResult {
  const { t, locale } = words;
  return html`<p class="more">
    <span
      >${t('list.shown', { shown: formatNumber(limit, locale), n: formatNumber(rows.length, locale) })}</span
    >
    <button type="button" @click=${more}>${t('action.showMore')}</button>
  </p>`;
}
