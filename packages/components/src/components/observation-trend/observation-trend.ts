import type { ClinicalContext } from '@samspil/sdk';
import type { Observation } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ChartSpec } from '../../charts/chart-spec.ts';
import { ChartsController } from '../../charts/charts-controller.ts';
import { workplaceContext } from '../../contexts/index.ts';
import { AcceptedController } from '../../controllers/accepted-controller.ts';
import { LeaseController } from '../../controllers/lease-controller.ts';
import { LeaseTask, type Loaded } from '../../controllers/lease-task.ts';
import { ProvidedValue } from '../../controllers/provided-value.ts';
import { ReconnectController } from '../../controllers/reconnect-controller.ts';
import { TextController } from '../../controllers/text-controller.ts';
import { infoIcon, stopIcon } from '../../icons/icons.ts';
import { commonTexts } from '../../locales/catalogues/common.ts';
import { trendTexts } from '../../locales/catalogues/trend.ts';
import { lastAnswer } from '../../states/last-answer.ts';
import { controls } from '../../tokens/controls.styles.ts';
import { elementTokens } from '../../tokens/tokens.ts';
import { renderCard } from './render-card.ts';
import { renderTable } from './render-table.ts';
import { timeRange, valueRange, type TrendPeriod } from './trend-axes.ts';
import { drawingOf } from './trend-drawing.ts';
import { namesOf, readObservations } from './trend-query.ts';
import { countLeft, readSeries, type TrendName, type TrendPoint, type TrendSeries } from './trend-series.ts';
import { styles } from './observation-trend.styles.ts';

export { loadCharts } from '../../charts/load-charts.ts';

const periods = { '24h': 'obs.last24h', '7d': 'obs.last7d', all: 'obs.all' } as const;

/**
 * The latest vital signs and how they developed: the latest value large, the one before it, a chart over a set period,
 * and the same as a table. Reads anew when the record has received something for this patient.
 *
 * The rules are those of components.md 6.11 (CHT, TBL).
 *
 * @summary Latest vital signs with trend.
 * @tag samspil-observation-trend
 * @csspart header - Heading, period and the switch to the table.
 */
export class SamspilObservationTrend extends LitElement {
  static override styles = [elementTokens, controls, styles];

  static override properties = {
    resources: { attribute: false },
    context: { attribute: false },
    locale: {},
    code: {},
    vital: {},
    period: {},
    asTable: { type: Boolean, attribute: 'as-table', reflect: true },
  };

