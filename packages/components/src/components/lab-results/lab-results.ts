import type { ClinicalContext } from '@samspil/sdk';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { AfterPaintController } from '../../controllers/after-paint-controller.ts';
import { DrawnController } from '../../controllers/drawn-controller.ts';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { observedTexts } from '../../observations/observed-texts.ts';
import { lastAnswer } from '../../states/last-answer.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { RowLimits } from '../../states/row-limits.ts';
import type { AnalysisFacts } from './analysis-facts.ts';
import type { LabUnits } from './conversion.ts';
import { labTexts } from './lab-texts.ts';
import { styles } from './lab-results.styles.ts';
import { groupResults, type LabGroups, type LabResource } from './panel-facts.ts';
import { renderAnalysis, type AnalysisRow } from './render-analysis.ts';
import { renderCritical } from './render-critical.ts';
import { renderHeads, renderUnits } from './render-frame.ts';
import { renderLoneReport, renderPanelHead } from './render-panel.ts';

/** As many rows as the largest screen holds. The curves of others come a frame later: of a hundred rows, most of the work. */
const FIRST_SCREEN = 20;

/**
 * Laboratory results by panel: each analysis one row with its latest result, what the laboratory says of it, its reference
 * interval, when it was taken and how it developed; all results on demand. What the laboratory calls critical is also said
 * above all panels. No high or low is marked that the laboratory did not mark.
 *
 * @summary Laboratory results, by panel, with trend and reference interval.
 * @tag samspil-lab-results
 * @slot actions - Buttons beside the title, such as one that orders tests.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of an analysis or a panel
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without laboratory results.
 * @csspart critical - What the laboratory calls critical.
 * @csspart units - The choice of units.
 * @csspart rows - The analyses of one panel.
 * @csspart entry - One analysis.
 * @csspart details - All its results, and what else the record says.
 * @csspart group - What was entered in error, and other reports, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilLabResults extends LitElement {
  static override styles = [listStyles, styles];
  static override properties = { ...listProperties, units: {}, category: {} };

  readonly #list = new ListController<LabResource, typeof labTexts | typeof observedTexts>(this, {
    types: ['Observation', 'DiagnosticReport'],
    parameters: (type) => ({
      ...(type === 'Observation' && this.category && { category: this.category }),
      _sort: '-date',
    }),
    texts: [labTexts, observedTexts],
  });

  readonly #drawn = new DrawnController(this);
  readonly #afterPaint = new AfterPaintController(this);
  readonly #limits = new RowLimits(this);
  /** How many rows of this update still get their curve before anything is seen. */
  #curves = FIRST_SCREEN;
  readonly #table = { open: (key: string) => this.#drawn.open(key), limits: this.#limits };

  /** Anew for other units: a row is made again only when its entry is another. */
  readonly #groupsOf = lastAnswer((resources: readonly LabResource[], _units: LabUnits) =>
    groupResults(resources),
  );

  /** Results and reports read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly LabResource[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** Units of what can be converted: as reported, by amount of substance, or by mass. Default `recorded`. */
  declare units: 'recorded' | 'si' | 'mass';
  /** Which observations are read. Default `laboratory`; an empty text reads all, where results have no category. */
  declare category: string;

  constructor() {
    super();
    this.units = 'recorded';
    this.category = 'laboratory';
  }

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#list.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.#list.words;
    return this.#list.render({
      title: t('lab.title'),
      failed: t('lab.notLoaded'),
      empty: html`${t('lab.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(resources: readonly LabResource[], _loaded: SearchLoaded<LabResource>): TemplateResult {
    const { words } = this.#list;
    const groups = this.#groupsOf(resources, this.#unitsInForce);
    const { analyses } = groups;
    const hasChoice = this.#unitsInForce !== 'recorded' || groups.canConvert;
    this.#curves = FIRST_SCREEN;
    return html`${renderCritical(analyses, words)}
    ${hasChoice ? renderUnits(this.#unitsInForce, { words, choose: (units) => (this.units = units) }) : nothing}
    ${analyses.length > 0 ? renderHeads(words) : html`<p class="status">${words.t('lab.noneValid')}</p>`}
    ${groups.panels.map(
      (panel, index) =>
        html`${renderPanelHead(panel, words)}
        ${panel.analyses.length > 0 ? this.#renderAnalyses(`panel-${index}`, panel.analyses) : nothing}`,
    )}
    ${
      groups.single.length > 0
        ? html`${groups.panels.length > 0 ? html`<div class="panel"><h3>${words.t('lab.single')}</h3></div>` : nothing}
          ${this.#renderAnalyses('single', groups.single)}`
        : nothing
    }
    ${this.#renderOther(groups)}`;
  }

  #renderAnalyses(name: string, entries: readonly AnalysisFacts[]): TemplateResult {
    const { words } = this.#list;
    const units = this.#unitsInForce;
    return this.#list.renderRows({
      name,
      entries: entries.map((analysis) => this.#withTable(analysis)),
      row: (analysis) => renderAnalysis(analysis, { words, units, counts: true, ...this.#table }),
      depends: [units],
    });
  }

  #withTable(analysis: AnalysisFacts): AnalysisRow {
    const { key, results } = analysis;
    const drawn = this.#drawn.draws(key) ? this.#limits.shown(key, results).length : 0;
    const hasCurve = this.#curves-- > 0 || this.#drawn.isPrinting || this.#afterPaint.isPainted;
    return { ...analysis, drawn, hasCurve };
  }

  #renderOther({ other, wrong, wrongReports }: LabGroups): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const entries = [...wrong.map((analysis) => this.#withTable(analysis)), ...wrongReports];
    return html`${list.renderClosed(words.t('lab.other', { n: other.length }), {
      name: 'other',
      entries: other,
      row: ({ report }) => renderLoneReport(report, words),
    })}
    ${list.renderClosed(words.t('lab.wrong', { n: entries.length }), {
      name: 'wrong',
      entries,
      row: (entry) =>
        'report' in entry
          ? renderLoneReport(entry.report, words)
          : renderAnalysis(entry, { words, units: 'recorded', counts: false, ...this.#table }),
      depends: [],
    })}`;
  }

  /** An attribute may say anything. */
  get #unitsInForce(): LabUnits {
    return this.units === 'si' || this.units === 'mass' ? this.units : 'recorded';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-lab-results': SamspilLabResults;
  }
}
