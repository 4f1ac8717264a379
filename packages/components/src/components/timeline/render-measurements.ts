import { html, nothing, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { formatMoment } from '../../format/dates.ts';
import { formatNumber } from '../../format/numbers.ts';
import type { Fact } from '../../states/render-facts.ts';
import { drawn, momentsOn, type Measured } from './measurements.ts';
import type { Axis } from './time-axis.ts';
import type { TimelineWords } from './timeline-texts.ts';

/** Measurements of one row: a diamond each while there is room, else strokes with how many there are. */
export function renderMoments(moments: readonly number[], axis: Axis): TemplateResult {
  const { isCrowded, places, counts } = drawn(moments, axis);
  const at = (place: number) => styleMap({ insetInlineStart: `${place}%` });
  return html`<div class="track ${isCrowded ? 'crowded' : ''}" aria-hidden="true">
    ${places.map((place) => html`<b class=${isCrowded ? 'stroke' : 'moment'} style=${at(place)}></b>`)}
    ${counts.map((count) => html`<small style=${at(count.at)}>${count.n}</small>`)}
  </div>`;
}

/** How many, how many of them on the axis, and when the last one was made. */
export function measuredText(
  measured: Measured,
  { words, axis }: { words: TimelineWords; axis: Axis | undefined },
): string {
  const { t, locale } = words;
  const shown = axis ? momentsOn(measured, axis) : measured.moments;
  const n = measured.moments.length;
  const time = timeText(shown.at(-1), locale);
  if (shown.length < n)
    return t('timeline.measuredSome', {
      shown: formatNumber(shown.length, locale),
      n: formatNumber(n, locale),
      time,
    });
  return n === 1
    ? t('timeline.measuredOne', { time })
    : t('timeline.measuredAll', { n: formatNumber(n, locale), time });
}

/** How many of each name. */
export function renderCounts({ counts }: Measured, { t, locale }: TimelineWords): Fact[] {
  return counts.map(({ name, n, last }) => [
    name ?? t('timeline.unnamed'),
    html`${t('timeline.measuredTimes', { n: formatNumber(n, locale) })}${
      last > -Infinity ? html`, ${t('timeline.latest', { time: timeText(last, locale) })}` : nothing
    }`,
  ]);
}

function timeText(at: number | undefined, locale: string): string {
  return formatMoment(at === undefined ? undefined : new Date(at).toISOString(), locale, {
    isInSentence: true,
  });
}
