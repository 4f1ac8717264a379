import type { WorkplaceHost } from '@samspil/sdk/host';
import type { SamspilErrorCode } from '@samspil/sdk';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
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
import { keepFocus } from '../../states/keep-focus.ts';
import { listStyles } from '../../states/list.styles.ts';
import { renderFailed, renderGaps } from '../../states/render-problem.ts';
import { RowLimits } from '../../states/row-limits.ts';
import { ColumnWidths } from './column-widths.ts';
import { GivenRows } from './given-rows.ts';
import { InView } from './in-view.ts';
import { ListChanges } from './list-changes.ts';
import { columnsOf, renderHead, type ListColumn } from './list-columns.ts';
import { patientListTexts } from './patient-list-texts.ts';
import { styles } from './patient-list.styles.ts';
import {
  countText,
  renderAbout,
  renderCovered,
  renderFilter,
  renderLoading,
  type ListFilter,
} from './render-about.ts';
import { renderSummary } from './render-changes.ts';
import { renderRow } from './render-row.ts';
import { firstOrder, pressed, sorted, type RowOrder } from './row-order.ts';

export type { PatientRow, RowFlag } from '../../patients/patient-row.ts';
export type { ListColumn } from './list-columns.ts';
export type { ListFilter } from './render-about.ts';

