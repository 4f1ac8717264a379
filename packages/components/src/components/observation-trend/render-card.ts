import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../../format/dates.ts';
import { formatNumber } from '../../format/numbers.ts';
import { warnIcon } from '../../icons/icons.ts';
import { labelOf, unitOf, valueOf, type TrendWords } from './trend-format.ts';
import { bandOf, type TrendName, type TrendPoint } from './trend-series.ts';

export interface CardView {
  words: TrendWords;
  name: TrendName;
  /** All points, oldest first; at least one. */
  points: readonly TrendPoint[];
  /** Those in the chosen period. */
  shown: readonly TrendPoint[];
  /** The point under the cursor. */
  selected: TrendPoint | undefined;
  /** Moves the line of all charts to a reading. */
  move: (point: TrendPoint) => void;
}

/** One sign: the latest value large, the one before it, when, and its chart (CHT-09). */
export function renderCard(view: CardView): TemplateResult {
  const { words, name, points, selected } = view;
  const { t, locale } = words;
  const latest = points.at(-1);
  const previous = points.at(-2);
  if (!latest) return html``;
  return html`<section class="card" data-sign=${name} aria-label=${labelOf(name, words)}>
    <div class="title">
      <h3>${labelOf(name, words)}</h3>
      <p class="readout" role="status">
        ${
          selected
            ? html`${formatMoment(selected.effective, locale)}:
                <strong>${valueOf(name, selected, words)}</strong>`
            : nothing
        }
      </p>
    </div>
    <div class="figures">
      <p class="latest">
        <span class="value ${typeof latest.value === 'string' ? 'words' : ''}"
          >${valueOf(name, latest, words)}</span
        >
        <span class="unit">${unitOf(name, words)}</span>
      </p>
      ${renderNotes(name, latest, words)}
      <p class="small"><time datetime=${latest.effective}>${formatMoment(latest.effective, locale)}</time></p>
      ${previous ? html`<p class="small">${t('obs.previous', { value: valueOf(name, previous, words) })}</p>` : nothing}
    </div>
    ${name === 'consciousness' ? renderWords(view) : renderPlot(view)}
  </section>`;
}

function renderNotes(
  name: TrendName,
  latest: TrendPoint,
  words: TrendWords,
): TemplateResult | typeof nothing {
  const { t } = words;
  const side = sideOf(name, latest);
  if (!side && !latest.oxygen) return nothing;
  return html`<p class="notes">
    ${
      latest.oxygen
        ? html`<span class="tag">${t(latest.oxygen === 'oxygen' ? 'vitals.oxygen' : 'vitals.roomAir')}</span>`
        : nothing
    }
    ${side ? html`<span class="tag warn">${warnIcon}${t(side === 'high' ? 'obs.high' : 'obs.low')}</span>` : nothing}
  </p>`;
}

/** Above or below the values that give no points. */
function sideOf(name: TrendName, { value }: TrendPoint): 'high' | 'low' | undefined {
  const band = bandOf(name);
  if (!band || typeof value !== 'number') return undefined;
  if (value < band.min) return 'low';
  return value > band.max ? 'high' : undefined;
}

function renderPlot(view: CardView): TemplateResult {
  const { words, name, points, shown, move } = view;
  const { t, locale } = words;
  const outside = points.length - shown.length;
  const first = shown[0];
  const last = shown.at(-1);
  if (!first || !last) return html`<p class="empty">${t('obs.outsideRange', { n: outside })}</p>`;
  const label = t('a11y.chart', {
    name: labelOf(name, words),
    n: shown.length,
    from: formatMoment(first.effective, locale, { isInSentence: true }),
    to: formatMoment(last.effective, locale, { isInSentence: true }),
  });
  const band = bandOf(name);
  return html`<div class="chart">
    <div
      class="plot"
      data-plot=${name}
      role="img"
      tabindex="0"
      aria-label=${label}
      @keydown=${(event: KeyboardEvent) => moveBy(event, view, move)}
    ></div>
    <p class="small legend">
      ${
        band
          ? html`<span class="swatch" aria-hidden="true"></span>${t('obs.normalBand', {
                min: formatNumber(band.min, locale),
                max: formatNumber(band.max, locale),
              })}`
          : nothing
      }
      ${outside > 0 ? html`<span>${t('obs.outsideRange', { n: outside })}</span>` : nothing}
    </p>
  </div>`;
}

/** The line over the charts by keyboard (CHT-10): arrows from reading to reading, Home and End. */
function moveBy(event: KeyboardEvent, { shown, selected }: CardView, move: CardView['move']): void {
  const present = selected ? shown.indexOf(selected) : shown.length;
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: present - 1,
    ArrowRight: present + 1,
    Home: 0,
    End: shown.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined) return;
  event.preventDefault();
  const point = shown[Math.min(Math.max(target, 0), shown.length - 1)];
  if (point) move(point);
}

/** Consciousness has no scale to draw: its changes in words. */
function renderWords({ words, name, shown }: CardView): TemplateResult {
  const changes = shown
    .filter((point, index) => point.value !== shown[index - 1]?.value)
    .slice(-4)
    .reverse();
  return html`<ul class="changes">
    ${changes.map(
      (point) =>
        html`<li>
          <time datetime=${point.effective}>${formatMoment(point.effective, words.locale)}</time>
          ${valueOf(name, point, words)}
        </li>`,
    )}
  </ul>`;
}
