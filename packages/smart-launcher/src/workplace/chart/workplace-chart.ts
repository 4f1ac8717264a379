import type { ClinicalContext, ReceiptSnapshot } from '@samspil/sdk';
import type { SamspilSlot } from '@samspil/components/components/slot';
import type {
  ConflictCloseEvent,
  EntryOpenEvent,
  HistoryOpenEvent,
  OutboxRepairEvent,
} from '@samspil/components/events';
import { loadCharts } from '@samspil/components/components/observation-trend';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Desktop } from '../desktop.ts';
import { FollowSignals } from '../controllers/follow-signals.ts';
import { MediaQuery } from '../controllers/media-query.ts';
import { backIcon } from '../icons.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import { RECORD_PLACES, type RecordPlace } from './record-parts.ts';

/** Fired when a person leaves the patient for the list. */
export class LeavePatientEvent extends Event {
  static readonly type = 'workplace-leave-patient';

  constructor() {
    super(LeavePatientEvent.type, { bubbles: true, composed: true });
  }
}

/**
 * One patient's chart. Stays on the page while the list is shown, without a patient: plugins keep running, and what was
 * typed in one waits there for its patient, but nothing can be read or written without a lease.
 */
export class WorkplaceChart extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        container: chart / inline-size;
      }
      .banner {
        position: sticky;
        z-index: 2;
        inset-block-start: 0;
        background: var(--samspil-surface-sunken);
      }
      .bar {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.5rem 1rem;
        align-items: start;
        padding: 0.75rem 1rem 0;
      }
      .bar > div {
        display: grid;
        gap: 0.5rem;
      }
      nav {
        display: none;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .columns {
        display: grid;
        grid-template-columns: minmax(0, 6fr) minmax(0, 5fr);
        gap: 1rem;
        align-items: start;
        padding: 0.75rem 1rem 1.25rem;
      }
      .column {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1rem;
      }
      /* In one column the recording is far down, and it is what one opens a patient for at the bedside. */
      samspil-slot {
        /* Header, banner, the row below it, and the drawer at the foot. */
        --samspil-slot-margin: 18.5rem;
      }
      @container chart (max-width: 62rem) {
        samspil-slot {
          --samspil-slot-margin: 13rem;
        }
        .bar {
          grid-template-columns: auto auto minmax(0, 1fr);
        }
        nav {
          display: flex;
        }
        .columns {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @container chart (max-width: 40rem) {
        .bar {
          display: flex;
          flex-wrap: wrap;
          gap: 0.5rem;
          padding: 0.5rem 0.5rem 0;
        }
        #sending {
          flex: 1 1 100%;
        }
        .columns {
          padding: 0.5rem 0.5rem 1rem;
        }
      }
    `,
  ];

  static override properties = {
    desktop: { attribute: false },
    locale: {},
    unopened: { state: true },
  };

  declare desktop: Desktop;
  declare locale: string;
  /** The context in which nothing on the page took what was to be corrected. */
  declare private unopened: ClinicalContext | undefined;
  /** Here the full banner, which never leaves the screen, would leave no room for the chart. */
  readonly #smallScreen = new MediaQuery('(max-height: 44rem), (max-width: 40rem)');
  #ended: AbortController | undefined;
  /** For what else stays in sight, below the banner. */
  readonly #bannerSize = new ResizeObserver(([banner]) => {
    const height = banner?.borderBoxSize[0]?.blockSize ?? 0;
    this.style.setProperty('--workplace-banner', `${height}px`);
  });

  constructor() {
    super();
    this.locale = 'da';
    new FollowSignals(this, () => [this.desktop.host.context, this.desktop.host.online, this.#smallScreen]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The first chart may be opened where there is no connection.
    void loadCharts().catch(() => undefined);
    this.#ended = new AbortController();
    for (const place of Object.keys(RECORD_PLACES) as RecordPlace[]) {
      const record = () => this.renderRoot.querySelector('workplace-record');
      const stop = this.desktop.ui.offerPlace(place, () => void record()?.open(place));
      this.#ended.signal.addEventListener('abort', stop);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#ended?.abort();
    this.#bannerSize.disconnect();
  }

  protected override updated(): void {
    const banner = this.renderRoot.querySelector('.banner');
    // Observed again is observed once.
    if (banner) this.#bannerSize.observe(banner);
  }

  /** To the heading: a screen reader begins with whose chart this is. */
  async takeFocus(): Promise<void> {
    await this.updateComplete;
    globalThis.scrollTo({ top: 0 });
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const { host } = this.desktop;
    const context = host.context.value;
    const hasPlugins = host.contributions('patient.workspace').length > 0;
    return html`<samspil-app .workplace=${host.workplace}>
      <h1 class="sr-only" tabindex="-1">${t('chart.heading')}</h1>
      <div class="banner">
        <samspil-patient-banner
          .form=${this.#smallScreen.matches ? 'micro' : 'full'}
        ></samspil-patient-banner>
      </div>
      <workplace-held-note
        .desktop=${this.desktop}
        .context=${context}
        .locale=${t.locale}
      ></workplace-held-note>
      <div class="bar" data-region>
        <button type="button" @click=${() => this.dispatchEvent(new LeavePatientEvent())}>
          ${backIcon}${t('chart.back')}
        </button>
        <nav aria-label=${t('chart.jump')}>
          <button type="button" @click=${this.#jump}>${t('chart.workspace.title')}</button>
        </nav>
        <div id="sending" tabindex="-1">
          <samspil-sync-status .action=${this.#actionOf}></samspil-sync-status>
          ${
            context
              ? html`<workplace-unsent
                  .desktop=${this.desktop}
                  .patient=${context.patient.reference.slice('Patient/'.length)}
                  .locale=${t.locale}
                  @samspil-outbox-repair=${({ receipt }: OutboxRepairEvent) => void this.repair(receipt)}
                ></workplace-unsent>`
              : nothing
          }
          ${
            context && this.unopened === context
              ? html`<p class="notice warn" role="alert">${t('unsent.noForm')}</p>`
              : nothing
          }
        </div>
      </div>
      <div
        class="columns"
        @samspil-entry-open=${(event: EntryOpenEvent) => (event.offersHistory = true)}
        @samspil-history-open=${this.#openHistory}
      >
        <div class="column">
          ${
            host.contributions('patient.summary').length > 0
              ? html`<samspil-slot name="patient.summary" .host=${host}></samspil-slot>`
              : nothing
          }
          <workplace-decision-support
            .desktop=${this.desktop}
            .context=${context}
            .locale=${t.locale}
          ></workplace-decision-support>
          <workplace-record
            .desktop=${this.desktop}
            .context=${context}
            .locale=${t.locale}
          ></workplace-record>
        </div>
        <div class="column">
          ${
            hasPlugins
              ? html`<section id="workspace" tabindex="-1" aria-label=${t('chart.workspace.title')}>
                  <samspil-slot name="patient.workspace" .host=${host}>
                    <samspil-patient-banner slot="patient" form="micro"></samspil-patient-banner>
                  </samspil-slot>
                </section>`
              : html`<p class="card">${t('chart.workspace.none')}</p>`
          }
          <workplace-apps .desktop=${this.desktop} .context=${context} .locale=${t.locale}></workplace-apps>
        </div>
      </div>
      <workplace-history .context=${context} .locale=${t.locale}></workplace-history>
      <workplace-conflict
        .host=${host}
        .context=${context}
        .locale=${t.locale}
        @samspil-conflict-close=${this.#afterConflict}
      ></workplace-conflict>
    </samspil-app>`;
  }

  /** Two versions are chosen between here; values are corrected in the app that has the form. */
  async repair({ id, state }: ReceiptSnapshot): Promise<void> {
    this.unopened = undefined;
    if (state === 'conflict') return this.#openConflict(id);
    // A chart that was just opened has its apps on the page only then.
    await this.updateComplete;
    await this.renderRoot.querySelector<SamspilSlot>('samspil-slot[name="patient.workspace"]')
      ?.updateComplete;
    const { host } = this.desktop;
    const lease = host.context.value;
    const isOpen = await host.repair(id).catch(() => false);
    if (!isOpen) this.unopened = lease;
  }

  /** What needs a person is opened from the line that says so. */
  readonly #actionOf = (receipt: ReceiptSnapshot): unknown => {
    const isConflict = receipt.state === 'conflict';
    if (!isConflict && !this.desktop.host.canRepair(receipt)) return undefined;
    return html`<button type="button" @click=${() => void this.repair(receipt)}>
      ${textsIn(this.locale)(isConflict ? 'conflict.open' : 'unsent.correct')}
    </button>`;
  };

  /** What was decided leaves the list soon, and its button with the focus on it. */
  readonly #afterConflict = ({ outcome }: ConflictCloseEvent): void => {
    if (outcome === 'decided') this.renderRoot.querySelector<HTMLElement>('#sending')?.focus();
  };

  readonly #openHistory = ({ references }: HistoryOpenEvent): void => {
    this.renderRoot.querySelector('workplace-history')?.open(references);
  };

  #openConflict(id: string): void {
    this.renderRoot.querySelector('workplace-conflict')?.open(id);
  }

  readonly #jump = (): void => {
    const target = this.renderRoot.querySelector<HTMLElement>('#workspace');
    target?.focus();
    target?.scrollIntoView({ block: 'start' });
  };
}

declare global {
  interface GlobalEventHandlersEventMap {
    'workplace-leave-patient': LeavePatientEvent;
  }
}
