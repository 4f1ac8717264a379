import type { HeldPatient, StorageEstimate } from '@samspil/sdk/offline';
import type { PreparedResources } from '@samspil/sdk/host';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { codeOf } from '../../controllers/lease-task.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { OfflineChangeEvent } from '../../events/offline-change-event.ts';
import { offlineIcon, stopIcon, warnIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { patientsTexts } from '../../patients/patients-texts.ts';
import { offlineWardTexts } from './offline-ward-texts.ts';
import { styles } from './offline-ward.styles.ts';
import { Preparation } from './preparation.ts';
import { readHeld, readPatients, readStorage, type Read } from './read-ward.ts';
import { renderOutcome } from './render-outcome.ts';
import { renderPatient } from './render-patient.ts';
import { renderStorage } from './render-storage.ts';
import { SizeEstimate } from './size-estimate.ts';
import { holdingOf, type OfflineActions, type WardPatient } from './ward-view.ts';

export { holdingOf };
export type { Holding, OfflineActions, WardPatient } from './ward-view.ts';

/** How often a screen reader is told how far it is, in per cent. */
const TOLD_EVERY = 25;

/**
 * Fetches the records of a ward, or of chosen patients, to this device so that they can be read without a connection: how
 * large that is before, how far it is while it runs, what failed and the way on; who is held, how old that is, and the
 * way to let each go. It acts on what the whole device holds, so it belongs in the workplace, never in a plugin.
 *
 * @summary Prepares a ward for working without a connection.
 * @tag samspil-offline-ward
 * @slot note - What the workplace adds about it, for example when records leave the device.
 * @fires {OfflineChangeEvent} samspil-offline-change - A preparation moved on, or what is held changed.
 * @csspart patients - The patients to choose from.
 */
export class SamspilOfflineWard extends LitElement {
  static override styles = [elementTokens, controls, styles];

  static override properties = {
    offline: { attribute: false },
    patients: { attribute: false },
    patientNames: { attribute: false },
    resources: { attribute: false },
    isOnline: { attribute: false },
    locale: {},
    held: { state: true },
    storage: { state: true },
    left: { state: true },
    problem: { state: true },
  };

  readonly #text = new TextController(this, offlineWardTexts, patientsTexts, commonTexts);
  readonly #preparation = new Preparation(this, () => this.#tellProgress());
  readonly #size = new SizeEstimate(this, () => ({
    offline: this.isOnline ? this.offline : undefined,
    patients: this.#given.entries.map(({ id }) => id),
    resources: this.resources,
  }));
  #told = '';
  #stopListening: (() => void) | undefined;
  #hadFocus = false;
  #given: Read<WardPatient> = { entries: [], unreadable: 0 };

  /** What the device holds; `host.offline` fits. Without one nothing is shown. */
  declare offline: OfflineActions | undefined;
  /** Who can be chosen, in the order of the list. All are chosen until a person leaves some out. */
  declare patients: readonly WardPatient[];
  /** Names by patient id, for those who are held and not among {@link patients}. */
  declare patientNames: ReadonlyMap<string, string> | undefined;
  /** What is fetched of each; the Patient always is. Compared by identity. */
  declare resources: readonly PreparedResources[];
  /** Whether there is a connection: without one nothing can be fetched. Default true. */
  declare isOnline: boolean;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  declare private held: readonly HeldPatient[] | undefined;
  declare private storage: StorageEstimate | undefined;
  /** Ids of those a person left out. */
  declare private left: ReadonlySet<string>;
  /** Code of what could not be read or let go. */
  declare private problem: string | undefined;

  constructor() {
    super();
    this.patients = [];
    this.resources = [];
    this.isOnline = true;
    this.left = new Set();
  }

  /** Reads again what is held, for example after charts were opened. */
  async refresh(): Promise<void> {
    const { offline } = this;
    if (!offline) return;
    try {
      const [held, storage] = await Promise.all([offline.held(), offline.storage()]);
      if (offline !== this.offline) return;
      const { entries, unreadable } = readHeld(held);
      this.held = entries;
      this.storage = readStorage(storage);
      // What is held of somebody nobody can name is not passed over.
      this.problem = unreadable > 0 ? 'storage-damaged' : undefined;
    } catch (error) {
      if (offline === this.offline) this.problem = codeOf(error);
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) return;
    this.#listen();
    void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('patients')) this.#given = readPatients(this.patients);
    if (changed.has('offline')) {
      this.held = undefined;
      this.#listen();
      void this.refresh();
    }
    if (changed.has('isOnline') && this.isOnline && this.#size.code !== undefined) this.#size.retry();
    this.#hadFocus = this.shadowRoot?.activeElement?.matches('.stop, .prepare, .retry') ?? false;
  }

  protected override updated(): void {
    // The button that was pressed is gone: the focus goes where the work went on.
    if (!this.#hadFocus || this.shadowRoot?.activeElement) return;
    this.renderRoot.querySelector<HTMLElement>(this.#preparation.isRunning ? '.stop' : '.outcome')?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.offline) return nothing;
    const { t, locale } = this.#text;
    return html`<section lang=${locale} aria-labelledby="title">
      <h2 id="title" tabindex="-1">${t('offlineWard.title')}</h2>
      <p>${t('offlineWard.lead')} <slot name="note"></slot></p>
      ${
        this.isOnline
          ? nothing
          : html`<p class="notice warn">${offlineIcon}<span>${t('offlineWard.offline')}</span></p>`
      }
      ${this.problem === undefined ? nothing : this.#renderProblem(this.problem)}
      <div role="status">
        ${
          this.storage?.letGoAt === undefined
            ? nothing
            : html`<p class="notice warn">${warnIcon}<span>${t('offlineWard.letGo')}</span></p>`
        }
      </div>
      ${this.#preparation.isRunning ? this.#renderProgress() : this.#renderStart()}
      <div class="outcome" role="status" tabindex="-1">${this.#renderOutcome()}</div>
      <div class="sr-only" role="status">${this.#told}</div>
      ${this.#renderChoice()} ${this.#renderOthers()}
    </section>`;
  }

  get #chosen(): string[] {
    return this.#given.entries.filter(({ id }) => !this.left.has(id)).map(({ id }) => id);
  }

  #renderProblem(code: string): TemplateResult {
    const { t } = this.#text;
    return html`<div class="notice danger" role="alert" data-code=${code}>
      ${stopIcon}
      <div>
        <strong>${t('offlineWard.unreadable')}</strong>
        ${this.#text.error(code)}
        <div>
          <button type="button" class="retry" @click=${() => void this.refresh()}>
            ${t('offlineWard.retry')}
          </button>
        </div>
      </div>
    </div>`;
  }

  #renderStart(): TemplateResult {
    const chosen = this.#chosen;
    const canPrepare = this.isOnline && this.#given.entries.length > 0;
    return html`
      <div class="line" id="size">
        ${renderStorage({
          words: this.#text,
          patients: canPrepare ? chosen.length : undefined,
          bytes: this.#size.sum(chosen),
          isUnknown: this.#size.code !== undefined,
          holdsAny: (this.held?.length ?? 0) > 0,
          storage: this.storage,
        })}
      </div>
      ${
        canPrepare
          ? html`<div class="actions">
              <button
                type="button"
                class="primary prepare"
                aria-describedby="size"
                ?disabled=${chosen.length === 0}
                @click=${() => this.#prepare(chosen)}
              >
                ${this.#text.plural('offlineWard.prepare', chosen.length)}
              </button>
            </div>`
          : nothing
      }
    `;
  }

  #renderProgress(): TemplateResult {
    const { t } = this.#text;
    const { percent } = this.#preparation;
    return html`<div class="progress">
      <strong id="progress">${t('offlineWard.progress')}</strong>
      <div
        class="track"
        role="progressbar"
        aria-labelledby="progress"
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${percent}
        aria-valuetext=${this.#progressText()}
      >
        <div class="bar" style="width: ${percent}%"></div>
      </div>
      <div class="actions">
        <span>${this.#progressText()}</span>
        <button type="button" class="stop" @click=${() => this.#preparation.stop()}>
          ${t('offlineWard.stop')}
        </button>
      </div>
    </div>`;
  }

  #progressText(): string {
    const { percent, progress } = this.#preparation;
    return this.#text.t('offlineWard.progressText', { percent, resources: progress.resources });
  }

  #renderOutcome(): TemplateResult | typeof nothing {
    const { outcome } = this.#preparation;
    if (!outcome) return nothing;
    return renderOutcome({
      outcome,
      words: this.#text,
      nameOf: (patient) => this.#nameOf(patient),
      canRetry: this.isOnline,
      retry: (patients) => this.#prepare(patients),
    });
  }

  #renderChoice(): TemplateResult | typeof nothing {
    const { t } = this.#text;
    const n = this.#given.entries.length;
    const { unreadable } = this.#given;
    const lost =
      unreadable === 0
        ? nothing
        : html`<p class="notice warn">
            ${warnIcon}<span>${this.#text.plural('patients.unreadable', unreadable)}</span>
          </p>`;
    if (n === 0 && unreadable > 0) return lost;
    if (n === 0) return this.isOnline ? html`<p class="muted">${t('offlineWard.none')}</p>` : nothing;
    return html`${lost}
      <fieldset>
        <legend>${t('offlineWard.choose')}</legend>
        ${this.isOnline ? this.#renderAll() : nothing}
        <ul part="patients" class="patients">
          ${repeat(
            this.#given.entries,
            ({ id }) => id,
            (patient) => this.#renderPatient(patient, true),
          )}
        </ul>
      </fieldset>`;
  }

  #renderAll(): TemplateResult {
    const n = this.#given.entries.length;
    const chosen = this.#chosen.length;
    return html`<label class="all">
      <input
        type="checkbox"
        .checked=${chosen === n}
        .indeterminate=${chosen > 0 && chosen < n}
        ?disabled=${this.#preparation.isRunning}
        @change=${({ currentTarget }: Event) => this.#chooseAll((currentTarget as HTMLInputElement).checked)}
      />
      <span>${this.#text.t('offlineWard.all', { n })}</span>
    </label>`;
  }

  #renderOthers(): TemplateResult | typeof nothing {
    const listed = new Set(this.#given.entries.map(({ id }) => id));
    const others = (this.held ?? []).filter(({ patient }) => !listed.has(patient));
    if (others.length === 0) return nothing;
    const heading = listed.size > 0 ? 'offlineWard.others' : 'offlineWard.onDevice';
    return html`<h3>${this.#text.t(heading)}</h3>
      <ul class="patients">
        ${repeat(
          others,
          ({ patient }) => patient,
          ({ patient: id }) => this.#renderPatient({ id, name: this.#nameOf(id) }, false),
        )}
      </ul>`;
  }

  #renderPatient(patient: WardPatient, canBeChosen: boolean): TemplateResult {
    const held = this.held?.find((one) => one.patient === patient.id);
    const set = (isChosen: boolean) => this.#choose(patient.id, isChosen);
    return renderPatient({
      patient,
      holding: holdingOf(held, this.resources),
      words: this.#text,
      choice: canBeChosen && this.isOnline ? { isChosen: !this.left.has(patient.id), set } : undefined,
      isBusy: this.#preparation.isRunning,
      forget: () => void this.#forget(patient.id),
    });
  }

  #nameOf(id: string): string {
    const listed = this.#given.entries.find((patient) => patient.id === id);
    return (listed?.name || this.patientNames?.get(id)) ?? this.#text.t('offlineWard.unnamed');
  }

  #choose(id: string, isChosen: boolean): void {
    const left = new Set(this.left);
    if (isChosen) left.delete(id);
    else left.add(id);
    this.left = left;
  }

  #chooseAll(areChosen: boolean): void {
    this.left = new Set(areChosen ? [] : this.#given.entries.map(({ id }) => id));
  }

  #prepare(patients: readonly string[]): void {
    const { offline } = this;
    if (!offline) return;
    void this.#preparation
      .start(offline, patients, this.resources)
      .then(() => this.refresh())
      .then(() => this.dispatchEvent(new OfflineChangeEvent(undefined)));
  }

  #listen(): void {
    this.#stopListening?.();
    this.#stopListening = this.offline?.onLetGo(() => {
      const { isRunning, percent } = this.#preparation;
      void this.refresh().then(() =>
        this.dispatchEvent(new OfflineChangeEvent(isRunning ? percent : undefined)),
      );
    });
  }

  async #forget(id: string): Promise<void> {
    try {
      await this.offline?.forget(id);
    } catch (error) {
      this.problem = codeOf(error);
      return;
    }
    await this.refresh();
    this.dispatchEvent(new OfflineChangeEvent(undefined));
    await this.updateComplete;
    // The button went with what it let go.
    const row = this.renderRoot.querySelector(`[data-id="${CSS.escape(id)}"] input`);
    ((row ?? this.renderRoot.querySelector('h2')) as HTMLElement | null)?.focus();
  }

  #tellProgress(): void {
    const { isRunning, percent } = this.#preparation;
    if (!isRunning) this.#told = '';
    else if (percent % TOLD_EVERY === 0 || this.#told === '') this.#told = this.#progressText();
    this.dispatchEvent(new OfflineChangeEvent(isRunning ? percent : undefined));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-offline-ward': SamspilOfflineWard;
  }
}
