import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { labelOf, unitOf, valueOf, type TrendWords } from './trend-format.ts';
import type { TrendName, TrendPoint } from './trend-series.ts';

export interface TableRow {
  readonly name: TrendName;
  readonly point: TrendPoint;
}

/** The same measurements as the charts, for those who cannot see these or want the figures: newest first (TBL-06). */
export function renderTable(rows: readonly TableRow[], words: TrendWords): TemplateResult {
  const { t, locale } = words;
  const newestFirst = [...rows].sort((a, b) => b.point.at - a.point.at);
  const hasSource = rows.some(({ point }) => point.by !== undefined);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('obs.tableCaption')}>
    <table>
      <caption>
        ${t('obs.tableCaption')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('obs.time')}</th>
          <th scope="col">${t('obs.sign')}</th>
          <th scope="col" class="figure">${t('obs.value')}</th>
          <th scope="col">${t('obs.unit')}</th>
          ${hasSource ? html`<th scope="col">${t('obs.by')}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${newestFirst.map(
          ({ name, point }) =>
            html`<tr>
              <td><time datetime=${point.effective}>${formatMoment(point.effective, locale)}</time></td>
              <th scope="row">${labelOf(name, words)}</th>
              <td class="figure">
                ${valueOf(name, point, words)}
                ${
                  point.status === 'preliminary'
                    ? html`<small>${t('obs.preliminary')}</small>`
                    : point.status === 'corrected' || point.status === 'amended'
                      ? html`<small>${t('obs.corrected')}</small>`
                      : nothing
                }
              </td>
              <td>
                ${unitOf(name, words)}
                ${
                  point.oxygen
                    ? html`<small
                        >${t(point.oxygen === 'oxygen' ? 'vitals.oxygen' : 'vitals.roomAir')}</small
                      >`
                    : nothing
                }
              </td>
              ${hasSource ? html`<td>${point.by ?? ''}</td>` : nothing}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
