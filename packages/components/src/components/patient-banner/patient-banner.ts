import type { ClinicalContext } from '@samspil/sdk';
import type { AllergyIntolerance, Patient } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { workplaceContext } from '../../contexts/index.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { LeaseTask, type Loaded } from '../../controllers/lease-task.ts';
import { PatientController } from '../../controllers/patient-controller.ts';
import { ProvidedValue } from '../../controllers/provided-value.ts';
import { ReconnectController } from '../../controllers/reconnect-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { stopIcon } from '../../icons/icons.ts';
import { allergyTexts } from '../../locales/catalogues/allergy.ts';
import { bannerTexts } from '../../locales/catalogues/banner.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { summarise, type AllergySummary } from './allergy-facts.ts';
import { renderDetails } from './banner-details.ts';
import { renderIdentity } from './banner-identity.ts';
import { styles } from './patient-banner.styles.ts';
import { factsOf } from '../../patients/patient-facts.ts';

/**
 * Who the patient is: name, birth date and age, sex, number, allergies; more on demand. Shows nothing where the
 * surroundings show it already (`needPatientBanner` is false), unless `always` is set or a patient is given.
 *
 * The micro form is for a low or narrow screen, where it can stay in sight. It leaves out nothing that identifies; what it
 * opens lies over the page, and closes by Escape or when the focus goes on.
 *
 * The rules are those of components.md 6.2 (BAN-01 to BAN-40).
 *
 * @summary The patient banner.
 * @tag samspil-patient-banner
 * @csspart banner - The whole banner.
 * @csspart identity - The first zone, always visible.
 * @csspart details - The second zone.
 */
export class SamspilPatientBanner extends LitElement {
  static override styles = [elementTokens, controls, styles];

  static override properties = {
    patient: { attribute: false },
    allergies: { attribute: false },
    context: { attribute: false },
    locale: {},
    always: { type: Boolean },
    form: { reflect: true },
    open: { type: Boolean, reflect: true },
  };

  readonly #text = new TextController(this, allergyTexts, bannerTexts, commonTexts);
  readonly #lease = new LeaseController(this);
  readonly #patient = new PatientController(this, () => (this.patient ? undefined : this.#lease.openLease));
  readonly #allergies = new LeaseTask<AllergyIntolerance[]>(this, {
    lease: () =>
      this.patient || this.allergies || this.#isSuperfluous() ? undefined : this.#lease.openLease,
    async load(lease, signal) {
      const found: AllergyIntolerance[] = [];
      for await (const allergy of lease.fhir.search<AllergyIntolerance>(
        'AllergyIntolerance',
        {},
        { signal },
      )) {
        found.push(allergy);
      }
      return found;
    },
  });

  /** A patient read elsewhere. Shown as it is; never changed. */
  declare patient: Patient | undefined;
  /** The patient's allergies, if they were read elsewhere; an empty list says the record has none. */
  declare allergies: readonly AllergyIntolerance[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** Show the banner also where the surroundings show one. */
  declare always: boolean;
  /** `full`, or `micro` where the full one would leave no room for the work. Anything else is `full`. */
  declare form: 'full' | 'micro';
  /** Whether the second zone is open. */
  declare open: boolean;

  constructor() {
    super();
    this.always = false;
    this.open = false;
    const workplace = new ProvidedValue(this, workplaceContext);
    const retry = () => {
      this.#patient.retry();
      // What is shown may have come from the device, as old as it is.
      this.#allergies.reload();
    };
    new ReconnectController(this, () => workplace.value?.online, retry);
  }

  #isSuperfluous(): boolean {
    return !this.always && !this.patient && this.#lease.lease?.needPatientBanner === false;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.#isSuperfluous()) return nothing;
    const { t, locale } = this.#text;
    const state: Loaded<Patient> = this.patient
      ? { status: 'loaded', value: this.patient }
      : this.#patient.state;
    return html`<section
      class="banner ${this.#isMicro ? 'micro' : ''}"
      part="banner"
      lang=${locale}
      aria-label=${t('a11y.banner')}
      @keydown=${this.#escape}
      @focusout=${this.#left}
    >
      ${this.#content(state)}
    </section>`;
  }

  get #isMicro(): boolean {
    return this.form === 'micro';
  }

  #content(state: Loaded<Patient>): TemplateResult {
    const { t } = this.#text;
    switch (state.status) {
      case 'none':
        return html`<p class="state">${t('banner.none')}</p>`;
      case 'loading':
        return html`<p class="state" role="status">
          <span class="skeleton name-skeleton"></span><span class="sr-only">${t('banner.loading')}</span>
        </p>`;
      case 'failed':
        return html`<div class="notice danger" role="alert">
          ${stopIcon}
          <div>
            <strong>${t('banner.failed')}</strong>${this.#text.error(state.code)}
            <div>
              <button type="button" @click=${() => this.#patient.reload()}>${t('sync.retry')}</button>
            </div>
          </div>
        </div>`;
      case 'loaded':
        return this.#patientOf(state.value);
    }
  }

  #patientOf(patient: Patient): TemplateResult {
    const facts = factsOf(patient);
    const { state } = this.#allergies;
    const records = state.status === 'loaded' ? state.value : undefined;
    const view = {
      facts,
      allergies: this.#summary(this.allergies ?? records),
      records,
      lease: this.#lease.lease,
      isOpen: this.open,
      locale: this.#text.locale,
      t: this.#text.t,
    };
    return html`
      ${renderIdentity({ ...view, plural: (n) => this.#text.plural('allergy.count', n), toggle: this.#toggle })}
      <div
        id="details"
        class="details"
        part="details"
        role=${this.#isMicro ? 'group' : nothing}
        aria-label=${this.#isMicro ? this.#text.t('banner.details') : nothing}
        tabindex=${this.#isMicro ? '0' : nothing}
        ?hidden=${!this.open}
      >
        ${
          this.open
            ? renderDetails({
                ...view,
                reload: this.#canReload() ? () => this.#allergies.reload() : undefined,
              })
            : nothing
        }
      </div>
    `;
  }

  #summary(records: readonly AllergyIntolerance[] | undefined): AllergySummary {
    if (Array.isArray(records)) return summarise(records);
    return { status: this.#allergies.state.status === 'loading' ? 'loading' : 'not-loaded', allergies: [] };
  }

  #canReload(): boolean {
    return this.#allergies.state.status === 'failed';
  }

  readonly #toggle = (): void => {
    this.open = !this.open;
  };

  /** What lies over the page goes out of the way again: by Escape, and for whoever goes on with the keyboard. */
  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#isMicro || !this.open) return;
    // What lies over the page with the banner in it stays.
    event.preventDefault();
    event.stopPropagation();
    this.open = false;
    this.renderRoot.querySelector<HTMLElement>('.toggle')?.focus();
  };

  readonly #left = ({ relatedTarget }: FocusEvent): void => {
    // Without a target the window lost the focus, or somebody pressed on text.
    if (!this.#isMicro || !(relatedTarget instanceof Node) || this.renderRoot.contains(relatedTarget)) return;
    this.open = false;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-patient-banner': SamspilPatientBanner;
  }
}
