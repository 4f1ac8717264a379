import { formatDate } from '@samspil/components/format';
import { summariseAllergies } from '@samspil/components/format';
import type { AllergyFacts, AllergySummary } from '@samspil/components/format';
import type { ClinicalContext } from '@samspil/sdk';
import type { AllergyIntolerance } from 'fhir/r4';
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { checkIcon, unknownIcon, warnIcon } from '../icons.ts';
import { failure, loading } from '../notices.ts';
import { Reading } from '../controllers/reading.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import type { Texts } from '../texts.ts';
import { searchWhole } from './search-whole.ts';

/**
 * What the patient does not tolerate (CAVE). Exactly four things can be said: known, none known, not assessed, could not
 * be read (BAN-26, components.md 6.12).
 */
export class WorkplaceAllergies extends LitElement {
  static override styles = [
    controls,
    css`
      h2 {
        margin-block-end: 0.5rem;
      }
      .status {
        display: flex;
        gap: 0.5rem;
        align-items: center;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
        gap: 0.125rem 1rem;
        padding-block: 0.5rem;
        border-block-end: 1px solid var(--samspil-border);
        overflow-wrap: anywhere;
      }
      li:last-child {
        border-block-end: 0;
      }
      .substance {
        font-weight: 650;
      }
    `,
  ];

  static override properties = { context: { attribute: false }, locale: {} };

  /** The lease to read under; undefined shows nothing. */
  declare context: ClinicalContext | undefined;
  declare locale: string;
  readonly #records = new Reading(this, {
    key: () => this.context,
    load: async (context: ClinicalContext, signal) => {
      const { resources, pages } = await searchWhole<AllergyIntolerance>(context, 'AllergyIntolerance', {
        signal,
      });
      return { pages, summary: summariseAllergies(resources) };
    },
  });

  constructor() {
    super();
    this.locale = 'da';
  }

  /** Reads again, for example when the connection is back: what is shown may be old by then. */
  reload(): void {
    this.#records.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { state } = this.#records;
    if (state.status === 'none') return nothing;
    const t = textsIn(this.locale);
    return html`<section class="card" aria-labelledby="heading">
      <h2 id="heading">${t('allergy.title')}</h2>
      ${
        state.status === 'loading'
          ? loading(t, 2)
          : state.status === 'failed'
            ? failure(t, t('allergy.notLoaded'), state.code, () => this.#records.reload())
            : html`<samspil-read-age
                  .resources=${state.value.pages}
                  .context=${this.context}
                  .locale=${t.locale}
                ></samspil-read-age>
                ${this.#renderSummary(t, state.value.summary)}`
      }
    </section>`;
  }

  #renderSummary(t: Texts, { status, allergies }: AllergySummary): TemplateResult {
    if (status === 'known') {
      return html`<ul>
        ${allergies.map((allergy) => this.#renderAllergy(t, allergy))}
      </ul>`;
    }
    return status === 'none'
      ? html`<p class="status">${checkIcon}${t('allergy.none')}</p>`
      : html`<p class="status muted">${unknownIcon}${t('allergy.notAssessed')}</p>`;
  }

  #renderAllergy(t: Texts, { substance, criticality, reactions, changedAt }: AllergyFacts): TemplateResult {
    return html`<li>
      <span>
        <span class="substance">${substance ?? t('allergies.substanceMissing')}</span>
        ${
          criticality
            ? html`<br /><span class="chip ${criticality === 'high' ? 'danger' : ''}"
                  >${criticality === 'high' ? warnIcon : nothing}${t(`allergy.criticality.${criticality}`)}</span
                >`
            : nothing
        }
      </span>
      <span>
        ${reactions.length === 0 ? html`<span class="muted">${t('allergies.reactionMissing')}</span>` : nothing}
        ${reactions.map(
          ({ text, severity }) =>
            html`${text}${severity ? html` <span class="muted">${t(`allergy.severity.${severity}`)}</span>` : nothing}<br />`,
        )}
        ${
          changedAt
            ? html`<span class="muted small"
                >${t('common.updated', { time: formatDate(changedAt.slice(0, 10), t.locale) })}</span
              >`
            : nothing
        }
      </span>
    </li>`;
  }
}
