import type { Observation } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChartSpec, TimeSpan } from '../../charts/chart-spec.ts';
import { yearsOf } from '../../format/ages.ts';
import { formatNumber } from '../../format/numbers.ts';
import { warnIcon } from '../../icons/icons.ts';
import type { ScoreFacts } from '../../scores/score-facts.ts';
import { rangesOf, referenceBackground, scoreBackground, type Background } from './backgrounds.ts';
import type { ChartContent, ContentKeeper } from './chart-content.ts';
import type { ChartView } from './chart-view.ts';
import { spanWords } from './keyboard.ts';
import { renderCard } from './render-card.ts';
import { renderControls, type ViewAction } from './render-controls.ts';
import { renderScore } from './render-score.ts';
import { renderTable } from './render-table.ts';
import { renderWords } from './render-words.ts';
import { rowName } from './row-words.ts';
import { pointsOf } from './score-now.ts';
import { sortRows, tableRows, type TableRow } from './table-rows.ts';
import { countIn, latestTwo, nearestTo, rangeIn, type VitalSeries } from './vital-series.ts';
import type { VitalsPeriod } from './time-window.ts';
import type { ChartWords } from './vitals-chart-texts.ts';

/** All that the stack of charts is made of. */
export interface StackView {
  readonly words: ChartWords;
  readonly view: ChartView;
  readonly resources: readonly Observation[];
  readonly content: ChartContent;
  /** Undefined for a score table that was refused, and while it is read by which scale. */
  readonly facts: ScoreFacts | undefined;
  /** `awaited` while it is read which scale is ordered; `unread` where that cannot be read. */
  readonly scaleOrder: 'known' | 'awaited' | 'unread';
  readonly keeper: ContentKeeper;
  readonly span: TimeSpan;
  readonly period: VitalsPeriod;
  readonly birthDate: string | undefined;
  /** What the owner or a person chose to stand behind the points. */
  readonly background: Background | undefined;
  readonly asTable: boolean;
  readonly isPrinting: boolean;
  readonly isWithoutCharts: boolean;
  readonly set: (change: { period?: VitalsPeriod; bands?: Background; asTable?: boolean }) => void;
  readonly act: (action: ViewAction) => void;
  readonly keydown: (event: KeyboardEvent, series: VitalSeries) => void;
}

/** Height of one chart in CSS pixels. */
const height = 132;

/** Controls, score, charts or table; on paper charts and table. */
export function renderStack(stack: StackView): { specs: readonly ChartSpec[]; template: TemplateResult } {
  const {
    words,
    view,
    content,
    facts,
    scaleOrder,
    span,
    period,
    asTable,
    isPrinting,
    isWithoutCharts,
    set,
    act,
  } = stack;
  const backgrounds = backgroundsOf(stack);
  const background = backgroundIn(stack, backgrounds);
  const hasCharts = !asTable || isPrinting;
  const cards = hasCharts ? content.series.map((series) => cardOf(series, background, stack)) : [];
  const template = html`${renderControls({
      words,
      period,
      asTable,
      zoomed: view.isZoomed ? spanWords(span, words) : undefined,
      background,
      backgrounds,
      scoreName: facts?.table.name ?? facts?.table.id ?? '',
      setPeriod: (chosen) => {
        view.reset();
        set({ period: chosen });
      },
      setBackground: (bands) => set({ bands }),
      setTable: (isTable) => set({ asTable: isTable }),
      act,
    })}
    ${scaleOrder === 'awaited' ? nothing : renderScore(facts, { words, hasBands: hasCharts && background === 'score' })}
    ${scaleOrder === 'unread' ? html`<p class="score" part="score">${warnIcon} ${words.t('score.scaleUnread')}</p>` : nothing}
    ${renderAbove(stack)}
    ${hasCharts && isWithoutCharts ? html`<p class="above">${words.t('chart.unavailable')}</p>` : nothing}
    ${
      hasCharts
        ? html`<div part="group">
              ${cards.map(({ template: card }) => card)}
              ${renderWords('consciousness', content.read.words.get('consciousness'), { words, span })}
              ${renderWords('oxygen', content.read.words.get('oxygen'), { words, span })}
            </div>
            <p class="small keys">${words.t('chart.keysShort')}</p>`
        : nothing
    }
    ${asTable || isPrinting ? renderRows(stack) : nothing}
    <p class="sr-only" role="status">${view.spoken}</p>`;
  return { specs: cards.map(({ spec }) => spec), template };
}

