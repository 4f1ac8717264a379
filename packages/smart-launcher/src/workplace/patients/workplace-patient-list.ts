import { findLookAlikes, formatName, formatTime } from '@samspil/components/format';
import type { Holding } from '@samspil/components/components/offline-ward';
import { SamspilError } from '@samspil/sdk';
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Clinician } from '../clinician.ts';
import type { Desktop } from '../desktop.ts';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { offlineIcon, refreshIcon, warnIcon } from '../icons.ts';
import { failure, loading } from '../notices.ts';
import { Reading } from '../controllers/reading.ts';
import type { Read } from '../controllers/reading.ts';
import { DeviceHoldings } from '../offline/device-holdings.ts';
import { heldPatients } from '../offline/held-patients.ts';
import { SayEvent } from '../say-event.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';
import { findPatients, morePatients } from './find-patients.ts';
import type { ListedPatient } from './listed-patient.ts';
import { OpenPatientEvent } from './open-patient-event.ts';
import { styles } from './patient-list.styles.ts';
import type { PatientPage, PatientQuery } from './patient-page.ts';
import { Places } from './places.ts';
import type { Ward } from './places.ts';
import { renderListTools } from './render-list-tools.ts';
import { renderPatientRow } from './render-patient-row.ts';

/** Typing is a search once it pauses for this long. */
const PAUSE_MS = 350;

const NOBODY: readonly ListedPatient[] = [];
/** Nothing was heard of the server itself. */
const UNREACHED: readonly string[] = ['network', 'timeout', 'server', 'invalid-response'];

const EVERYBODY: PatientQuery = { text: '', ward: undefined };

/**
 * Finds a patient: by ward, by the beginning of a name, or by a whole number. Begins with the ward of the person who is
 * signed in. Rules: components.md 6.5.
 */
export class WorkplacePatientList extends LitElement {
  static override styles = [controls, styles];

  static override properties = {
    desktop: { attribute: false },
    clinician: { attribute: false },
    locale: {},
    query: { state: true },
  };

