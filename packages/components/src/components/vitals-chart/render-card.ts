import { html, nothing, svg, type TemplateResult } from 'lit';
import type { DrawnMarks, TimeSpan } from '../../charts/chart-spec.ts';
import { markPath } from '../../charts/mark-shapes.ts';
import { formatMoment, toIsoWithOffset } from '../../format/dates.ts';
import { formatNumber } from '../../format/numbers.ts';
import type { ChartSign } from './chart-signs.ts';
import { nameOfSign, remarksOn, unitText, valueText } from './reading-words.ts';
import type { VitalPoint, VitalSeries } from './vital-series.ts';
import type { ChartWords } from './vitals-chart-texts.ts';

export interface CardView {
  readonly words: ChartWords;
  readonly series: VitalSeries;
  /** The latest, and the one before it. */
  readonly latest: readonly VitalPoint[];
  /** The points of the latest in the score in force. */
  readonly points: number | undefined;
  readonly span: TimeSpan;
  /** How many measurements lie in the span. */
  readonly shown: number;
  /** The range of values, and whether it is the usual one. */
  readonly values: readonly [number, number];
  readonly isFitted: boolean;
  readonly drawn: DrawnMarks | undefined;
  /** What must be said of what stands behind the points. */
  readonly notes: readonly string[];
  /** The moment the line stands at. */
  readonly selected: VitalPoint | undefined;
  readonly setFitted: (isFitted: boolean) => void;
  readonly keydown: (event: KeyboardEvent, series: VitalSeries) => void;
  readonly back: () => void;
}

/** One sign: the latest value large, the one before it, and its chart (CHT-09). */
export function renderCard(view: CardView): TemplateResult {
  const { words, series, selected } = view;
  const { sign } = series;
  const name = nameOfSign(sign.name, words);
  return html`<section class="card" part="sign" data-sign=${sign.name} aria-label=${name}>
    ${renderFigures(view, name)}
    <div class="chart">
      <p class="readout">${selected ? renderSelected(selected, words) : nothing}</p>
      ${renderPlot(view, name)} ${renderNotes(view, name)}
    </div>
  </section>`;
}

function renderFigures({ words, series, latest, points }: CardView, name: string): TemplateResult {
  const { t, locale } = words;
  const { sign } = series;
  const [newest, previous] = latest;
  return html`<div class="figures">
    <h3>${symbol(sign)}${name}</h3>
    ${
      newest
        ? html`<p class="latest">
              <span class="value">${valueText(newest, locale)}</span>
              <span class="unit">${unitText(sign, locale)}</span>
            </p>
            <p class="tags">
              ${points === undefined ? nothing : html`<span class="tag points p${Math.min(points, 3)}">${words.plural('score.points', points)}</span>`}
              ${remarksOn(newest, words).map((remark) => html`<span class="tag">${remark}</span>`)}
            </p>
            <p class="small">${moment(newest.at, locale)}</p>
            ${previous ? html`<p class="small">${t('obs.previous', { value: valueText(previous, locale) })}</p>` : nothing}`
        : html`<p class="small">${t('chart.noValue')}</p>`
    }
  </div>`;
}

function renderSelected(point: VitalPoint, words: ChartWords): TemplateResult {
  const remarks = remarksOn(point, words);
  return html`${moment(point.at, words.locale)}
    <strong>${valueText(point, words.locale)} ${unitText(point.sign, words.locale)}</strong>
    ${remarks.length > 0 ? remarks.join(', ') : nothing}`;
}

function renderPlot({ words, series, span, shown, keydown, back }: CardView, name: string): TemplateResult {
  const { t, locale } = words;
  const said = (at: number) => formatMoment(toIsoWithOffset(new Date(at)), locale, { isInSentence: true });
  const label = t('a11y.chart', {
    name,
    n: formatNumber(shown, locale),
    from: said(span.from),
    to: said(span.to),
  });
  return html`<div
    class="plot"
    part="plot"
    data-plot=${series.sign.name}
    role="img"
    tabindex="0"
    aria-label=${label}
    aria-description=${t('chart.keys')}
    @keydown=${(event: KeyboardEvent) => keydown(event, series)}
    @dblclick=${back}
  ></div>`;
}

/** What the drawing shows otherwise than as points, or not at all (CHT-12, 13). */
function renderNotes(view: CardView, name: string): TemplateResult {
  const { words, series, shown, values, isFitted, drawn, notes, setFitted } = view;
  const { t, locale } = words;
  const number = (value: number) =>
    formatNumber(value, locale, Math.abs(value) < 100 && value % 1 !== 0 ? 1 : 0);
  const counted = (stem: 'chart.outside' | 'chart.crowded' | 'chart.hollow', n: number) =>
    n > 0
      ? html`<span data-note=${stem}
          >${t(`${stem}.${n === 1 ? 'one' : 'other'}`, { n: formatNumber(n, locale) })}</span
        >`
      : nothing;
  const beyond = (stem: 'chart.above' | 'chart.below', n: number, value: number) =>
    n > 0
      ? html`<span data-note=${stem}
          >${t(`${stem}.${n === 1 ? 'one' : 'other'}`, { n: formatNumber(n, locale), value: number(value) })}</span
        >`
      : nothing;
  const isBeyond = drawn !== undefined && drawn.above + drawn.below > 0;
  return html`<p class="small notes" part="notes">
    ${isFitted ? html`<strong data-note="chart.rescaled">${t('chart.rescaled', { min: number(values[0]), max: number(values[1]) })}</strong>` : nothing}
    ${drawn ? html`${beyond('chart.above', drawn.above, values[1])}${beyond('chart.below', drawn.below, values[0])}` : nothing}
    ${
      isBeyond && !isFitted
        ? html`<button
            type="button"
            class="fit"
            aria-label=${t('chart.fitOf', { name })}
            @click=${() => setFitted(true)}
          >
            ${t('chart.fit')}
          </button>`
        : nothing
    }
    ${
      isFitted
        ? html`<button
            type="button"
            class="fit"
            aria-label=${t('chart.usualOf', { name })}
            @click=${() => setFitted(false)}
          >
            ${t('chart.usual')}
          </button>`
        : nothing
    }
    ${shown === 0 ? html`<span data-note="chart.nothingInSpan">${t('chart.nothingInSpan')}</span>` : nothing}
    ${counted('chart.crowded', drawn?.crowded ?? 0)} ${counted('chart.hollow', drawn?.hollow ?? 0)}
    ${counted('chart.outside', series.n - shown)}
    ${notes.map((note) => html`<span data-note="background">${note}</span>`)}
  </p>`;
}

/** The mark of the series beside its name (CHT-02, 05). */
function symbol({ shape, lowerShape, color }: ChartSign): TemplateResult {
  const shapes = lowerShape ? [shape, lowerShape] : [shape];
  return html`${shapes.map(
    (each) =>
      html`<svg class="symbol" viewBox="0 0 12 12" aria-hidden="true" style="color: var(--_${color})">
        ${svg`<path d=${markPath(each)} fill="currentColor" />`}
      </svg>`,
  )}`;
}

function moment(at: number, locale: string): TemplateResult {
  const instant = toIsoWithOffset(new Date(at));
  return html`<time datetime=${instant}>${formatMoment(instant, locale)}</time>`;
}
