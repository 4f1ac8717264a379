import { html, nothing, type TemplateResult } from 'lit';
import type { TimeSpan } from '../../charts/chart-spec.ts';
import { formatMoment, toIsoWithOffset } from '../../format/dates.ts';
import { formatNumber } from '../../format/numbers.ts';
import { nameOfSign, standingWords, wordOf } from './reading-words.ts';
import type { WordMeasurement } from './read-measurements.ts';
import type { ChartWords } from './vitals-chart-texts.ts';

/** How many changes are listed at most. */
const changesAtMost = 5;

/** What has no scale to draw, such as consciousness: the latest in words, and when it changed. */
export function renderWords(
  name: 'consciousness' | 'oxygen',
  measurements: readonly WordMeasurement[] | undefined,
  { words, span }: { words: ChartWords; span: TimeSpan },
): TemplateResult | typeof nothing {
  const latest = measurements?.at(-1);
  if (!measurements || !latest) return nothing;
  const { locale } = words;
  const shown = measurements.filter(({ at }) => at >= span.from && at <= span.to);
  const changes = shown.filter(({ value }, index) => value !== shown[index - 1]?.value);
  const outside = measurements.length - shown.length;
  return html`<section class="card" part="sign" data-sign=${name} aria-label=${nameOfSign(name, words)}>
    <div class="figures">
      <h3>${nameOfSign(name, words)}</h3>
      <p class="value words">${wordOf(latest.value, words)}</p>
      <p class="tags">
        ${standingWords(latest.source, words).map((each) => html`<span class="tag">${each}</span>`)}
      </p>
      <p class="small">${when(latest, locale)}</p>
    </div>
    <div class="chart">
      <ul class="changes">
        ${changes
          .slice(-changesAtMost)
          .reverse()
          .map((each) => html`<li>${when(each, locale)} ${wordOf(each.value, words)}</li>`)}
      </ul>
      ${
        outside > 0
          ? html`<p class="small notes">
              <span data-note="chart.outside">
                ${words.t(outside === 1 ? 'chart.outside.one' : 'chart.outside.other', { n: formatNumber(outside, locale) })}
              </span>
            </p>`
          : nothing
      }
    </div>
  </section>`;
}

function when({ at }: WordMeasurement, locale: string): TemplateResult {
  const instant = toIsoWithOffset(new Date(at));
  return html`<time datetime=${instant}>${formatMoment(instant, locale)}</time>`;
}
