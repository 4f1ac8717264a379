import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import { formatWhen } from '../../format/onset.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderFacts, textIn } from '../../states/render-facts.ts';
import { renderTags } from '../../states/render-tags.ts';
import { writtenOf, type Span, type Written } from './entry-span.ts';
import { statusIn } from './entry-standing.ts';
import { momentsOn } from './measurements.ts';
import { measuredText, renderCounts, renderMoments } from './render-measurements.ts';
import type { TimelineEntry } from './timeline-entries.ts';
import type { TimelineWords } from './timeline-texts.ts';
import { placeOf, type Axis } from './time-axis.ts';

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
  const name = nameText(entry, words);
  const when = entry.measured ? measuredText(entry.measured, { words, axis }) : whenText(entry, words);
  return html`<li class="entry ${entry.standing === 'valid' ? '' : 'off'}" part="entry">
    <p class="what"><span class="name">${name}</span> <span class="when">${when}</span></p>
    ${renderTags(tagsOf(entry, { words, axis }))}
    ${axis && entry.measured ? renderMoments(momentsOn(entry.measured, axis), axis) : nothing}
    ${axis && entry.span && !entry.measured ? renderTrack(entry.span, axis) : nothing}
    ${renderDetails(
      {
        words,
        label: t('timeline.details'),
        name: t('timeline.detailsOf', { name }),
        resources: entry.resources,
      },
      renderFacts([
        [t('timeline.kind'), t(`timeline.section.${entry.section}`)],
        [t('timeline.when'), when],
        ...(entry.measured
          ? renderCounts(entry.measured, words)
          : [[t('timeline.statusLabel'), statusText(entry, words)] as const]),
      ]),
    )}
  </li>`;
}

function nameText({ name, measured }: TimelineEntry, { t }: TimelineWords): string {
  if (measured && name === undefined) return t(`timeline.measured.${measured.kind ?? 'other'}`);
  return name ?? t('timeline.unnamed');
}

/** What is not as it looks is said beside its name: still to come, or never came to be. */
function tagsOf(
  entry: TimelineEntry,
  { words, axis }: { words: TimelineWords; axis: Axis | undefined },
): string[] {
  const status = statusText(entry, words);
  if (entry.standing !== 'valid') return status === undefined ? [] : [status];
  const isPlanned = entry.span !== undefined && entry.span.from > (axis?.now ?? Infinity);
  return isPlanned ? [words.t('timeline.planned')] : [];
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
function whenText({ span, resources: [resource] }: TimelineEntry, { t, locale }: TimelineWords): string {
  const { from, to }: Partial<Written> = resource ? writtenOf(resource) : {};
  const [start, end] = [from, to].map((each) => formatWhen(textIn(each), locale));
  if (start === undefined) return t('timeline.unknownWhen');
  if (span && span.to === undefined) return t('timeline.ongoing', { from: start });
  return end === undefined || end === start ? start : t('timeline.span', { from: start, to: end });
}

function statusText({ resources: [resource] }: TimelineEntry, { t }: TimelineWords): string | undefined {
  const status = resource && statusIn(resource);
  if (!status) return undefined;
  return 'code' in status ? t(`timeline.status.${status.code}`) : status.asItCame;
}
