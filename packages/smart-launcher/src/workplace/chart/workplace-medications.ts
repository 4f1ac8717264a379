import { formatDate, formatMoment } from '@samspil/components/format';
import type { ClinicalContext } from '@samspil/sdk';
import type { MedicationRequest, MedicationStatement } from 'fhir/r4';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { failure, loading } from '../notices.ts';
import { Reading } from '../controllers/reading.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';
import { medicationList } from './medication-facts.ts';
import type { MedicationFacts, MedicationList } from './medication-facts.ts';
import { searchWhole } from './search-whole.ts';
import type { Found } from './search-whole.ts';

/** More records than this are history, not a list somebody reads at the bedside. */
const MOST = 300;

/** The patient's medication with dosage, under one lease. */
export class WorkplaceMedications extends LitElement {
  static override styles = [
    controls,
    css`
      h2 {
        margin-block-end: 0.5rem;
      }
      h3 {
        margin-block: 0.75rem 0.125rem;
        color: var(--samspil-text-muted);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
        gap: 0 1rem;
        padding-block: 0.4375rem;
        border-block-end: 1px solid var(--samspil-border);
        overflow-wrap: anywhere;
      }
      li:last-child {
        border-block-end: 0;
      }
      .drug {
        font-weight: 650;
      }
      .stopped .drug {
        font-weight: 400;
        text-decoration: line-through;
      }
      .since {
        display: block;
        color: var(--samspil-text-muted);
        font-size: 0.875rem;
        font-weight: 400;
      }
      .toggle {
        margin-block-start: 0.5rem;
      }
    `,
  ];

  static override properties = {
    context: { attribute: false },
    locale: {},
    isShowingStopped: { state: true },
  };

  /** The lease to read under; undefined shows nothing. */
  declare context: ClinicalContext | undefined;
  declare locale: string;
  declare private isShowingStopped: boolean;
  readonly #records = new Reading(this, {
    key: () => this.context,
    load: (context, signal) => readMedication(context, signal),
  });

  constructor() {
    super();
    this.locale = 'da';
    this.isShowingStopped = false;
  }

  /** Reads again, for example when the connection is back: what is shown may be old by then. */
  reload(): void {
    this.#records.reload();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('context')) this.isShowingStopped = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this.#records;
    if (state.status === 'none') return nothing;
    const t = textsIn(this.locale);
    return html`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${t('med.heading')}</h2>
      ${
        state.status === 'loading'
          ? loading(t)
          : state.status === 'failed'
            ? failure(t, t('med.failed'), state.code, () => this.#records.reload())
            : html`<samspil-read-age
                  .resources=${state.value.pages}
                  .context=${this.context}
                  .locale=${t.locale}
                ></samspil-read-age>
                ${this.#renderList(t, medicationList(state.value.resources, t.locale))}`
      }
    </section>`;
  }

  #renderList(t: Texts, { regular, asNeeded, stopped }: MedicationList): TemplateResult {
    const n = stopped.length;
    return html`
      ${regular.length + asNeeded.length === 0 ? html`<p>${t('med.none')}</p>` : nothing}
      ${this.#renderGroup(t, t('med.regular'), regular)} ${this.#renderGroup(t, t('med.prn'), asNeeded)}
      ${
        n === 0
          ? nothing
          : html`<button
              type="button"
              class="quiet toggle"
              aria-expanded=${this.isShowingStopped}
              @click=${() => (this.isShowingStopped = !this.isShowingStopped)}
            >
              ${this.isShowingStopped ? t('med.hideStopped') : t.plural('med.showStopped', n)}
            </button>`
      }
      ${this.isShowingStopped ? this.#renderGroup(t, t('med.stopped'), stopped) : nothing}
    `;
  }

  #renderGroup(
    t: Texts,
    title: string,
    medications: readonly MedicationFacts[],
  ): TemplateResult | typeof nothing {
    if (medications.length === 0) return nothing;
    return html`<h3>${title}</h3>
      <ul>
        ${medications.map(
          ({ drug, dosage, status, since }) =>
            html`<li class=${status}>
              <span class="drug">
                ${drug ?? t('med.drugMissing')}
                ${status === 'on-hold' ? html`<span class="chip warn">${t('med.onHold')}</span>` : nothing}
                ${since ? html`<span class="since">${t('med.since', { time: dayOf(since, t) })}</span>` : nothing}
              </span>
              <span>
                ${dosage.length === 0 ? html`<span class="muted">${t('med.dosageMissing')}</span>` : nothing}
                ${dosage.map((line) => html`<span>${line}</span><br />`)}
              </span>
            </li>`,
        )}
      </ul>`;
  }
}

/** The day a drug was begun; a partial date stays partial. */
function dayOf(since: string, t: Texts): string {
  return formatDate(since.slice(0, 10), t.locale) || formatMoment(since, t.locale);
}

async function readMedication(
  context: ClinicalContext,
  signal: AbortSignal,
): Promise<Found<MedicationRequest | MedicationStatement>> {
  const options = { parameters: { _count: 100 }, limit: MOST, signal };
  const requests = await searchWhole<MedicationRequest>(context, 'MedicationRequest', options);
  const statements = await searchWhole<MedicationStatement>(context, 'MedicationStatement', options);
  return {
    resources: [...requests.resources, ...statements.resources],
    pages: [...requests.pages, ...statements.pages],
  };
}
