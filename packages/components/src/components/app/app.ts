import { ContextProvider } from '@lit/context';
import type { ClinicalContext, Workplace } from '@samspil/sdk';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import {
  clinicalContext,
  localeContext,
  patientContext,
  receiptsContext,
  workplaceContext,
} from '../../contexts/index.ts';
import { codeOf } from '../../controllers/lease-task.ts';
import { PatientController } from '../../controllers/patient-controller.ts';
import { ReceiptsController } from '../../controllers/receipts-controller.ts';
import { ReconnectController } from '../../controllers/reconnect-controller.ts';
import { SignalsController } from '../../controllers/signals-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { formatNameInOrder, nameOf } from '../../format/names.ts';
import { clockIcon, infoIcon, stopIcon } from '../../icons/icons.ts';
import { appTexts } from '../../locales/catalogues/app.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { launchErrorTexts } from '../../locales/catalogues/launch-errors.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { styles } from './app.styles.ts';
import { needsOutbox } from './needs-outbox.ts';

/**
 * Connects a page to its workplace and hands what it gets to the elements inside it: the lease on the patient, the
 * language, the patient and the writes. Says what is going on while there is no patient to work with.
 *
 * @summary The root of an app.
 * @tag samspil-app
 * @slot - The elements of the app. They are there in every state, so that nothing typed is lost.
 * @csspart state - The line that says what is going on while no patient is open.
 */
export class SamspilApp extends LitElement {
  static override styles = [elementTokens, controls, styles];

  static override properties = {
    clientId: { attribute: 'client-id' },
    scope: {},
    fhirServer: { attribute: 'fhir-server' },
    locale: {},
    workplace: { attribute: false },
  };

  readonly #text = new TextController(this, appTexts, commonTexts, launchErrorTexts);
  readonly #patient = new PatientController(this, () => this.#lease);
  readonly #receipts = new ReceiptsController(this, () => this.#lease?.fhir);
  readonly #providers = {
    workplace: new ContextProvider(this, { context: workplaceContext }),
    lease: new ContextProvider(this, { context: clinicalContext }),
    locale: new ContextProvider(this, { context: localeContext }),
    patient: new ContextProvider(this, { context: patientContext }),
    receipts: new ContextProvider(this, { context: receiptsContext }),
  };
  /** The connection this element made itself, and therefore ends. */
  #own: Workplace | undefined;
  #attempt: symbol | undefined;
  #failure: string | undefined;
  /** Whom the screen showed last: a change to another patient is announced, the first one is not. */
  #announcedPatient: string | undefined;
  #announcement = '';

  /** SMART client id of the app. */
  declare clientId: string;
  /** SMART scopes, space separated. */
  declare scope: string;
  /** FHIR base URL for a standalone launch. */
  declare fhirServer: string | undefined;
  /** Language of the app. Default: that of the workplace. */
  declare locale: string | undefined;
  /** A connection made elsewhere. Without it the element connects by itself. It is not closed by the element. */
  declare workplace: Workplace | undefined;

  constructor() {
    super();
    this.clientId = '';
    this.scope = '';
    new SignalsController(this, () => {
      const workplace = this.#workplace;
      return [workplace?.context, workplace?.locale];
    });
    new ReconnectController(
      this,
      () => this.#workplace?.online,
      // Who she is may have come from the device, as old as it is.
      () => this.#patient.reload(),
    );
  }

  get #workplace(): Workplace | undefined {
    return this.workplace ?? this.#own;
  }

  get #lease(): ClinicalContext | undefined {
    return this.#workplace?.context.value;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that is moved is disconnected and connected within one task; that must not cost the connection.
    queueMicrotask(() => {
      if (!this.isConnected) this.#close();
    });
  }

  protected override firstUpdated(): void {
    void this.#connect();
  }

  protected override update(changed: PropertyValues<this>): void {
    // After the controllers have looked at the new state and before the children hear of it.
    const lease = this.#lease;
    const { workplace, locale, lease: context, patient, receipts } = this.#providers;
    workplace.setValue(this.#workplace);
    locale.setValue(this.locale ?? this.#workplace?.locale.value);
    const state = this.#patient.state;
    if (!lease) patient.setValue(undefined);
    else if (patient.value?.lease !== lease || patient.value.patient !== state) {
      patient.setValue({ lease, patient: state, reload: () => this.#patient.reload() });
    }
    receipts.setValue(lease ? this.#receipts.state : undefined);
    context.setValue(lease);
    if (needsOutbox(this.#workplace, this.#receipts.state)) this.#fetchOutbox();
    this.#announcePatient();
    super.update(changed);
  }

  protected override updated(): void {
    const locale = this.locale ?? this.#workplace?.locale.value;
    if (locale && this.lang !== locale) this.lang = locale;
  }

  async #connect(): Promise<void> {
    if (this.workplace || this.#own || this.#attempt) return;
    const attempt = Symbol('attempt');
    this.#attempt = attempt;
    this.#failure = undefined;
    this.requestUpdate();
    try {
      const { connect } = await import('@samspil/sdk');
      const workplace = await connect({
        clientId: this.clientId,
        scope: this.scope,
        ...(this.fhirServer && { fhirServer: this.fhirServer }),
      });
      if (this.#attempt === attempt) this.#own = workplace;
      else workplace.close();
    } catch (error) {
      if (this.#attempt === attempt) this.#failure = codeOf(error);
    }
    if (this.#attempt === attempt) this.#attempt = undefined;
    this.requestUpdate();
  }

  /** Where the page has a place for it. What cannot be fetched is tried again with the next change. */
  #fetchOutbox(): void {
    if (this.querySelector('samspil-page-outbox:not(:defined)'))
      import('../../define/page-outbox.ts').catch(() => undefined);
  }

  #close(): void {
    this.#attempt = undefined;
    this.#own?.close();
    this.#own = undefined;
  }

  #announcePatient(): void {
    const lease = this.#lease;
    const state = this.#patient.state;
    if (!lease || state.status !== 'loaded' || lease.patient.reference === this.#announcedPatient) return;
    const name = nameOf(state.value.name);
    const isFirst = this.#announcedPatient === undefined;
    this.#announcedPatient = lease.patient.reference;
    if (isFirst) return;
    this.#announcement = this.#text.t('a11y.patientChanged', {
      name: (name && formatNameInOrder(name)) || this.#text.t('common.unknown'),
    });
  }

  protected override render(): TemplateResult {
    return html`
      <div role="alert" class="sr-only">${this.#announcement}</div>
      ${this.#state()}
      <slot></slot>
    `;
  }

  #state(): TemplateResult | typeof nothing {
    const { t } = this.#text;
    if (this.#workplace) {
      if (this.#lease) return nothing;
      return html`<p class="state" part="state" role="status">
        ${infoIcon}<span><strong>${t('banner.none')}.</strong> ${t('context.select')}.</span>
      </p>`;
    }
    if (this.#failure) {
      return html`<div class="notice danger" part="state" role="alert">
        ${stopIcon}
        <div>
          <strong>${t('app.failed')}</strong>
          ${this.#text.error(this.#failure)}
          <div><button type="button" @click=${() => this.#connect()}>${t('sync.retry')}</button></div>
        </div>
      </div>`;
    }
    return html`<p class="state" part="state" role="status">${clockIcon}${t('app.connecting')}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-app': SamspilApp;
  }
}
