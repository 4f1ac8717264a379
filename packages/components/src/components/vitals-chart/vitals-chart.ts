import type { ClinicalContext } from '@samspil/sdk';
import { news2, tobs } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';
import { html, LitElement, type nothing, type TemplateResult } from 'lit';
import type { ChartSpec, TimeSpan } from '../../charts/chart-spec.ts';
import { ChartsController } from '../../charts/charts-controller.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { PatientController } from '../../controllers/patient-controller.ts';
import { PrintController } from '../../controllers/print-controller.ts';
import { ScaleController } from '../../controllers/scale-controller.ts';
import { yearsOf } from '../../format/ages.ts';
import { trendTexts } from '../../locales/catalogues/trend.ts';
import { vitalsTexts } from '../../locales/catalogues/vitals.ts';
import { CheckedTable } from '../../scores/checked-table.ts';
import type { ScoreFacts } from '../../scores/score-facts.ts';
import { keepFocus } from '../../states/keep-focus.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import type { Background } from './backgrounds.ts';
import { chartColors } from './chart-colors.styles.ts';
import { ContentKeeper, type ChartContent } from './chart-content.ts';
import { ChartView } from './chart-view.ts';
import { renderStack } from './render-stack.ts';
import { scoreNow } from './score-now.ts';
import { keyIn, lineWords, spanWords } from './keyboard.ts';
import { nearestTo, pointAt, stepFrom, type VitalSeries } from './vital-series.ts';
import { periods, type VitalsPeriod } from './time-window.ts';
import { vitalsChartTexts } from './vitals-chart-texts.ts';
import { styles } from './vitals-chart.styles.ts';

export { loadCharts } from '../../charts/load-charts.ts';

