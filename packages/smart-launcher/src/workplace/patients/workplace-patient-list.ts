import type { SamspilPatientList, PatientRow } from '@samspil/components/components/patient-list';
import type { PatientSearch } from '@samspil/components/components/patient-picker';
import type { PatientChooseEvent, WidthsChangeEvent } from '@samspil/components/events';
import { formatName } from '@samspil/components/format';
import type { Holding } from '@samspil/components/components/offline-ward';
import { SamspilError } from '@samspil/sdk';
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Clinician } from '../clinician.ts';
import type { Desktop } from '../desktop.ts';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { offlineIcon, warnIcon } from '../icons.ts';
import { Reading } from '../controllers/reading.ts';
import type { Read } from '../controllers/reading.ts';
import { DeviceHoldings } from '../offline/device-holdings.ts';
import { heldPatients } from '../offline/held-patients.ts';
import { SayEvent } from '../say-event.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';
import { findPatients, morePatients } from './find-patients.ts';
import { keepWidths, readWidths } from './kept-widths.ts';
import type { ListedPatient } from './listed-patient.ts';
import { ownColumns, rowOf } from './listed-rows.ts';
import { OpenPatientEvent } from './open-patient-event.ts';
import { styles } from './patient-list.styles.ts';
import type { PatientPage, PatientQuery, PatientSource } from './patient-page.ts';
import { patientSearch } from './patient-search.ts';
import { Places } from './places.ts';
import type { Ward } from './places.ts';
import { renderWards } from './render-wards.ts';
import { isUnreached } from './unreached.ts';

const NOBODY: readonly ListedPatient[] = [];

