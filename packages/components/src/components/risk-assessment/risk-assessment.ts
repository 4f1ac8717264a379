import type { ClinicalContext } from '@samspil/sdk';
import type { RiskAssessment } from 'fhir/r4';
import { html, LitElement, type nothing, type TemplateResult } from 'lit';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { renderRisk } from './render-risk.ts';
import { styles } from './risk-assessment.styles.ts';
import { groupRisks, type RiskFacts } from './risk-facts.ts';
import { riskTexts } from './risk-texts.ts';

/**
 * What the patient is judged to be at risk of, the newest first: how likely, in what time, what is done against it, who
 * judged it and how. Only what is final is shown without a word about its status; a period that is over is said; a
 * probability that makes no sense is shown as it came.
 *
 * @summary Risk assessments and predictions.
 * @tag samspil-risk-assessment
 * @slot actions - Buttons beside the title, such as one that makes an assessment.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of an assessment
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without assessments.
 * @csspart rows - The entries of one group.
 * @csspart entry - One assessment.
 * @csspart details - What else the record says of it.
 * @csspart group - Assessments that were cancelled or wrong, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilRiskAssessment extends LitElement {
  static override styles = [listStyles, styles];
  static override properties = listProperties;

  readonly #list = new ListController(this, { types: ['RiskAssessment'], texts: [riskTexts] });

  /** Assessments read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly RiskAssessment[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#list.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.#list.words;
    return this.#list.render({
      title: t('risk.list'),
      failed: t('risk.notLoaded'),
      empty: html`${t('risk.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly RiskAssessment[],
    { hasMore, unreadable }: SearchLoaded<RiskAssessment>,
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const groups = groupRisks(resources, new Date());
    const group = (name: keyof typeof groups) => ({
      name,
      entries: groups[name],
      row: (facts: RiskFacts) => renderRisk(facts, { words, counts: name === 'inForce' }),
    });
    const none = words.t(hasMore || unreadable > 0 ? 'risk.loadedNoneYet' : 'risk.loadedNone');
    return html`${groups.inForce.length > 0 ? list.renderRows(group('inForce')) : html`<p class="status">${none}</p>`}
    ${list.renderClosed(words.t('risk.wrong', { n: groups.wrong.length }), group('wrong'))}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-risk-assessment': SamspilRiskAssessment;
  }
}
