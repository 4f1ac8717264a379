import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { formatName } from '../../format/names.ts';
import { changeIcon } from '../../icons/icons.ts';
import { renderCautions, renderFlag, renderLines, renderName } from '../../patients/render-identity.ts';
import type { ReadRow, RowFlag } from '../../patients/patient-row.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { RowChange } from './list-changes.ts';
import type { ListColumn, PatientListWords } from './list-columns.ts';
import { renderBefore, renderMark } from './render-changes.ts';

export interface RowView {
  readonly words: PatientListWords;
  readonly columns: readonly ListColumn[];
  /** Key of the row whose patient is being opened. */
  readonly opening: string | undefined;
  readonly changes: ReadonlyMap<string, RowChange>;
  readonly choose: (row: ReadRow) => void;
  /** Takes the mark from a row that has changed. */
  readonly seen: (key: string) => void;
}

/**
 * One patient per row: name, birth date and number below each other, then where and when. The roles are said aloud because
 * a narrow screen shows the table as cards, and browsers forget the roles with `display`.
 */
export function renderRow(row: ReadRow, view: RowView): TemplateResult {
  const { words, columns, opening, changes } = view;
  const change = changes.get(row.key);
  const isGone = change?.kind === 'gone';
  const isMarked = (column: string) => change?.kind === 'new' || change?.columns.has(column) === true;
  return html`<tr
    role="row"
    class="entry ${row.id && !isGone ? 'open' : ''} ${change ? `marked ${change.kind}` : ''}"
    part="row"
    aria-busy=${opening === row.key ? 'true' : 'false'}
  >
    ${columns.map(({ name, label }) => {
      if (name === 'name') return renderPatient(row, { ...view, change });
      const value = renderValue(name, row, words);
      const isLabelled = name !== 'place' && value !== nothing;
      return html`<td role="cell" class="${name === 'time' ? 'time' : ''} ${isMarked(name) ? 'changed' : ''}">
        ${isLabelled ? html`<span class="label narrow">${label}</span>` : nothing} ${value}
        ${renderBefore(name, { row, change, words })}
      </td>`;
    })}
  </tr>`;
}

function renderPatient(row: ReadRow, view: RowView & { change: RowChange | undefined }): TemplateResult {
  const { words, opening, change, choose, seen } = view;
  const { t } = words;
  const { facts, difference, id, key } = row;
  const name = renderName(facts, difference, words);
  const isChanged = change?.kind === 'new' || change?.columns.has('name') === true;
  return html`<th role="rowheader" scope="row" class="key ${isChanged ? 'changed' : ''}">
    ${
      id && change?.kind !== 'gone'
        ? html`<button type="button" class="choose who" data-key=${key} @click=${() => choose(row)}>
            ${name}
          </button>`
        : html`<span class="who">${name}</span>`
    }
    ${facts.preferredName ? html`<span class="fact label">${t('banner.alsoKnownAs', { name: facts.preferredName })}</span>` : nothing}
    ${renderLines(facts, difference, words)} ${renderBefore('name', { row, change, words })}
    ${renderTags([
      ...renderCautions(facts, difference, words),
      ...(id ? [] : [t('patients.noId')]),
      ...row.flags.map((flag) => (change?.newFlags.has(flag.text) ? renderNewFlag(flag) : renderFlag(flag))),
    ])}
    ${renderMark(row, change, { words, seen: () => seen(key) })}
    ${
      opening === key
        ? html`<span class="label"
            >${t('patients.opening', { name: facts.name ? formatName(facts.name) : '' })}</span
          >`
        : nothing
    }
  </th>`;
}

/** Only the changed entry of the cell is marked (LST-18). */
function renderNewFlag({ text }: RowFlag): TemplateResult {
  return html`<span class="tag info">${changeIcon}${text}</span>`;
}

function renderValue(column: string, row: ReadRow, { t, locale }: PatientListWords): unknown {
  const missing = (text: string) => html`<span class="missing">${text}</span>`;
  switch (column) {
    case 'place':
      return row.place ?? missing(row.noPlace ?? t('patientList.noPlace'));
    case 'time':
      return row.time
        ? html`<time datetime=${row.time}>${formatMoment(row.time, locale)}</time>`
        : row.noPlace === undefined
          ? missing(t('patientList.noTime'))
          : // Who has no place has not come: nobody asks since when.
            nothing;
    default:
      return row.cells[column] ?? nothing;
  }
}
