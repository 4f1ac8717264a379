import type { ClinicalContext } from '@samspil/sdk';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ClockController } from '../../controllers/clock-controller.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { chevronIcon } from '../../icons/icons.ts';
import type { TimelineResource } from './entry-span.ts';
import { momentsOn } from './measurements.ts';
import { renderAxis, renderLines, renderNow } from './render-axis.ts';
import { renderEntry } from './render-entry.ts';
import { axisOf, isInside, rangeFor, type Axis, type RangeName } from './time-axis.ts';
import { entriesOf, sections, type Section, type TimelineEntry } from './timeline-entries.ts';
import { timelineTexts } from './timeline-texts.ts';
import { styles } from './timeline.styles.ts';

const rangeNames = ['week', 'month', 'year', 'all'] as const;

/**
 * Contacts, problems, medication, procedures, measurements, documents and appointments on one axis of time: since when, until
 * when, and what is to come. Every entry has its name and its time in words; the drawing repeats them for the eye. What has no time,
 * lies outside the period shown, came to nothing or was wrong stands apart and is counted.
 *
 * @summary The patient's course on one axis of time.
 * @tag samspil-timeline
 * @slot actions - Buttons beside the title.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of an entry
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole element.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the timeline while it is read.
 * @csspart empty - What is said of a record without entries.
 * @csspart plot - The entries over the lines of the axis.
 * @csspart rows - The entries of one section.
 * @csspart entry - One entry.
 * @csspart details - What else is said of it.
 * @csspart group - One section, or entries that have no place on the axis.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown, or some kinds of entries could not be read.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilTimeline extends LitElement {
  static override styles = [listStyles, styles];
  static override properties = { ...listProperties, range: {}, now: { type: Number } };

  readonly #list = new ListController<TimelineResource, typeof timelineTexts>(this, {
    types: sections,
    // A course without appointments is still a course; what it is without is said.
    isPartial: true,
    // Of thousands of measurements the last ones tell how it goes; all other types are read from their beginning.
    parameters: (type): Record<string, string> => (type === 'Observation' ? { _sort: '-date' } : {}),
    texts: [timelineTexts],
  });

  readonly #clock = new ClockController(this);

  /** Entries read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly TimelineResource[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** What the axis goes over. Default: the shortest that holds all, a year at most; then what a person chose. */
  declare range: RangeName | undefined;
  /** The present, in milliseconds since the epoch. Default: the device's clock. */
  declare now: number | undefined;

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#list.reload();
  }

  protected override willUpdate(changed: PropertyValues): void {
    // Another patient, or another list, begins with a period of its own.
    const isOther = changed.get('context') !== undefined || changed.get('resources') !== undefined;
    if (isOther && !changed.has('range')) this.range = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.#list.words;
    return this.#list.render({
      title: t('timeline.title'),
      failed: t('timeline.notLoaded'),
      empty: html`${t('timeline.none')}`,
      nameOfType: (type) => {
        const section = sections.find((each) => each === type);
        return section && t(`timeline.section.${section}`).toLocaleLowerCase(this.#list.words.locale);
      },
      rows: (resources) => this.#renderEntries(entriesOf(resources)),
    });
  }

  #renderEntries(entries: readonly TimelineEntry[]): TemplateResult {
    const list = this.#list;
    const { t, locale } = list.words;
    const { now } = this.#clock;
    const right = entries.filter(({ standing }) => standing === 'valid');
    const spans = right.flatMap(({ span }) => span ?? []);
    const range = rangeNames.find((name) => name === this.range) ?? rangeFor(spans, now);
    const axis = axisOf(range, spans, now);
    const inside = right.filter((entry) => isOnAxis(entry, axis));
    const outside = right.filter((entry) => entry.span && !isOnAxis(entry, axis));
    const before = outside.filter(({ span }) => (span?.from ?? 0) < axis.from).length;
    const group = (name: string, of: readonly TimelineEntry[]) => ({
      name,
      entries: of,
      row: (entry: TimelineEntry) => renderEntry(entry, { words: list.words }),
    });
    const undated = right.filter(({ span }) => !span);
    const off = entries.filter(({ standing }) => standing === 'off');
    const wrong = entries.filter(({ standing }) => standing === 'wrong');
    return html`<div class="ranges" role="group" aria-label=${t('timeline.rangeLabel')}>
        ${rangeNames.map(
          (name) =>
            html`<button
              type="button"
              aria-pressed=${name === range ? 'true' : 'false'}
              @click=${() => (this.range = name)}
            >
              ${t(`timeline.range.${name}`)}
            </button>`,
        )}
      </div>
      <div class="plot" part="plot">
        ${renderLines(axis, locale)} ${renderAxis(axis, locale)}
        ${sections.map((section) => this.#renderSection(section, inside, axis))}
        ${inside.length === 0 ? html`<p class="status">${t('timeline.nothingInRange')}</p>` : nothing}
        ${renderAxis(axis, locale)} ${renderNow(axis, t('timeline.now'))}
      </div>
      ${list.renderClosed(
        t('timeline.outside', { before, after: outside.length - before }),
        group('outside', outside),
      )}
      ${list.renderClosed(t('timeline.undated', { n: undated.length }), group('undated', undated))}
      ${list.renderClosed(t('timeline.off', { n: off.length }), group('off', off))}
      ${list.renderClosed(t('timeline.wrong', { n: wrong.length }), group('wrong', wrong))}`;
  }

  /** With a title that opens and closes it (TML-10). Nothing when it has no entry on the axis. */
  #renderSection(
    section: Section,
    inside: readonly TimelineEntry[],
    axis: Axis,
  ): TemplateResult | typeof nothing {
    const { words } = this.#list;
    const entries = inside.filter((entry) => entry.section === section);
    if (entries.length === 0) return nothing;
    const title = words.t('timeline.sectionCount', {
      section: words.t(`timeline.section.${section}`),
      n: entries.length,
    });
    return html`<details class="group" part="group" data-group=${section} open>
      <summary>${chevronIcon}<span>${title}</span></summary>
      ${this.#list.renderRows({
        name: section,
        entries,
        row: (entry) => renderEntry(entry, { words, axis }),
      })}
    </details>`;
  }
}

/** A row of measurements is on the axis if one of them is; the time between two of them is nothing. */
function isOnAxis({ span, measured }: TimelineEntry, axis: Axis): boolean {
  if (measured) return momentsOn(measured, axis).length > 0;
  return span !== undefined && isInside(span, axis);
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-timeline': SamspilTimeline;
  }
}