  declare desktop: Desktop;
  /** Who is signed in: the list waits for it, to begin with her ward. */
  declare clinician: Read<Clinician>;
  declare locale: string;
  /** Undefined until it is known where to begin. */
  declare private query: PatientQuery | undefined;
  readonly #places = new Reading(this, {
    key: () => this.desktop,
    load: ({ fhir }, signal) => Places.load(fhir, signal),
  });
  readonly #patients = new Reading(this, {
    key: () => this.query,
    load: (query, signal) => findPatients(this.#source, query, signal),
  });
  /** Who is on the device, when the server's list is not reached. */
  readonly #onDevice = new Reading(this, {
    key: () => (isUnreached(this.#patients.state) && this.desktop.host.offline ? this.query : undefined),
    load: (query) => this.#loadHeld(query),
  });
  readonly #holdings = new DeviceHoldings(this, () => this.desktop.host.offline);
  #pause: ReturnType<typeof setTimeout> | undefined;
  #shown: PatientPage | undefined;
  #opened: string | undefined;

  constructor() {
    super();
    this.locale = 'da';
    this.query = undefined;
    new FollowSignals(this, () => [this.desktop.host.online]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  /** To the row that was left, else to the heading. */
  async takeFocus(): Promise<void> {
    void this.#holdings.refresh();
    await this.updateComplete;
    const row = this.#opened && this.#buttons.find(({ dataset }) => dataset['patient'] === this.#opened);
    (row || this.renderRoot.querySelector<HTMLElement>('h1'))?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('desktop')) void this.#holdings.refresh();
    if (this.query === undefined && this.#isSettled) this.query = this.#beginning();
    this.#retryWhenOnline();
  }

  protected override updated(_changed: PropertyValues): void {
    const page = this.#patients.value ?? this.#onDevice.value;
    if (page === this.#shown) return;
    this.#shown = page;
    if (!page) return;
    const names = new Map(this.desktop.names.value);
    for (const { id, name } of page.patients) if (name) names.set(id, formatName(name));
    this.desktop.names.value = names;
    this.dispatchEvent(new SayEvent(this.#count(textsIn(this.locale), page)));
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    return html`<div class="inner">
      <div class="title">
        <h1 tabindex="-1">${t('list.heading')}</h1>
        <samspil-sync-status
          .host=${this.desktop.host}
          .patientNames=${this.desktop.names.value}
          .locale=${t.locale}
        ></samspil-sync-status>
        <workplace-offline
          .desktop=${this.desktop}
          .patients=${this.#patients.value?.patients ?? NOBODY}
          .locale=${t.locale}
          @workplace-held-change=${() => void this.#holdings.refresh()}
        ></workplace-offline>
        <workplace-unsent .desktop=${this.desktop} .locale=${t.locale}></workplace-unsent>
      </div>
      <workplace-elsewhere .desktop=${this.desktop} .locale=${t.locale}></workplace-elsewhere>
      ${renderListTools({
        t,
        wards: this.#wards,
        haveWardsFailed: this.#places.state.status === 'failed',
        query: this.query ?? EVERYBODY,
        onTyped: this.#typed,
        onSubmit: this.#submit,
        onWard: (ward) => this.#ask({ text: this.#typedText, ward: ward === '' ? undefined : ward }),
      })}
      ${this.#renderState(t)} ${this.#renderPatients(t)}
    </div>`;
  }

  get #source() {
    return { fhir: this.desktop.fhir, places: this.#places.value ?? new Places([]), locale: this.locale };
  }

  /** True once the wards and the person are read, or cannot be. */
  get #isSettled(): boolean {
    const isOver = ({ status }: Read<unknown>) => status === 'loaded' || status === 'failed';
    return isOver(this.#places.state) && isOver(this.clinician);
  }

  #beginning(): PatientQuery {
    const own = this.clinician.status === 'loaded' ? this.clinician.value.places : [];
    const ward = this.#wards.find(({ id }) => own.includes(id));
    return ward ? { text: '', ward: ward.id } : EVERYBODY;
  }

  get #wards(): Ward[] {
    return this.#places.value?.wards(this.locale) ?? [];
  }

  get #buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('button.open')];
  }

  #wasOnline = true;

  /** What failed for want of a connection is read again when it is back. */
  #retryWhenOnline(): void {
    const isOnline = this.desktop.host.online.value;
    if (isOnline && !this.#wasOnline) {
      if (this.#places.state.status === 'failed') this.#places.reload();
      if (this.#patients.state.status === 'failed') this.#patients.reload();
    }
    this.#wasOnline = isOnline;
  }

  /** Which filter is in force, how many there are, and how fresh they are (LST-02, 16, 32). */
  #renderState(t: Texts): TemplateResult {
    const { query } = this;
    const state = this.#patients.state;
    const ward = this.#wards.find(({ id }) => id === query?.ward);
    const isFiltered = query !== undefined && (query.ward !== undefined || query.text !== '');
    return html`<div class="state">
      ${ward ? html`<span class="chip">${t('list.filtered.ward', { name: ward.name })}</span>` : nothing}
      ${query?.text ? html`<span class="chip">${t('list.filtered.text')}</span>` : nothing}
      ${
        isFiltered
          ? html`<button type="button" class="quiet" @click=${() => this.#widen(EVERYBODY)}>
              ${t('list.filtered.remove')}
            </button>`
          : nothing
      }
      ${state.status === 'loaded' ? html`<span>${this.#count(t, state.value)}</span>` : nothing}
      <span class="updated">
        ${state.status === 'loaded' ? t('common.updated', { time: formatTime(state.at, t.locale) }) : nothing}
        <button type="button" class="quiet" ?disabled=${!query} @click=${() => this.#refresh()}>
          ${refreshIcon}${t('sync.refresh')}
        </button>
      </span>
    </div>`;
  }

  #count(t: Texts, { patients, total, next }: PatientPage): string {
    const n = patients.length;
    if (!next) return t.plural('list.count', n);
    return total === undefined ? t('list.shownFirst', { n }) : t('list.shown', { n, total });
  }

  #renderPatients(t: Texts): TemplateResult {
    const { state } = this.#patients;
    switch (state.status) {
      case 'none':
      case 'loading':
        return html`<div class="card">${loading(t, 8)}</div>`;
      case 'failed':
        return this.#onDevice.value
          ? this.#renderHeld(t, this.#onDevice.value)
          : failure(t, t('list.failed'), state.code, () => this.#refresh());
      case 'loaded':
        return state.value.patients.length > 0 ? this.#renderTable(t, state.value) : this.#renderEmpty(t);
    }
  }

  /** Without a connection: those of the device, and what that means. */
  #renderHeld(t: Texts, page: PatientPage): TemplateResult {
    return html`<div class="notice warn">
        ${offlineIcon}
        <div>
          <strong>${t('device.list.heading')}</strong>
          ${t('device.list.text')}
          <div><button type="button" @click=${() => this.#refresh()}>${t('sync.retry')}</button></div>
        </div>
      </div>
      ${
        page.patients.length > 0
          ? this.#renderTable(t, page)
          : html`<p class="card empty">${t('device.list.empty')}</p>`
      }`;
  }

  #renderTable(t: Texts, { patients, next, placesError }: PatientPage): TemplateResult {
    const differences = findLookAlikes(patients);
    const open = (patient: ListedPatient) => this.#open(patient);
    return html`
      ${
        placesError
          ? html`<p class="notice warn">${warnIcon}<span>${t('list.placesFailed')}</span></p>`
          : nothing
      }
      <table
        role="table"
        aria-label=${t('list.caption')}
        aria-busy=${this.#patients.isBusy}
        @keydown=${this.#moved}
      >
        <thead role="rowgroup">
          <tr role="row">
            ${(['list.patient', 'list.sex', 'list.place', 'list.admitted'] as const).map(
              (key) => html`<th role="columnheader" scope="col">${t(key)}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(
            patients,
            ({ id }) => id,
            (patient) =>
              renderPatientRow(patient, {
                t,
                difference: differences.get(patient.id),
                holding: this.#holdingOf(patient),
                open,
              }),
          )}
        </tbody>
      </table>
      ${
        next
          ? html`<button type="button" class="more" @click=${() => this.#more()}>
              ${this.#patients.isBusy ? t('a11y.loading') : t('action.showMore')}
            </button>`
          : nothing
      }
    `;
  }

  /** With a connection only who is wholly on the device is worth a word; without one it is the question. */
  #holdingOf({ id }: ListedPatient): Holding | undefined {
    const holding = this.#holdings.of(id);
    return this.desktop.host.online.value && holding?.status !== 'whole' ? undefined : holding;
  }

  #loadHeld({ text }: PatientQuery): Promise<PatientPage> {
    const { offline } = this.desktop.host;
    const { places, locale } = this.#source;
    if (!offline) throw new SamspilError('not-held', 'This workplace holds no records.');
    return heldPatients(offline, places, { text, locale });
  }

  #renderEmpty(t: Texts): TemplateResult {
    const { text = '', ward } = this.query ?? EVERYBODY;
    return html`<div class="card empty">
      <p><strong>${t(text === '' && ward ? 'list.empty.ward' : 'list.empty.none')}</strong></p>
      ${text === '' ? nothing : html`<p class="muted">${t('list.empty.hint')}</p>`}
      ${
        ward
          ? html`<button type="button" @click=${() => this.#widen({ text, ward: undefined })}>
              ${t('list.empty.everywhere')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #ask(query: PatientQuery): void {
    clearTimeout(this.#pause);
    const { text, ward } = this.query ?? EVERYBODY;
    if (query.text !== text || query.ward !== ward) this.query = query;
  }

  /** By a button that is gone once it did its work: the focus moves to the heading of what it led to. */
  #widen(query: PatientQuery): void {
    this.#ask(query);
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  #refresh(): void {
    if (this.#places.state.status === 'failed') this.#places.reload();
    this.#patients.reload();
  }

  #more(): void {
    this.#patients.extend((page, signal) => morePatients(this.#source, page, signal));
  }

  #open(patient: ListedPatient): void {
    this.#opened = patient.id;
    this.dispatchEvent(new OpenPatientEvent(patient.id, patient.stay?.encounter));
  }

  get #typedText(): string {
    return this.renderRoot.querySelector<HTMLInputElement>('#text')?.value.trim() ?? '';
  }

  readonly #typed = (): void => {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#searchTyped(), PAUSE_MS);
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#searchTyped();
  };

  #searchTyped(): void {
    this.#ask({ text: this.#typedText, ward: this.query?.ward });
  }

  /** Arrow keys go from patient to patient, beside the tab key. */
  readonly #moved = (event: KeyboardEvent): void => {
    const buttons = this.#buttons;
    const at = buttons.indexOf(event.target as HTMLElement);
    const last = buttons.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (at < 0 || to === undefined || to < 0 || to > last) return;
    event.preventDefault();
    buttons[to]?.focus();
  };
}

function isUnreached(state: Read<unknown>): boolean {
  return state.status === 'failed' && UNREACHED.includes(state.code);
}