/**
 * Vital signs over time: a stack of charts with one time axis and one left edge, the latest and the previous value of
 * each, a line that moves over all of them by pointer or keyboard, ranges behind the points, and the same as a table.
 * A hundred thousand points are drawn as fast as three hundred.
 *
 * The rules are those of components.md 6.11 (CHT, TBL).
 *
 * @summary Vital signs over time, with reference ranges and score bands.
 * @tag samspil-vitals-chart
 * @slot actions - Buttons beside the title, such as one that records vital signs.
 * @csspart list - The whole element.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the charts while they are read.
 * @csspart empty - What is said of a record without measurements.
 * @csspart more - That the record has more, and the button for it.
 * @csspart controls - Period, zoom, background and the switch to the table.
 * @csspart score - The score as a number, or why there is none.
 * @csspart group - The charts, one below the other.
 * @csspart sign - One vital sign with its figures and its chart.
 * @csspart plot - The drawing of one sign.
 * @csspart notes - What a drawing shows otherwise than as points, or not at all.
 * @csspart table - The table.
 * @csspart rows - The lines of the table.
 * @csspart row - One line of the table.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no measurement at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilVitalsChart extends LitElement {
  static override styles = [...[listStyles].flat(), chartColors, styles];
  static override properties = {
    ...listProperties,
    table: { attribute: false },
    vital: {},
    period: {},
    bands: {},
    score: {},
    scale: {},
    birthDate: { attribute: 'birth-date' },
    pregnant: { type: Boolean },
    asTable: { type: Boolean, attribute: 'as-table', reflect: true },
  };

  readonly #list = new ListController(this, {
    types: ['Observation'],
    parameters: () => ({ category: 'vital-signs', _sort: '-date' }),
    pageSize: 500,
    texts: [vitalsChartTexts, trendTexts, vitalsTexts],
  });
  readonly #lease = new LeaseController(this);
  readonly #patient = new PatientController(this, () => this.#lease.openLease);
  readonly #scale = new ScaleController(this, {
    lease: () => (this.resources ? undefined : this.#lease.openLease),
    given: () => this.scale,
  });
  readonly #view = new ChartView(this);
  readonly #content = new ContentKeeper();
  readonly #checked = new CheckedTable();
  readonly #print = new PrintController(this);
  readonly #charts = new ChartsController(this, {
    specs: () => this.#specs,
    onPoint: (name, index) => this.#pointTo(name, index),
    onSelect: (span) => this.#view.select(span),
    onDrawn: (name, marks) => this.#view.setDrawn(name, marks),
  });
  #viewed: ClinicalContext | undefined;
  #specs: readonly ChartSpec[] = [];
  #shown: { readonly content: ChartContent; readonly span: TimeSpan } | undefined;
  #scored: { readonly key: readonly unknown[]; readonly facts: ScoreFacts } | undefined;

  /** Observations read elsewhere; then nothing is read. Never changed. */
  declare resources: readonly Observation[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** A score table, typically a region's own as JSON, instead of `score`. One that is not sound is refused. */
  declare table: unknown;
  /** Which charts, separated by space: `respiratoryRate oxygenSaturation bloodPressure pulse temperature`. */
  declare vital: string | undefined;
  /** How far back the charts go: `12h`, `24h`, `7d`, `30d` or `all`. Default `7d`. */
  declare period: VitalsPeriod;
  /** What stands behind the points: `score`, `reference` or `none`. Default: the score where it holds, else the reference range. */
  declare bands: Background | undefined;
  /** Which of the tables that ship with Samspil. Default `news2`. */
  declare score: 'news2' | 'tobs';
  /**
   * Saturation scale: `2` only where it is ordered for hypercapnic respiratory failure. Default: what the record orders
   * (`news2-scale2`), else `1`.
   */
  declare scale: '1' | '2' | undefined;
  /** FHIR date. Default: the patient's, where there is a lease. Without it a score with an age limit is not valid. */
  declare birthDate: string | undefined;
  /** Some scores do not hold in pregnancy. */
  declare pregnant: boolean;
  /** Show the table instead of the charts. */
  declare asTable: boolean;

  constructor() {
    super();
    this.period = '7d';
    this.score = 'news2';
    this.pregnant = false;
    this.asTable = false;
  }

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#list.reload();
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const lease = this.#lease.openLease;
    // A closer look at one patient is none at the next.
    if (lease !== this.#viewed || changed.has('period') || changed.has('vital')) this.#view.reset();
    this.#viewed = lease;
  }

  protected override render(): TemplateResult | typeof nothing {
    this.#specs = [];
    const { t } = this.#list.words;
    return this.#list.render({
      title: t('vitals.title'),
      failed: t('obs.failed'),
      empty: html`${t('obs.noData')}`,
      rows: (resources) => this.#renderStack(resources),
    });
  }

  #renderStack(resources: readonly Observation[]): TemplateResult {
    const content = this.#content.of(resources, this.vital);
    const facts = this.#scoreOf(content);
    const now = Math.ceil(Date.now() / 60_000) * 60_000;
    const period = Object.hasOwn(periods, this.period) ? this.period : '7d';
    const first = Number.isFinite(content.first) ? content.first : now;
    const span = this.#view.span(period, { first, now });
    this.#shown = { content, span };
    const { specs, template } = renderStack({
      words: this.#list.words,
      view: this.#view,
      resources,
      content,
      facts,
      scaleOrder: this.#scale.isUnread ? 'unread' : this.#scale.scale === undefined ? 'awaited' : 'known',
      keeper: this.#content,
      span,
      period,
      birthDate: this.#birthDate,
      background: this.bands,
      asTable: this.asTable,
      isPrinting: this.#print.isPrinting,
      isWithoutCharts: this.#charts.isUnavailable,
      set: (change) => void keepFocus(this, () => Object.assign(this, change)),
      act: (action) => {
        this.#view.act(action, span);
        void keepFocus(this, () => this.#sayView());
      },
      keydown: (event, series) => this.#press(event, series),
    });
    this.#specs = specs;
    return template;
  }

  get #birthDate(): string | undefined {
    const patient = this.#patient.state;
    return this.birthDate ?? (patient.status === 'loaded' ? patient.value.birthDate : undefined);
  }

  /** Undefined for a table that was refused. Reckoned once for the same measurements. */
  #scoreOf({ read }: ChartContent): ScoreFacts | undefined {
    const table = this.#checked.of(this.table ?? (this.score === 'tobs' ? tobs : news2));
    const { scale } = this.#scale;
    // By which scale is being read: no total for a moment is better than a wrong one.
    if (!table || scale === undefined) return undefined;
    const birth = this.#birthDate;
    const key = [read, table, scale, birth, this.pregnant];
    if (!this.#scored?.key.every((each, index) => each === key[index])) {
      const person = (at: Date | undefined) => ({
        ageYears: yearsOf(birth, at) ?? null,
        pregnant: this.pregnant,
      });
      this.#scored = { key, facts: scoreNow(read, { table, scale, person }) };
    }
    return this.#scored?.facts;
  }

  #pointTo(name: string, index: number | undefined): void {
    const series = this.#shown?.content.series.find(({ sign }) => sign.name === name);
    const point = series && index !== undefined ? pointAt(series, index) : undefined;
    // Charts move each other's cursor: the one with a measurement at the line decides, and an empty one changes nothing.
    if (point || !this.matches(':hover')) this.#moveLine(point?.at);
  }

  #moveLine(at: number | undefined): void {
    this.#view.moveLine(at);
  }

  /** The line by keyboard over all charts (CHT-10), and the same zoom as with the buttons. */
  #press(event: KeyboardEvent, series: VitalSeries): void {
    const key = keyIn(event);
    const shown = this.#shown;
    if (!key || !shown) return;
    event.preventDefault();
    if (key.kind === 'act') {
      this.#view.act(key.action, shown.span);
      this.#sayView();
      return;
    }
    const { line } = this.#view;
    const point =
      key.kind === 'edge'
        ? stepFrom(series, undefined, key.step === 1 ? -1 : 1, shown.span)
        : line === undefined
          ? stepFrom(series, undefined, -1, shown.span)
          : stepFrom(series, line, key.step, shown.span);
    const held = point ?? (line === undefined ? undefined : nearestTo(series, line, shown.span));
    if (!held) return;
    this.#charts.moveTo(held.at);
    this.#moveLine(held.at);
    this.#view.say(lineWords(shown.content.series, { at: held.at, span: shown.span }, this.#list.words));
  }

  #sayView(): void {
    this.requestUpdate();
    void this.updateComplete.then(() => {
      if (this.#shown) this.#view.say(spanWords(this.#shown.span, this.#list.words));
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-vitals-chart': SamspilVitalsChart;
  }
}
