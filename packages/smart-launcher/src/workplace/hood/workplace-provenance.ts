import { formatDateTime } from '@samspil/components/format';
import type { FhirClient } from '@samspil/sdk/fhir';
import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import { failure, loading } from '../notices.ts';
import { Reading } from '../controllers/reading.ts';
import { controls } from '../styles/controls.styles.ts';
import { textsIn } from '../texts.ts';
import { hoodStyles } from './hood.styles.ts';
import { readProvenance } from './provenance-facts.ts';

/** Provenance of one resource, read back from the server: what it keeps, not what we believe we sent. */
export class WorkplaceProvenance extends LitElement {
  static override styles = [controls, hoodStyles];
  static override properties = { fhir: { attribute: false }, reference: {}, locale: {} };

  declare fhir: FhirClient;
  /** `Type/id` of the resource that was written. */
  declare reference: string;
  declare locale: string;
  readonly #records = new Reading(this, {
    key: () => this.reference,
    load: (reference, signal) => readProvenance(this.fhir, reference, signal),
  });

  constructor() {
    super();
    this.locale = 'da';
  }

  protected override render(): TemplateResult {
    const t = textsIn(this.locale);
    const { state } = this.#records;
    if (state.status === 'failed') {
      return failure(t, t('hood.provenance.title'), state.code, () => this.#records.reload());
    }
    if (state.status !== 'loaded') return loading(t, 1);
    if (state.value.length === 0) return html`<p>${t('hood.provenance.none')}</p>`;
    return html`${state.value.map(
      ({ id, who, software, lease, measuredAt, sentAt }) =>
        html`<dl>
          <div>
            <dt>${t('hood.provenance.who')}</dt>
            <dd>${who ?? t('common.notStated')}</dd>
          </div>
          <div>
            <dt>${t('hood.provenance.software')}</dt>
            <dd><code>${software?.replace('|', ' ') ?? t('common.notStated')}</code></dd>
          </div>
          <div>
            <dt>${t('hood.measuredAt')}</dt>
            <dd>${formatDateTime(measuredAt, t.locale) || t('common.notStated')}</dd>
          </div>
          <div>
            <dt>${t('hood.sentAt')}</dt>
            <dd>${formatDateTime(sentAt, t.locale) || t('common.notStated')}</dd>
          </div>
          <div>
            <dt>${t('hood.provenance.lease')}</dt>
            <dd><code>${lease ?? t('common.notStated')}</code></dd>
          </div>
          <div>
            <dt>${t('hood.resources')}</dt>
            <dd><code>${`Provenance/${id}`}</code></dd>
          </div>
        </dl>`,
    )}`;
  }
}