  readonly #text = new TextController(this, trendTexts, commonTexts);
  readonly #lease = new LeaseController(this);
  readonly #series = new LeaseTask<Trend>(this, {
    lease: () => (this.resources ? undefined : this.#lease.openLease),
    arguments: () => JSON.stringify([this.code, this.vital]),
    load: async (lease, signal) => {
      const query = { code: this.code, names: namesOf(this.vital) };
      return trendOf(await readObservations(lease, query, signal));
    },
  });
  readonly #given = lastAnswer(trendOf);
  readonly #charts = new ChartsController(this, {
    specs: () => this.#specs,
    onPoint: (name, index) => this.#select(name as TrendName, index),
  });
  #specs: readonly ChartSpec[] = [];
  /** Kept per list of points, so that a chart is drawn anew only for new data. */
  readonly #shown = new WeakMap<readonly TrendPoint[], { key: string; points: readonly TrendPoint[] }>();
  readonly #drawn = new Map<TrendName, readonly TrendPoint[]>();
  #selected: ReadonlyMap<TrendName, TrendPoint> = new Map();

  /** Observations read elsewhere; then nothing is read. Never changed. */
  declare resources: readonly Observation[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** LOINC codes to ask for, separated by comma. Default: the codes of the cards. */
  declare code: string | undefined;
  /** Which cards, separated by space: `respiratoryRate oxygenSaturation bloodPressure pulse consciousness temperature`. */
  declare vital: string | undefined;
  /** How far back the charts go. Default `7d`. */
  declare period: TrendPeriod;
  /** Show the table instead of the charts. */
  declare asTable: boolean;

  constructor() {
    super();
    this.period = '7d';
    this.asTable = false;
    const workplace = new ProvidedValue(this, workplaceContext);
    // What is shown may have come from the device, as old as it is.
    const reload = () => this.#series.reload();
    new ReconnectController(this, () => workplace.value?.online, reload);
    new AcceptedController(this, {
      lease: () => this.#lease.openLease,
      types: ['Observation'],
      changed: reload,
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    this.#specs = [];
    const state: Loaded<Trend> = this.resources
      ? { status: 'loaded', value: this.#given(this.resources) }
      : this.#series.state;
    if (state.status === 'none') return nothing;
    const { t, locale } = this.#text;
    return html`<section lang=${locale} aria-label=${t('vitals.title')}>
      <header part="header">
        <h2>${t('vitals.title')}</h2>
        ${state.status === 'loaded' ? this.#renderControls() : nothing}
      </header>
      ${
        state.status === 'loading'
          ? this.#renderLoading()
          : state.status === 'failed'
            ? this.#renderFailed(state.code)
            : html`${this.#renderAge(state.value.observations)} ${this.#renderSeries(state.value)}`
      }
    </section>`;
  }

  #renderControls(): TemplateResult {
    const { t } = this.#text;
    return html`<div class="controls">
      <div class="periods" role="group" aria-label=${t('obs.period')}>
        ${Object.entries(periods).map(
          ([period, key]) =>
            html`<button
              type="button"
              data-period=${period}
              aria-pressed=${this.period === period ? 'true' : 'false'}
              @click=${() => (this.period = period as TrendPeriod)}
            >
              ${t(key)}
            </button>`,
        )}
      </div>
      <button type="button" class="switch" @click=${() => (this.asTable = !this.asTable)}>
        ${t(this.asTable ? 'obs.asChart' : 'obs.asTable')}
      </button>
    </div>`;
  }

  #renderLoading(): TemplateResult {
    return html`<div class="cards" role="status">
      <span class="sr-only">${this.#text.t('a11y.loading')}</span>
      ${namesOf(this.vital).map(() => html`<div class="card skeleton" aria-hidden="true"></div>`)}
    </div>`;
  }

  #renderFailed(code: string): TemplateResult {
    const { t } = this.#text;
    return html`<div class="notice danger" role="alert" data-code=${code}>
      ${stopIcon}
      <div>
        <strong>${t('obs.failed')}</strong>${this.#text.error(code)}
        <div><button type="button" @click=${() => this.#series.reload()}>${t('sync.retry')}</button></div>
      </div>
    </div>`;
  }

  #renderAge(observations: readonly Observation[]): TemplateResult {
    const { lease } = this.#lease;
    return html`<samspil-read-age
      .resources=${this.resources ? undefined : observations}
      .context=${lease}
      .locale=${this.locale}
    ></samspil-read-age>`;
  }

  #renderSeries({ series, left }: Trend): TemplateResult {
    const words = this.#text;
    const names = namesOf(this.vital).filter((name) => series.has(name));
    const said =
      left > 0 ? html`<p class="nothing left">${infoIcon}${words.plural('obs.left', left)}</p>` : nothing;
    if (names.length === 0) {
      return left > 0
        ? html`${said}`
        : html`<p class="nothing" role="status">${infoIcon}${words.t('obs.noData')}</p>`;
    }
    const now = minuteNow();
    const all = names.flatMap((name) => series.get(name) ?? []);
    const time = timeRange(this.#period, all, now);
    if (this.asTable) {
      const rows = names.flatMap((name) =>
        this.#within(series.get(name) ?? [], time).map((point) => ({ name, point })),
      );
      return html`${said}${renderTable(rows, words)}`;
    }
    const specs: ChartSpec[] = [];
    const cards = names.map((name) => {
      const points = series.get(name) ?? [];
      const shown = this.#within(points, time);
      if (name !== 'consciousness' && shown.length > 0) {
        const values = valueRange(name, shown);
        specs.push(drawingOf(name, shown, { time, values, locale: words.locale }));
        this.#drawn.set(name, shown);
      }
      return renderCard({
        words,
        name,
        points,
        shown,
        selected: shown.find((point) => point === this.#selected.get(name)),
        move: (point) => this.#charts.moveTo(point.at),
      });
    });
    this.#specs = specs;
    return html`${said}
      <div class="cards">${cards}</div>`;
  }

  get #period(): TrendPeriod {
    return Object.hasOwn(periods, this.period) ? this.period : '7d';
  }

  #within(points: readonly TrendPoint[], { from, to }: { from: number; to: number }): readonly TrendPoint[] {
    const key = `${from} ${to}`;
    const kept = this.#shown.get(points);
    if (kept?.key === key) return kept.points;
    const shown = points.filter(({ at }) => at >= from && at <= to);
    this.#shown.set(points, { key, points: shown });
    return shown;
  }

  #select(name: TrendName, index: number | undefined): void {
    const point = index === undefined ? undefined : this.#drawn.get(name)?.[index];
    if (this.#selected.get(name) === point) return;
    const next = new Map(this.#selected);
    if (point) next.set(name, point);
    else next.delete(name);
    this.#selected = next;
    this.requestUpdate();
  }
}

/** What was read. */
interface Trend {
  readonly observations: readonly Observation[];
  readonly series: TrendSeries;
  /** Those that give no point. */
  readonly left: number;
}

function trendOf(observations: readonly Observation[]): Trend {
  return { observations, series: readSeries(observations), left: countLeft(observations) };
}

/** Charts move on by the minute, not with every rendering. */
function minuteNow(): number {
  return Math.ceil(Date.now() / 60_000) * 60_000;
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-observation-trend': SamspilObservationTrend;
  }
}