/**
 * The patients of a ward or of all, and a field that finds one of them by name, birth date or whole number. Begins with the
 * ward of the person who is signed in. Rules: components.md 6.5.
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
    key: () => (hasNotReached(this.#patients.state) && this.desktop.host.offline ? this.query : undefined),
    load: () => this.#loadHeld(),
  });
  readonly #holdings = new DeviceHoldings(this, () => this.desktop.host.offline);
  /** The same until the ward is another one: with a new one the field searches again. */
  #search:
    { readonly ward: string | undefined; readonly desktop: Desktop; readonly in: PatientSearch } | undefined;
  #rows: { readonly of: readonly unknown[]; readonly rows: readonly PatientRow[] } | undefined;
  #widths = readWidths();
  #shown: PatientPage | undefined;
  #saidFailed = false;
  #opened: string | undefined;

  constructor() {
    super();
    this.locale = 'da';
    this.query = undefined;
    new FollowSignals(this, () => [this.desktop.host.online]);
  }

  /** To the row that was left, else to the heading. */
  async takeFocus(): Promise<void> {
    void this.#holdings.refresh();
    await this.updateComplete;
    const isThere = this.#opened !== undefined && (await this.#list?.focusPatient(this.#opened));
    if (!isThere) this.#focusHeading();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('desktop')) void this.#holdings.refresh();
    if (this.query === undefined && this.#isSettled) this.query = this.#beginning();
    this.#retryWhenOnline();
  }

  protected override updated(_changed: PropertyValues): void {
    this.#sayFailure();
    const page = this.#page;
    if (page === this.#shown) return;
    this.#shown = page;
    if (page) this.#name(page);
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
      ${this.#renderTools(t)} ${this.#renderNotices(t)} ${this.#renderList(t)}
    </div>`;
  }

  /** What the list is narrowed by: the ward; and the field that finds one patient in it. */
  #renderTools(t: Texts): TemplateResult {
    const ward = this.#ward;
    return html`<div class="tools" role="search">
      <samspil-patient-picker
        .search=${this.query && this.#searchIn(ward?.id)}
        .within=${ward?.name}
        .locale=${t.locale}
        @samspil-patient-choose=${this.#chosen}
      >
        <div slot="none" class="elsewhere">
          <p class="hint">${t('list.empty.hint')}</p>
          ${
            ward
              ? html`<button type="button" @click=${this.#searchEverywhere}>
                  ${t('list.empty.everywhere')}
                </button>`
              : nothing
          }
        </div>
      </samspil-patient-picker>
      ${renderWards({
        t,
        wards: this.#wards,
        haveFailed: this.#places.state.status === 'failed',
        chosen: this.query?.ward,
        onWard: (id) => this.#ask(id),
      })}
    </div>`;
  }

  /** What must be known of the list below. */
  #renderNotices(t: Texts): TemplateResult | typeof nothing {
    if (this.#patients.value?.placesError)
      return html`<p class="notice warn">${warnIcon}<span>${t('list.placesFailed')}</span></p>`;
    if (!this.#onDevice.value) return nothing;
    return html`<div class="notice warn">
      ${offlineIcon}
      <div>
        <strong>${t('device.list.heading')}</strong>
        ${t('device.list.text')}
        <div><button type="button" @click=${() => void this.#refresh()}>${t('sync.retry')}</button></div>
      </div>
    </div>`;
  }

  #renderList(t: Texts): TemplateResult {
    const { state } = this.#patients;
    const held = this.#onDevice.value;
    const page = this.#page;
    const ward = held ? undefined : this.#ward;
    const isWaiting = hasNotReached(state) && this.#onDevice.state.status === 'loading';
    return html`<samspil-patient-list
      .heading=${held ? t('device.list.title') : (ward?.name ?? t('list.ward.all'))}
      .patients=${page && this.#rowsOf(page, ward?.name)}
      .total=${page?.total}
      .more=${page?.next && this.#more}
      .columns=${ownColumns(t)}
      .placeLabel=${t(ward ? 'list.bed' : 'list.place')}
      .timeLabel=${t('list.admitted')}
      .sortBy=${ward ? 'place' : 'name'}
      .widths=${this.#widths}
      .updatedAt=${this.#updatedAt}
      .filter=${ward && { name: t('list.filtered.ward'), clear: this.#showAll }}
      .refresh=${held ? undefined : this.#refresh}
      .problem=${state.status === 'failed' && !held && !isWaiting ? state.code : undefined}
      .locale=${t.locale}
      @samspil-patient-choose=${this.#chosen}
      @samspil-widths-change=${this.#widened}
    >
      ${this.#renderEmpty(t, { isHeld: held !== undefined, ward })}
    </samspil-patient-list>`;
  }

  #renderEmpty(t: Texts, { isHeld, ward }: { isHeld: boolean; ward: Ward | undefined }): TemplateResult {
    const key = isHeld ? 'device.list.empty' : ward ? 'list.empty.ward' : 'list.empty.none';
    return html`<span slot="empty">${t(key)}</span>`;
  }

  get #source(): PatientSource {
    return { fhir: this.desktop.fhir, places: this.#places.value ?? new Places([]), locale: this.locale };
  }

  get #page(): PatientPage | undefined {
    return this.#patients.value ?? this.#onDevice.value;
  }

  /** When it was read; of those on the device, the oldest. FHIR dateTime. */
  get #updatedAt(): string | undefined {
    const { state } = this.#patients;
    if (state.status === 'loaded') return new Date(state.at).toISOString();
    const held = (this.#onDevice.value?.patients ?? []).map(({ id }) => this.#holdings.of(id));
    return held.flatMap((each) => (each?.status === 'whole' ? [each.at] : [])).sort()[0];
  }

  get #list(): SamspilPatientList | null {
    return this.renderRoot.querySelector('samspil-patient-list');
  }

  /** True once the wards and the person are read, or cannot be. */
  get #isSettled(): boolean {
    const isOver = ({ status }: Read<unknown>) => status === 'loaded' || status === 'failed';
    return isOver(this.#places.state) && isOver(this.clinician);
  }

  #beginning(): PatientQuery {
    const own = this.clinician.status === 'loaded' ? this.clinician.value.places : [];
    return { ward: this.#wards.find(({ id }) => own.includes(id))?.id };
  }

  get #wards(): Ward[] {
    return this.#places.value?.wards(this.locale) ?? [];
  }

  get #ward(): Ward | undefined {
    return this.#wards.find(({ id }) => id === this.query?.ward);
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

  /** The same array for the same rows: the list compares a new one with what was there. */
  #rowsOf(page: PatientPage, ward: string | undefined): readonly PatientRow[] {
    const of = [page, ward, this.locale, this.#holdings.known, this.desktop.host.online.value];
    if (this.#rows?.of.every((each, index) => each === of[index]) !== true) {
      const t = textsIn(this.locale);
      const rows = page.patients.map((each) => rowOf(each, { t, ward, holding: this.#holdingOf(each) }));
      this.#rows = { of, rows };
    }
    return this.#rows.rows;
  }

  /** With a connection only who is wholly on the device is worth a word; without one it is the question. */
  #holdingOf({ id }: ListedPatient): Holding | undefined {
    const holding = this.#holdings.of(id);
    return this.desktop.host.online.value && holding?.status !== 'whole' ? undefined : holding;
  }

  #searchIn(ward: string | undefined): PatientSearch {
    const { desktop } = this;
    if (this.#search?.desktop !== desktop || this.#search.ward !== ward) {
      const t = () => textsIn(this.locale);
      const rowsOf = (page: PatientPage) => {
        this.#name(page);
        return page.patients.map((each) => rowOf(each, { t: t(), holding: this.#holdingOf(each) }));
      };
      const { offline } = desktop.host;
      const search = patientSearch({ source: () => this.#source, offline, ward, t, rowsOf });
      this.#search = { ward, desktop, in: search };
    }
    return this.#search.in;
  }

  #loadHeld(): Promise<PatientPage> {
    const { offline } = this.desktop.host;
    const { places, locale } = this.#source;
    if (!offline) throw new SamspilError('not-held', 'This workplace holds no records.');
    return heldPatients(offline, places, { locale });
  }

  /** What the outbox and the chart call these patients. */
  #name({ patients }: PatientPage): void {
    const names = new Map(this.desktop.names.value);
    for (const { id, name } of patients) if (name) names.set(id, formatName(name));
    this.desktop.names.value = names;
  }

  /** The list says how many there are; that there is none it may not say. */
  #sayFailure(): void {
    const isFailed = this.#patients.state.status === 'failed' && this.#onDevice.state.status !== 'loading';
    if (isFailed && !this.#saidFailed)
      this.dispatchEvent(
        new SayEvent(textsIn(this.locale)(this.#onDevice.value ? 'device.list.text' : 'list.failed')),
      );
    this.#saidFailed = isFailed;
  }

  #ask(ward: string | undefined): void {
    if (this.query && ward !== this.query.ward) this.query = { ward };
  }

  #focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  /** By a button that is gone once it did its work: the focus moves to the heading of what it led to. */
  readonly #showAll = (): void => {
    this.#ask(undefined);
    this.#focusHeading();
  };

  readonly #searchEverywhere = (): void => {
    this.#ask(undefined);
    this.renderRoot.querySelector('samspil-patient-picker')?.focus();
  };

  readonly #refresh = async (): Promise<void> => {
    if (this.#places.state.status === 'failed') this.#places.reload();
    await this.#patients.reloaded();
  };

  readonly #more = (): Promise<void> =>
    this.#patients.extend((page, signal) => morePatients(this.#source, page, signal));

  readonly #chosen = (event: PatientChooseEvent): void => {
    // The workplace opens her itself: the view changes with the context.
    event.preventDefault();
    event.stopPropagation();
    const { id } = event.patient;
    if (id === undefined) return;
    this.#opened = id;
    this.dispatchEvent(new OpenPatientEvent(id, event.encounter));
  };

  readonly #widened = ({ widths }: WidthsChangeEvent): void => {
    this.#widths = widths;
    keepWidths(widths);
  };
}

function hasNotReached(state: Read<unknown>): boolean {
  return state.status === 'failed' && isUnreached(state.code);
}
