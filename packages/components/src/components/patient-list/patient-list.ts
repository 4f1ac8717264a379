import type { WorkplaceHost } from '@samspil/sdk/host';
import type { SamspilErrorCode } from '@samspil/sdk';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { SignalsController } from '../../controllers/signals-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { warnIcon } from '../../icons/icons.ts';
import { bannerTexts } from '../../locales/catalogues/banner.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { listTexts } from '../../locales/catalogues/list.ts';
import { ChooseController } from '../../patients/choose-controller.ts';
import { identityStyles } from '../../patients/identity.styles.ts';
import type { PatientRow, ReadRow } from '../../patients/patient-row.ts';
import { patientsTexts } from '../../patients/patients-texts.ts';
import { CustomStates } from '../../states/custom-states.ts';
import { listStyles } from '../../states/list.styles.ts';
import { renderFailed, renderGaps } from '../../states/render-problem.ts';
import { RowLimits } from '../../states/row-limits.ts';
import { GivenRows } from './given-rows.ts';
import { columnsOf, renderHead } from './list-columns.ts';
import { patientListTexts } from './patient-list-texts.ts';
import { styles } from './patient-list.styles.ts';
import { renderAbout, renderCovered, renderLoading, type ListFilter } from './render-about.ts';
import { renderRow } from './render-row.ts';
import { firstOrder, pressed, sorted, type RowOrder, type SortColumn } from './row-order.ts';

/**
 * Patients of a ward, a clinic or a day, one per row, to find one and open her record. Who could be mistaken for another
 * is marked, with the first thing that tells them apart. It shows nothing clinical, and nothing at all while a patient is
 * open beside it. It reads nothing by itself: a lease is on one patient, so the page that may see several gives the rows.
 *
 * The rules are those of components.md 6.5 (LST).
 *
 * @summary A list of patients to choose from.
 * @tag samspil-patient-list
 * @slot actions - Buttons beside the title.
 * @fires {PatientChooseEvent} samspil-patient-choose - when a person chooses a patient; cancel it to open her yourself
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart about - For whom, which service, how many, and when updated.
 * @csspart filter - That a filter is in force, and the way out of it.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list until there are rows.
 * @csspart empty - What is said of a list without patients.
 * @csspart covered - Stands in for the list while a patient is open.
 * @csspart row - One patient.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - There are no rows yet, or they are being renewed.
 * @cssstate empty - There is no patient on the list.
 * @cssstate partial - There are more patients than are shown, or some could not be read.
 * @cssstate stale - It could not be renewed.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilPatientList extends LitElement {
  static override styles = [...listStyles, identityStyles, styles];
  static override properties = {
    patients: { attribute: false },
    total: { type: Number },
    heading: {},
    forWhom: { attribute: 'for-whom' },
    service: {},
    timeLabel: { attribute: 'time-label' },
    updatedAt: { attribute: 'updated-at' },
    filter: { attribute: false },
    refresh: { attribute: false },
    problem: {},
    host: { attribute: false },
    covered: { type: Boolean, reflect: true },
    locale: {},
    order: { state: true },
  };

  readonly #text = new TextController(
    this,
    patientListTexts,
    patientsTexts,
    bannerTexts,
    listTexts,
    commonTexts,
  );
  readonly #limits = new RowLimits(this);
  readonly #given = new GivenRows(this);
  readonly #chooser = new ChooseController(this);

  /** The rows; undefined until they are there. An empty list says that there are none. Never changed. */
  declare patients: readonly PatientRow[] | undefined;
  /** How many there are altogether, where the rows are not all. */
  declare total: number | undefined;
  /** Title. Default: "Patients". */
  declare heading: string | undefined;
  /** Whose list it is. */
  declare forWhom: string | undefined;
  /** The ward or clinic, named as no other is. */
  declare service: string | undefined;
  /** What the time of a row is: "Admitted", "Appointment". */
  declare timeLabel: string | undefined;
  /** When the rows were read, FHIR dateTime. */
  declare updatedAt: string | undefined;
  /** The filter that is in force. */
  declare filter: ListFilter | undefined;
  /** Reads the rows again and sets `patients`. Without it there is no button. */
  declare refresh: (() => Promise<unknown>) | undefined;
  /** Why there are no rows, or no new ones: a code of the SDK. */
  declare problem: SamspilErrorCode | undefined;
  /** The workplace's host: then a choice changes its context, and an open patient covers the list. */
  declare host: WorkplaceHost | undefined;
  /** A patient is open beside the list, which must not be read meanwhile (LST-20). */
  declare covered: boolean;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  declare private order: RowOrder | undefined;

  constructor() {
    super();
    this.covered = false;
    new SignalsController(this, () => [this.host?.context, this.host?.locale]);
    new CustomStates(this, this.#given);
  }

  protected override render(): TemplateResult {
    const { t, locale } = this.#text;
    const title = this.heading ?? t('patientList.title');
    const isBusy = this.#given.state.status === 'loading' || this.#given.isRefreshing;
    return html`<section
      class="list"
      part="list"
      lang=${locale}
      aria-label=${title}
      aria-busy=${isBusy ? 'true' : 'false'}
      tabindex="-1"
    >
      <header part="header">
        <h2>${title}</h2>
        <slot name="actions"></slot>
      </header>
      ${this.#isCovered ? renderCovered(this.#text) : this.#renderBody()}
    </section>`;
  }

  get #isCovered(): boolean {
    return this.covered || this.host?.context.value !== undefined;
  }

  #renderBody(): TemplateResult {
    const words = this.#text;
    const { state, rows, isRefreshing } = this.#given;
    const retry = () => void this.#given.refresh();
    if (state.status === 'failed')
      return renderFailed(state.code, { words, failed: words.t('patientList.failed'), retry });
    if (state.status !== 'loaded') return renderLoading(words);
    const { unreadable } = state;
    return html`${renderAbout(this, { words, n: rows.length, isRefreshing, refresh: retry })}
    ${renderGaps({ ...state, unreadable: 0 }, { words, retry })} ${this.#chooser.renderFailure(words)}
    ${
      unreadable > 0
        ? html`<div class="notice warn" part="problem">
            ${warnIcon}
            <div>${words.plural('patients.unreadable', unreadable)}</div>
          </div>`
        : nothing
    }
    ${rows.length > 0 ? this.#renderTable(rows) : unreadable > 0 ? nothing : this.#renderEmpty()}`;
  }

  #renderEmpty(): TemplateResult {
    const key = this.filter ? 'patientList.emptyFiltered' : 'patientList.empty';
    return html`<p class="empty" part="empty">${this.#text.t(key)}</p>`;
  }

  #renderTable(rows: readonly ReadRow[]): TemplateResult {
    const words = this.#text;
    const order = this.order ?? firstOrder(rows);
    const columns = columnsOf(rows, this.timeLabel ?? words.t('patientList.column.time'));
    const sort = (by: SortColumn) => (this.order = pressed(order, by));
    const choose = (row: ReadRow) => this.#chooser.choose(row);
    const view = { words, columns, opening: this.#chooser.opening, choose };
    const shown = this.#limits.shown('patients', sorted(rows, order, words.locale));
    return html`<table role="table">
        <caption class="sr-only">
          ${words.t('patientList.caption')}
        </caption>
        ${renderHead(columns, { words, order, sort })}
        <tbody role="rowgroup">
          ${repeat(
            shown,
            ({ key }) => key,
            (row) => renderRow(row, view),
          )}
        </tbody>
      </table>
      ${this.#limits.renderRest('patients', { shown: shown.length, n: rows.length }, words)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-patient-list': SamspilPatientList;
  }
}
