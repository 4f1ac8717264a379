import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import { formatWhen } from '../../format/onset.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderFacts, textIn } from '../../states/render-facts.ts';
import { renderTags } from '../../states/render-tags.ts';
import type { WordsOf } from '../../states/list-words.ts';
import { writtenOf, type Span } from './entry-span.ts';
import type { TimelineEntry } from './timeline-entries.ts';
import type { timelineTexts } from './timeline-texts.ts';
import { placeOf, type Axis } from './time-axis.ts';

export type TimelineWords = WordsOf<typeof timelineTexts>;

/**
 * One entry: its name and time in words above (TML-08), its place on the axis below. The words are the whole of it; the
 * drawing is for the eye alone.
 *
 * @param axis absent for what has no place on it
 */
export function renderEntry(
  entry: TimelineEntry,
  { words, axis }: { words: TimelineWords; axis?: Axis | undefined },
): TemplateResult {
  const { t } = words;
  const name = entry.name ?? t('timeline.unnamed');
  const isPlanned = !entry.isWrong && entry.span !== undefined && entry.span.from > (axis?.now ?? Infinity);
  const when = whenText(entry, words);
  return html`<li class="entry ${entry.isWrong ? 'off' : ''}" part="entry">
    <p class="what"><span class="name">${name}</span> <span class="when">${when}</span></p>
    ${renderTags(isPlanned ? [t('timeline.planned')] : [])}
    ${axis && entry.span ? renderTrack(entry.span, axis) : nothing}
    ${renderDetails(
      { label: t('timeline.details'), name: t('timeline.detailsOf', { name }), resources: [entry.resource] },
      renderFacts([
        [t('timeline.kind'), t(`timeline.section.${entry.section}`)],
        [t('timeline.when'), when],
        [t('timeline.status'), statusOf(entry)],
      ]),
    )}
  </li>`;
}

/** A diamond for a moment; a bar for a period, whose ends stand on its times, and which runs to the edge while it goes on. */
function renderTrack(span: Span, axis: Axis): TemplateResult {
  const from = placeOf(span.from, axis);
  if (span.to === span.from) {
    const isOut = span.from < axis.from || span.from > axis.to;
    return html`<div class="track" aria-hidden="true">
      ${isOut ? nothing : html`<b class="moment" style=${styleMap({ insetInlineStart: `${from}%` })}></b>`}
    </div>`;
  }
  const to = span.to === undefined ? 100 : placeOf(span.to, axis);
  const kinds = {
    period: true,
    vague: span.isVague,
    'begins-before': span.from < axis.from,
    'goes-on': span.to === undefined || span.to > axis.to,
  };
  return html`<div class="track" aria-hidden="true">
    <b
      class=${classMap(kinds)}
      style=${styleMap({ insetInlineStart: `${from}%`, inlineSize: `${to - from}%` })}
    ></b>
  </div>`;
}

/** As precisely as the record has it. */
function whenText({ span, resource }: TimelineEntry, { t, locale }: TimelineWords): string {
  const { from, to } = writtenOf(resource);
  const [start, end] = [from, to].map((each) => formatWhen(textIn(each), locale));
  if (start === undefined) return t('timeline.unknownWhen');
  if (span && span.to === undefined) return t('timeline.ongoing', { from: start });
  return end === undefined || end === start ? start : t('timeline.span', { from: start, to: end });
}

function statusOf({ resource }: TimelineEntry): string | undefined {
  const status: unknown = resource.resourceType === 'Condition' ? undefined : resource.status;
  return typeof status === 'string' ? status : undefined;
}
