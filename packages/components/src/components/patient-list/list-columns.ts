import { html, nothing, type TemplateResult } from 'lit';
import type { TextController } from '../../controllers/text-controller.ts';
import { chevronIcon } from '../../icons/icons.ts';
import type { bannerTexts } from '../../locales/catalogues/banner.ts';
import type { patientsTexts } from '../../patients/patients-texts.ts';
import type { ReadRow } from '../../patients/patient-row.ts';
import type { WordsOf } from '../../states/list-words.ts';
import type { patientListTexts } from './patient-list-texts.ts';
import type { RowOrder, SortColumn } from './row-order.ts';

/** The texts of samspil-patient-list in the language in force. */
export type PatientListWords = WordsOf<typeof patientListTexts | typeof patientsTexts | typeof bannerTexts> &
  Pick<TextController<readonly []>, 'locale'>;

/** Which columns there are beside the patient: those that any row has a value for. */
export interface ListColumns {
  readonly place: boolean;
  readonly time: boolean;
  readonly timeLabel: string;
}

export function columnsOf(rows: readonly ReadRow[], timeLabel: string): ListColumns {
  return {
    place: rows.some(({ place }) => place !== undefined),
    time: rows.some(({ time }) => time !== undefined),
    timeLabel,
  };
}

/** The heads of the columns, which sort by a press. They stay in sight; on a narrow screen they stand beside each other. */
export function renderHead(
  columns: ListColumns,
  { words, order, sort }: { words: PatientListWords; order: RowOrder; sort: (by: SortColumn) => void },
): TemplateResult {
  const { t } = words;
  const head = (by: SortColumn, label: string) => {
    const isSorted = order.by === by;
    const direction = order.isReversed ? 'descending' : 'ascending';
    return html`<th role="columnheader" scope="col" aria-sort=${isSorted ? direction : nothing}>
      <button type="button" class="quiet sort ${isSorted ? direction : ''}" @click=${() => sort(by)}>
        ${label}${isSorted ? chevronIcon : nothing}
      </button>
    </th>`;
  };
  return html`<thead role="rowgroup">
    <tr role="row">
      ${head('name', t('patientList.column.name'))}
      ${columns.place ? head('place', t('patientList.column.place')) : nothing}
      ${columns.time ? head('time', columns.timeLabel) : nothing}
    </tr>
  </thead>`;
}
