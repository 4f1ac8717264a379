import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { formatName } from '../../format/names.ts';
import { renderCautions, renderLines, renderName } from '../../patients/render-identity.ts';
import type { ReadRow } from '../../patients/patient-row.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { ListColumns, PatientListWords } from './list-columns.ts';

export interface RowView {
  readonly words: PatientListWords;
  readonly columns: ListColumns;
  /** Key of the row whose patient is being opened. */
  readonly opening: string | undefined;
  readonly choose: (row: ReadRow) => void;
}

/**
 * One patient per row: name, birth date and number below each other, then where and when. The roles are said aloud because
 * a narrow screen shows the table as cards, and browsers forget the roles with `display`.
 */
export function renderRow(read: ReadRow, { words, columns, opening, choose }: RowView): TemplateResult {
  const { t, locale } = words;
  const { facts, difference, place, time, flags } = read;
  const name = renderName(facts, difference, words);
  return html`<tr
    role="row"
    class="entry ${read.id ? 'open' : ''}"
    part="row"
    aria-busy=${opening === read.key ? 'true' : 'false'}
  >
    <th role="rowheader" scope="row" class="key">
      ${
        read.id
          ? html`<button type="button" class="choose who" data-key=${read.key} @click=${() => choose(read)}>
              ${name}
            </button>`
          : html`<span class="who">${name}</span>`
      }
      ${facts.preferredName ? html`<span class="fact label">${t('banner.alsoKnownAs', { name: facts.preferredName })}</span>` : nothing}
      ${renderLines(facts, difference, words)}
      ${renderTags([
        ...renderCautions(facts, difference, words),
        ...(read.id ? [] : [t('patients.noId')]),
        ...flags,
      ])}
      ${
        opening === read.key
          ? html`<span class="label"
              >${t('patients.opening', { name: facts.name ? formatName(facts.name) : '' })}</span
            >`
          : nothing
      }
    </th>
    ${columns.place ? html`<td role="cell">${place ?? html`<span class="missing">${t('patientList.noPlace')}</span>`}</td>` : nothing}
    ${
      columns.time
        ? html`<td role="cell" class="time">
            <span class="label narrow">${columns.timeLabel}</span>
            ${
              time
                ? html`<time datetime=${time}>${formatMoment(time, locale)}</time>`
                : html`<span class="missing">${t('patientList.noTime')}</span>`
            }
          </td>`
        : nothing
    }
  </tr>`;
}