/** What is in the table only is said above the charts, so that a curve is never taken for all there is. */
function renderAbove({ words, content: { read }, asTable }: StackView): TemplateResult | typeof nothing {
  const { t, locale } = words;
  const said = (stem: 'chart.undrawn' | 'chart.wrong', n: number) =>
    n > 0
      ? html`<span data-note=${stem}
          >${t(`${stem}.${n === 1 ? 'one' : 'other'}`, { n: formatNumber(n, locale) })}</span
        >`
      : nothing;
  if (asTable || (read.undrawn.length === 0 && read.wrong === 0)) return nothing;
  return html`<p class="above small">
    ${said('chart.undrawn', read.undrawn.length)} ${said('chart.wrong', read.wrong)}
  </p>`;
}

function backgroundsOf({ content, facts, birthDate }: StackView): readonly Background[] {
  const hasReference = content.series.some((series) => rangesOf(series, yearsOf(birthDate)).length > 0);
  const hasScore = facts !== undefined && !facts.notValid;
  return [
    ...(hasScore ? (['score'] as const) : []),
    ...(hasReference ? (['reference'] as const) : []),
    'none',
  ];
}

function backgroundIn({ background }: StackView, possible: readonly Background[]): Background {
  return background && possible.includes(background) ? background : (possible[0] ?? 'none');
}

function cardOf(
  series: VitalSeries,
  background: Background,
  { words, view, facts, keeper, span, birthDate, keydown, act }: StackView,
): { template: TemplateResult; spec: ChartSpec } {
  const { sign, data } = series;
  const latest = latestTwo(series);
  const [newest] = latest;
  const shown = countIn(series, span);
  const isFitted = view.isFitted(sign.name);
  const values = isFitted ? rangeIn(series, span) : sign.values;
  const behind =
    background === 'score'
      ? scoreBackground(series, facts, words)
      : background === 'reference'
        ? referenceBackground(series, yearsOf(birthDate), words)
        : { bands: [], notes: [] };
  const template = renderCard({
    words,
    series,
    latest,
    points: newest && facts ? pointsOf(newest, facts) : undefined,
    span,
    shown,
    values,
    isFitted,
    drawn: view.drawn(sign.name),
    notes: behind.notes,
    selected: view.line === undefined ? undefined : nearestTo(series, view.line, span),
    setFitted: (fitted) => view.fit(sign.name, fitted),
    keydown,
    back: () => act('back'),
  });
  const bands = keeper.bands(sign.name, behind.bands);
  const spec = { name: sign.name, data, time: span, values, bands, locale: words.locale, height };
  return { template, spec };
}

/** Sorted once for the same lines, order and language. */
const sorted = new WeakMap<readonly Observation[], { key: string; rows: readonly TableRow[] }>();

function renderRows({ words, view, resources, span, period }: StackView): TemplateResult {
  const { order } = view;
  const key = [order.by, order.isAscending, words.locale].join();
  let kept = sorted.get(resources);
  if (kept?.key !== key) {
    kept = { key, rows: sortRows(tableRows(resources), order, (row) => rowName(row, words)) };
    sorted.set(resources, kept);
  }
  // All is all: also what stands in the future, or whose day only is known.
  const isAll = period === 'all' && !view.isZoomed;
  const rows = isAll
    ? kept.rows
    : kept.rows.filter(({ at }) => Number.isNaN(at) || (at >= span.from && at <= span.to));
  return renderTable({
    words,
    rows,
    outside: kept.rows.length - rows.length,
    limit: view.rows,
    order,
    span,
    sort: (by) => view.sort(by),
    more: () => view.moreRows(),
  });
}