/**
 * Patients of a ward, a clinic or a day, one per row, to find one and open her record. Who could be mistaken for another
 * is marked, with the first thing that tells them apart. It shows nothing clinical, and nothing at all while a patient is
 * open beside it. It reads nothing by itself: a lease is on one patient, so the page that may see several gives the rows.
 * What differs from the rows it gave before is marked until a person takes the marks away.
 *
 * The rules are those of components.md 6.5 (LST).
 *
 * @summary A list of patients to choose from.
 * @tag samspil-patient-list
 * @slot actions - Buttons beside the title.
 * @slot empty - What is said of a list without patients, in the page's own words, with a way on.
 * @fires {PatientChooseEvent} samspil-patient-choose - when a person chooses a patient; cancel it to open her yourself
 * @fires {WidthsChangeEvent} samspil-widths-change - when a person made a column wider or narrower
 * @csspart list - The whole list.
 * @csspart header - The title, how many there are, and the slot `actions`.
 * @csspart about - For whom, which service, and when updated.
 * @csspart filter - That a filter is in force, and the way out of it.
 * @csspart changes - How many patients have changed, and the way to be rid of the marks.
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
    placeLabel: { attribute: 'place-label' },
    timeLabel: { attribute: 'time-label' },
    columns: { attribute: false },
    sortBy: { attribute: 'sort-by' },
    widths: { attribute: false },
    updatedAt: { attribute: 'updated-at' },
    filter: { attribute: false },
    refresh: { attribute: false },
    more: { attribute: false },
    problem: {},
    host: { attribute: false },
    covered: { type: Boolean, reflect: true },
    locale: {},
    order: { state: true },
    isAsking: { state: true },
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
  readonly #changes = new ListChanges();
  readonly #inView = new InView(this);
  readonly #widths = new ColumnWidths(this);

  /** The rows; undefined until they are there. An empty list says that there are none. Never changed. Set anew, they are compared. */
  declare patients: readonly PatientRow[] | undefined;
  /** How many there are altogether, where the rows are not all. */
  declare total: number | undefined;
  /** Title. Default: "Patients". */
  declare heading: string | undefined;
  /** Whose list it is. */
  declare forWhom: string | undefined;
  /** The ward or clinic, named as no other is. */
  declare service: string | undefined;
  /** What the place of a row is: "Ward and bed". */
  declare placeLabel: string | undefined;
  /** What the time of a row is: "Admitted", "Appointment". */
  declare timeLabel: string | undefined;
  /** Columns of the page's own, between the patient and the place; a row has their texts in `cells`. Nothing clinical. */
  declare columns: readonly ListColumn[] | undefined;
  /** Name of the column to begin sorted by: `name`, `place`, `time` or one of `columns`. Default: place, else time, else name. */
  declare sortBy: string | undefined;
  /** Widths of columns in rem, by their names, as a person chose them earlier. */
  declare widths: Readonly<Record<string, number>> | undefined;
  /** When the rows were read, FHIR dateTime. */
  declare updatedAt: string | undefined;
  /** The filter that is in force. */
  declare filter: ListFilter | undefined;
  /** Reads the rows again and sets `patients`. Without it there is no button. */
  declare refresh: (() => Promise<unknown>) | undefined;
  /** Reads the next part of a long list and sets `patients` to all of it. Without it these are all. */
  declare more: (() => Promise<unknown>) | undefined;
  /** Why there are no rows, or no new ones: a code of the SDK. */
  declare problem: SamspilErrorCode | undefined;
  /** The workplace's host: then a choice changes its context, and an open patient covers the list. */
  declare host: WorkplaceHost | undefined;
  /** A patient is open beside the list, which must not be read meanwhile (LST-20). */
  declare covered: boolean;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  declare private order: RowOrder | undefined;
  /** Whether all marks are really to go. */
  declare private isAsking: boolean;

  constructor() {
    super();
    this.covered = false;
    this.isAsking = false;
    new SignalsController(this, () => [this.host?.context, this.host?.locale]);
    new CustomStates(this, this.#given);
  }

  /**
   * Puts the keyboard on a patient, for example the one that was left.
   *
   * @param id of the patient
   * @returns whether she is on the list and drawn
   */
  async focusPatient(id: string): Promise<boolean> {
    await this.updateComplete;
    const button = this.#names.find(({ dataset }) => dataset['key'] === `${id}/0`);
    button?.focus();
    return button !== undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('patients') && !changed.has('more') && !changed.has('total')) return;
    const { rows, isPartial } = this.#given;
    const identity = JSON.stringify([this.heading, this.forWhom, this.service, this.filter?.name]);
    this.#changes.read(
      this.patients === undefined ? undefined : { rows, at: this.updatedAt, isPartial, identity },
    );
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
        <span class="count" role="status">${this.#isCovered ? nothing : this.#countText}</span>
        ${this.#isCovered ? nothing : this.#renderAbout()}
        <slot name="actions"></slot>
      </header>
      ${this.#isCovered ? renderCovered(this.#text) : this.#renderBody()}
    </section>`;
  }

  get #isCovered(): boolean {
    return this.covered || this.host?.context.value !== undefined;
  }

  /** How many there are, once they are there: that is said aloud. */
  get #countText(): string {
    const { state, rows } = this.#given;
    return state.status === 'loaded' ? countText(this, { words: this.#text, n: rows.length }) : '';
  }

  #columnsOf(rows: readonly ReadRow[]): ListColumn[] {
    const { columns: own, placeLabel, timeLabel } = this;
    return columnsOf(rows, { words: this.#text, own, placeLabel, timeLabel });
  }

  #renderAbout(): TemplateResult | typeof nothing {
    const { state, rows, isRefreshing } = this.#given;
    if (state.status !== 'loaded') return nothing;
    const words = this.#text;
    const sliders = this.#widths.renderSliders(rows.length > 0 ? this.#columnsOf(rows) : [], words);
    return renderAbout(this, { words, isRefreshing, refresh: () => void this.#given.refresh(), sliders });
  }

  get #names(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.choose')];
  }

  #renderBody(): TemplateResult {
    const words = this.#text;
    const { state, rows } = this.#given;
    const refresh = () => void this.#given.refresh();
    if (state.status === 'failed')
      return renderFailed(state.code, { words, failed: words.t('patientList.failed'), retry: refresh });
    if (state.status !== 'loaded') return renderLoading(words);
    const { unreadable, problem } = state;
    const retry = problem?.of === 'more' ? () => void this.#given.more() : refresh;
    return html`${this.filter ? renderFilter(this.filter, words) : nothing} ${this.#renderSummary()}
    ${renderGaps({ ...state, unreadable: 0 }, { words, retry })} ${this.#chooser.renderFailure(words)}
    ${
      unreadable > 0
        ? html`<div class="notice warn" part="problem">
            ${warnIcon}
            <div>${words.plural('patients.unreadable', unreadable)}</div>
          </div>`
        : nothing
    }
    ${rows.length > 0 || this.#changes.gone.length > 0 ? this.#renderTable(rows) : nothing}
    ${rows.length > 0 || unreadable > 0 ? nothing : this.#renderEmpty()} ${this.#renderMore()}`;
  }

  #renderEmpty(): TemplateResult {
    const key = this.filter ? 'patientList.emptyFiltered' : 'patientList.empty';
    return html`<div class="empty" part="empty"><slot name="empty">${this.#text.t(key)}</slot></div>`;
  }

  #renderSummary(): TemplateResult | typeof nothing {
    return renderSummary({
      words: this.#text,
      n: this.#changes.changes.size,
      inView: this.#inView.count,
      since: this.#changes.since,
      isAsking: this.isAsking,
      ask: (isAsking) => void this.#ask(isAsking),
      seen: () => this.#seen(),
    });
  }

  #renderTable(rows: readonly ReadRow[]): TemplateResult {
    const words = this.#text;
    const columns = this.#columnsOf(rows);
    const order =
      columns.some(({ name }) => name === this.order?.by) && this.order
        ? this.order
        : firstOrder(rows, this.sortBy);
    const sort = (by: string) => (this.order = pressed(order, by));
    const { changes, gone } = this.#changes;
    const view = {
      words,
      columns,
      changes,
      opening: this.#chooser.opening,
      choose: (row: ReadRow) => this.#chooser.choose(row),
      seen: (key: string) => this.#seen(key),
    };
    const all = sorted([...rows, ...gone], order, words.locale);
    const shown = this.#limits.shown('patients', all);
    return html`<table role="table" class=${this.#widths.areSet ? 'sized' : ''}>
        <caption class="sr-only">
          ${words.t('patientList.caption')}
        </caption>
        ${renderHead(columns, { order, sort, widths: this.#widths })}
        <tbody role="rowgroup" @keydown=${this.#moved}>
          ${repeat(
            shown,
            ({ key }) => key,
            (row) => renderRow(row, view),
          )}
        </tbody>
      </table>
      ${this.#limits.renderRest('patients', { shown: shown.length, n: all.length }, words)}`;
  }

  /** The page has more than these; all of these are drawn. */
  #renderMore(): TemplateResult | typeof nothing {
    const { state } = this.#given;
    if (!this.more || (state.status === 'loaded' && state.problem?.of === 'more')) return nothing;
    const { t } = this.#text;
    const isBusy = state.status === 'loaded' && state.isFetching;
    return html`<p class="more" part="more">
      <button
        type="button"
        class="next"
        aria-disabled=${isBusy ? 'true' : 'false'}
        @click=${() => void this.#given.more()}
      >
        ${isBusy ? t('a11y.loading') : t('action.showMore')}
      </button>
    </p>`;
  }

  async #ask(isAsking: boolean): Promise<void> {
    this.isAsking = isAsking;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(isAsking ? '.keep' : '.unmark-all')?.focus();
  }

  /** The button goes with its mark: the keyboard goes to the patient, who stays. */
  #seen(key?: string): void {
    this.#changes.seen(key);
    this.isAsking = false;
    void keepFocus(this, () => this.requestUpdate());
    this.#names.find(({ dataset }) => dataset['key'] === key)?.focus();
  }

  /** Arrow keys go from patient to patient, beside the tab key. */
  readonly #moved = (event: KeyboardEvent): void => {
    const names = this.#names;
    const at = names.indexOf(event.target as HTMLElement);
    const last = names.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (at < 0 || to === undefined || to < 0 || to > last) return;
    event.preventDefault();
    names[to]?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-patient-list': SamspilPatientList;
  }
}
