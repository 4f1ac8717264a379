import type { OfflineChangeEvent } from '@samspil/components/events';
import type { SamspilOfflineWard, WardPatient } from '@samspil/components/components/offline-ward';
import { formatDate, formatName } from '@samspil/components/format';
import { bannerTexts, text } from '@samspil/components/locales';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { FollowSignals } from '../controllers/follow-signals.ts';
import type { Desktop } from '../desktop.ts';
import { deviceIcon } from '../icons.ts';
import type { ListedPatient } from '../patients/listed-patient.ts';
import { controls } from '../styles/controls.styles.ts';
import { dialogStyles } from '../styles/dialog.styles.ts';
import { textsIn } from '../texts.ts';
import { formShelf, prepareForms } from '../forms/form-catalog.ts';
import { PREPARED } from './prepared-resources.ts';

/**
 * The way to work without a connection: a button at the patient list, and a dialog in which a person fetches those on it.
 * Closing the dialog does not stop what it began; the button says how far that is.
 */
export class WorkplaceOffline extends LitElement {
  static override styles = [
    controls,
    dialogStyles,
    css`
      dialog {
        --width: 60rem;
        padding: 1rem;
      }
      .end {
        position: sticky;
        inset-block-end: -1rem;
        display: flex;
        justify-content: end;
        margin: 0.75rem -1rem -1rem;
        padding: 0.75rem 1rem;
        border-block-start: 1px solid var(--samspil-border);
        background: var(--samspil-surface-raised);
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    patients: { attribute: false },
    locale: {},
    wasOpened: { state: true },
    percent: { state: true },
  };

  declare desktop: Desktop;
  /** Those on the list. */
  declare patients: readonly ListedPatient[];
  declare locale: string;
  /** The panel stays once it was shown: a preparation goes on behind the closed dialog. */
  declare private wasOpened: boolean;
  declare private percent: number | undefined;
  #ward: { from: readonly ListedPatient[]; locale: string; patients: readonly WardPatient[] } | undefined;

  constructor() {
    super();
    this.locale = 'da';
    this.patients = [];
    this.wasOpened = false;
    new FollowSignals(this, () => [this.desktop.host.online, this.desktop.names]);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { offline, online } = this.desktop.host;
    if (!offline) return nothing;
    const t = textsIn(this.locale);
    const { percent } = this;
    return html`<button type="button" class="open" @click=${() => void this.#open()}>
        ${deviceIcon}${percent === undefined ? t('device.open') : t('device.running', { percent })}
      </button>
      ${
        this.wasOpened
          ? html`<dialog aria-label=${t('device.open')}>
              <samspil-offline-ward
                .offline=${offline}
                .patients=${this.#wardPatients()}
                .patientNames=${this.desktop.names.value}
                .resources=${PREPARED}
                .isOnline=${online.value}
                .locale=${t.locale}
                @samspil-offline-change=${this.#changed}
                ><span slot="note">${t('device.note')}</span></samspil-offline-ward
              >
              <div class="end">
                <button type="button" @click=${() => this.#dialog?.close()}>${t('unsent.close')}</button>
              </div>
            </dialog>`
          : nothing
      }`;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  /** The same array for the same list: the panel asks for sizes anew when it changes. */
  #wardPatients(): readonly WardPatient[] {
    const { patients: from, locale } = this;
    if (this.#ward?.from !== from || this.#ward.locale !== locale)
      this.#ward = { from, locale, patients: from.map((patient) => this.#wardPatient(patient)) };
    return this.#ward.patients;
  }

  #wardPatient({ id, name, birthDate, identifier, stay }: ListedPatient): WardPatient {
    const t = textsIn(this.locale);
    const born = birthDate && `${t('banner.born')} ${formatDate(birthDate, t.locale)}`;
    const number = identifier && `${text(bannerTexts, t.locale, identifier.label)} ${identifier.value}`;
    const facts = [born, number, stay?.place?.spot].filter((fact) => fact !== undefined);
    return { id, name: name ? formatName(name) : t('banner.nameMissing'), facts };
  }

  async #open(): Promise<void> {
    const wasOpened = this.wasOpened;
    const { fhir } = this.desktop;
    // Forms belong to no patient: they are fetched once for all, beside what is held of each.
    void prepareForms(fhir, formShelf(fhir));
    this.wasOpened = true;
    await this.updateComplete;
    this.#dialog?.showModal();
    if (wasOpened) await this.renderRoot.querySelector<SamspilOfflineWard>('samspil-offline-ward')?.refresh();
  }

  readonly #changed = ({ percent }: OfflineChangeEvent): void => {
    this.percent = percent;
    // Beyond the dialog the list only asks what is held, once that has changed.
    if (percent === undefined) this.dispatchEvent(new HeldChangeEvent());
  };
}

/** Fired when what the device holds has changed. */
export class HeldChangeEvent extends Event {
  static readonly type = 'workplace-held-change';

  constructor() {
    super(HeldChangeEvent.type);
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'workplace-held-change': HeldChangeEvent;
  }
}
