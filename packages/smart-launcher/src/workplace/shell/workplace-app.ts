import { loadLocale } from '@samspil/components/locales';
import type { ContextOutcome } from '@samspil/sdk/host';
import { LitElement, html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { readClinician } from '../clinician.ts';
import { closeDesktop } from '../desktop.ts';
import type { Desktop } from '../desktop.ts';
import { brandMark } from '../icons.ts';
import { failure } from '../notices.ts';
import type { OpenPatientEvent } from '../patients/open-patient-event.ts';
import { applyPreferences, readPreferences } from '../preferences.ts';
import type { Preferences } from '../preferences.ts';
import { Reading, codeOf } from '../controllers/reading.ts';
import type { Start } from '../start.ts';
import { DeskServices } from '../services/desk-services.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { PreferencesEvent } from './workplace-settings.ts';
import { styles } from './workplace-app.styles.ts';

type Phase =
  Start | { readonly phase: 'opening' | 'leaving' } | { readonly phase: 'failed'; readonly code: string };
type View = 'list' | 'chart' | 'admin';

/** The administrator's page has an address; a chart never has one. */
const ADMIN = '#/admin';

const ELEMENT_OF = {
  list: 'workplace-patient-list',
  chart: 'workplace-chart',
  admin: 'workplace-admin',
} as const;

/** False when she stays with the patient, or a later change took its place. */
const hasHappened = ({ status }: ContextOutcome) => status === 'changed' || status === 'forced';

/** The workplace: sign-in, then the patient list or one patient's chart, never both (LST-20). */
export class WorkplaceApp extends LitElement {
  static override styles = [controls, styles];

  static override properties = {
    begin: { attribute: false },
    phase: { state: true },
    view: { state: true },
    preferences: { state: true },
    said: { state: true },
  };

  /** Opens the workplace. Set once; called again when the person tries again. */
  declare begin: (() => Promise<Start>) | undefined;
  declare private phase: Phase;
  declare private view: View;
  declare private preferences: Preferences;
  /** What the polite live region says. */
  declare private said: string;
  readonly #clinician = new Reading(this, {
    key: () => this.#desktop,
    load: ({ fhir, user }, signal) => readClinician(fhir, user, signal),
  });
  #ended: AbortController | undefined;

  constructor() {
    super();
    this.phase = { phase: 'opening' };
    this.view = viewAt(location.hash);
    this.preferences = readPreferences();
    this.said = '';
    new DeskServices(this, {
      desktop: () => this.#desktop,
      preferences: () => this.preferences,
      onDone: (name) => (this.said = textsIn(this.preferences.locale)('services.finished', { name })),
      showList: () => history.back(),
    });
    this.addEventListener('workplace-say', (event) => {
      this.said = event.text;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ended = new AbortController();
    const { signal } = this.#ended;
    // The browser's own way back leads from the chart to the list; the address never names a patient.
    globalThis.addEventListener('popstate', () => void this.#show(viewAt(location.hash)), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ended?.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('begin') && this.begin) void this.#open();
    if (changed.has('preferences')) {
      applyPreferences(this.preferences);
      this.#desktop?.host.setLocale(this.preferences.locale);
    }
  }

  protected override updated(): void {
    const t = textsIn(this.preferences.locale);
    const page = this.#desktop ? this.view : 'signIn';
    document.title = t(`page.title.${page}`);
  }

  protected override render(): TemplateResult {
    const { phase } = this;
    switch (phase.phase) {
      case 'opening':
      case 'leaving':
        return this.#renderOpening(phase.phase);
      case 'failed':
        return this.#renderFailed(phase.code);
      case 'signed-out':
        return html`<workplace-sign-in
          .locale=${this.preferences.locale}
          .system=${phase.system}
          .code=${phase.code}
          .signIn=${phase.signIn}
          .onLocale=${(locale: Preferences['locale']) => void this.#choose({ ...this.preferences, locale })}
        ></workplace-sign-in>`;
      case 'ready':
        return this.#renderDesktop(phase.desktop, phase.signIn);
    }
  }

  get #desktop(): Desktop | undefined {
    return this.phase.phase === 'ready' ? this.phase.desktop : undefined;
  }

  async #open(): Promise<void> {
    this.phase = { phase: 'opening' };
    try {
      if (this.begin) this.phase = await this.begin();
      this.#desktop?.host.setLocale(this.preferences.locale);
    } catch (error) {
      this.phase = { phase: 'failed', code: codeOf(error) };
    }
  }

  #renderOpening(phase: 'opening' | 'leaving'): TemplateResult {
    const t = textsIn(this.preferences.locale);
    return html`<main class="opening">
      ${brandMark}
      <p role="status">${t(phase === 'opening' ? 'page.loading' : 'logout.ending')}</p>
    </main>`;
  }

  #renderFailed(code: string): TemplateResult {
    const t = textsIn(this.preferences.locale);
    return html`<main class="failed card">
      <h1>${t('start.failed')}</h1>
      ${failure(t, t('errors.reference', { code }), code, () => void this.#open())}
      <p class="muted">${t('start.kept')}</p>
    </main>`;
  }

  #renderDesktop(desktop: Desktop, signIn: (locale: string) => Promise<void>): TemplateResult {
    const t = textsIn(this.preferences.locale);
    return html`
      <nav aria-label=${t('page.shortcuts')}>
        <a class="skip" href="#main" @click=${this.#skip}>${t('a11y.skipTo', { name: t('page.content') })}</a>
      </nav>
      <workplace-header
        data-region
        .desktop=${desktop}
        .preferences=${this.preferences}
        .clinician=${this.#clinician.value}
        .view=${this.view}
        .signIn=${() => signIn(t.locale)}
        @workplace-preferences=${(event: PreferencesEvent) => void this.#choose(event.preferences)}
        @workplace-admin-asked=${() => void this.#openAdmin()}
        @workplace-logout=${() => void this.#leave(desktop)}
      ></workplace-header>
      <main id="main" tabindex="-1">
        <workplace-patient-list
          data-region
          ?hidden=${this.view !== 'list'}
          .desktop=${desktop}
          .locale=${t.locale}
          .clinician=${this.#clinician.state}
          @workplace-open-patient=${(event: OpenPatientEvent) => void this.#openPatient(event)}
        ></workplace-patient-list>
        <workplace-chart
          ?hidden=${this.view !== 'chart'}
          .desktop=${desktop}
          .locale=${t.locale}
          @workplace-leave-patient=${() => history.back()}
        ></workplace-chart>
        ${
          this.view === 'admin'
            ? html`<workplace-admin
                .desktop=${desktop}
                .locale=${t.locale}
                .clinician=${this.#clinician.state}
                @workplace-leave-admin=${() => void this.#leaveAdmin()}
              ></workplace-admin>`
            : nothing
        }
      </main>
      <workplace-under-the-hood
        data-region
        .desktop=${desktop}
        .locale=${t.locale}
      ></workplace-under-the-hood>
      <workplace-toasts .ui=${desktop.ui} .locale=${t.locale}></workplace-toasts>
      <workplace-question .ui=${desktop.ui} .locale=${t.locale}></workplace-question>
      <samspil-context-guard .host=${desktop.host} .locale=${t.locale}></samspil-context-guard>
      <div role="status" class="sr-only">${this.said}</div>
    `;
  }

  async #openPatient({ patient, encounter, receipt }: OpenPatientEvent): Promise<void> {
    const desktop = this.#desktop;
    if (!desktop) return;
    const next = { patient, ...(encounter !== undefined && { encounter }) };
    if (!hasHappened(await desktop.host.setContext(next))) return;
    history.pushState({ view: 'chart' }, '');
    await this.#show('chart');
    if (receipt) await this.renderRoot.querySelector('workplace-chart')?.repair(receipt);
  }

  /** Leaving the chart ends the lease first: what is on the screen never outlives the right to it. */
  async #show(view: View): Promise<void> {
    if (view === this.view) return;
    const desktop = this.#desktop;
    if (view !== 'chart' && desktop && !hasHappened(await desktop.host.setContext(undefined))) {
      // The way back has been used up, and she stays: it leads to the list again.
      history.pushState({ view: 'chart' }, '');
      return;
    }
    this.view = view;
    await this.updateComplete;
    const tag = ELEMENT_OF[view];
    const shown = this.renderRoot.querySelector<HTMLElementTagNameMap[typeof tag]>(tag);
    await shown?.takeFocus();
  }

  async #openAdmin(): Promise<void> {
    await this.#show('admin');
    if (this.view === 'admin') history.pushState({ view: 'admin' }, '', ADMIN);
  }

  async #leaveAdmin(): Promise<void> {
    history.pushState({ view: 'list' }, '', location.pathname);
    await this.#show('list');
  }

  async #leave(desktop: Desktop): Promise<void> {
    const closed = await closeDesktop(desktop, () => (this.phase = { phase: 'leaving' }));
    if (closed) globalThis.location.assign(closed.url ?? '/');
  }

  /** The components fetch a language when it is first wanted; without it they go on in Danish. */
  async #choose(preferences: Preferences): Promise<void> {
    await loadLocale(preferences.locale).catch(() => undefined);
    this.preferences = preferences;
  }

  readonly #skip = (event: Event): void => {
    // A fragment would be a new entry in the history, and the way back is the way to the list.
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('#main')?.focus();
  };
}

function viewAt(hash: string): View {
  return hash === ADMIN ? 'admin' : 'list';
}
