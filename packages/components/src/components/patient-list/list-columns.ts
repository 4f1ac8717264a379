import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { TextController } from '../../controllers/text-controller.ts';
import { objectsIn } from '../../format/concepts.ts';
import { chevronIcon } from '../../icons/icons.ts';
import type { bannerTexts } from '../../locales/catalogues/banner.ts';
import type { patientsTexts } from '../../patients/patients-texts.ts';
import type { ReadRow } from '../../patients/patient-row.ts';
import type { WordsOf } from '../../states/list-words.ts';
import type { ColumnWidths } from './column-widths.ts';
import type { patientListTexts } from './patient-list-texts.ts';
import type { RowOrder } from './row-order.ts';

/** The texts of samspil-patient-list in the language in force. */
export type PatientListWords = WordsOf<typeof patientListTexts | typeof patientsTexts | typeof bannerTexts> &
  Pick<TextController<readonly []>, 'locale'>;

/** A column. `name`, `place` and `time` are the list's own names. */
export interface ListColumn {
  readonly name: string;
  /** Its head. */
  readonly label: string;
}

const taken = ['name', 'place', 'time'];

/** The patient, the page's own columns, and those of place and time where any row has a value for them. */
export function columnsOf(
  rows: readonly ReadRow[],
  view: {
    words: PatientListWords;
    own: readonly ListColumn[] | undefined;
    placeLabel: string | undefined;
    timeLabel: string | undefined;
  },
): ListColumn[] {
  const { t } = view.words;
  const has = (column: 'place' | 'time') => rows.some((row) => row[column] !== undefined);
  return [
    { name: 'name', label: t('patientList.column.name') },
    ...objectsIn(view.own).filter(({ name }) => !taken.includes(name)),
    ...(has('place') ? [{ name: 'place', label: view.placeLabel ?? t('patientList.column.place') }] : []),
    ...(has('time') ? [{ name: 'time', label: view.timeLabel ?? t('patientList.column.time') }] : []),
  ];
}

/** The heads of the columns, which sort by a press. They stay in sight; on a narrow screen they stand beside each other. */
export function renderHead(
  columns: readonly ListColumn[],
  { order, sort, widths }: { order: RowOrder; sort: (by: string) => void; widths: ColumnWidths },
): TemplateResult {
  return html`<thead role="rowgroup">
    <tr role="row">
      ${columns.map(({ name, label }) => {
        const isSorted = order.by === name;
        const direction = order.isReversed ? 'descending' : 'ascending';
        return html`<th
          role="columnheader"
          scope="col"
          class=${name === 'name' ? 'patient' : ''}
          data-column=${name}
          aria-sort=${isSorted ? direction : nothing}
          style=${styleMap(widths.styleOf(name))}
        >
          <button type="button" class="quiet sort ${isSorted ? direction : ''}" @click=${() => sort(name)}>
            ${label}${isSorted ? chevronIcon : nothing}
          </button>
          ${widths.renderGrip(name)}
        </th>`;
      })}
    </tr>
  </thead>`;
}
