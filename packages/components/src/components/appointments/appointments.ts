import type { ClinicalContext } from '@samspil/sdk';
import type { Appointment } from 'fhir/r4';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { ClockController } from '../../controllers/clock-controller.ts';
import type { SearchLoaded } from '../../controllers/search-controller.ts';
import { ListController } from '../../states/list-controller.ts';
import { listProperties } from '../../states/list-properties.ts';
import { listStyles } from '../../states/list.styles.ts';
import { groupAppointments, type AppointmentFacts, type AppointmentGroups } from './appointment-facts.ts';
import { appointmentsTexts } from './appointments-texts.ts';
import { styles } from './appointments.styles.ts';
import { renderAppointment } from './render-appointment.ts';
import { foreignClock } from './when-text.ts';

/**
 * The patient's appointments: those to come first, the next one stressed, with day, time, place and people; those that are
 * past, and those that came to nothing, apart and closed at first. A video consultation opens outside, at a secure address
 * only.
 *
 * @summary Appointments, the next one first.
 * @tag samspil-appointments
 * @slot actions - Buttons beside the title, such as one that books.
 * @fires {EntryOpenEvent} samspil-entry-open - when a person opens the details of an appointment
 * @fires {HistoryOpenEvent} samspil-history-open - when a person asks who changed an entry, where the page offered that
 * @csspart list - The whole list.
 * @csspart header - The title and the slot `actions`.
 * @csspart problem - What is missing or went wrong, and the way on.
 * @csspart loading - Stands in for the list while it is read.
 * @csspart empty - What is said of a record without appointments.
 * @csspart rows - The entries of one group.
 * @csspart entry - One appointment.
 * @csspart details - What else the record says of it.
 * @csspart group - Appointments that are past or came to nothing, closed at first.
 * @csspart more - How much is shown, and the button for more.
 * @cssstate loading - It is being read, or read again.
 * @cssstate empty - The record has no entry at all.
 * @cssstate partial - The record has more than is shown.
 * @cssstate stale - What is shown is old, or the record cannot be reached.
 * @cssstate denied - The user may not see it.
 * @cssstate not-held - It is not on this device, and there is no connection.
 * @cssstate failed - It could not be read.
 */
export class SamspilAppointments extends LitElement {
  static override styles = [listStyles, styles];
  static override properties = {
    ...listProperties,
    now: { type: Number },
    timeZone: { attribute: 'time-zone' },
  };

  readonly #list = new ListController(this, {
    types: ['Appointment'],
    parameters: () => ({ _sort: '-date' }),
    texts: [appointmentsTexts],
  });
  readonly #clock = new ClockController(this);

  /** Appointments read elsewhere; then nothing is read. An empty list says the record has none. Never changed. */
  declare resources: readonly Appointment[] | undefined;
  /** The lease to read under. Default: the one of `samspil-app`. */
  declare context: ClinicalContext | undefined;
  /** Language. Default: the one of `samspil-app`, else the page's. */
  declare locale: string | undefined;
  /** The present, in milliseconds since the epoch. Default: the device's clock. */
  declare now: number | undefined;
  /** The zone whose clock appointments go by, IANA. Default: that of Denmark, wherever the screen is. */
  declare timeZone: string | undefined;

  /** Reads again. What is shown stays until the answer is there. */
  reload(): Promise<void> {
    return this.#list.reload();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { t } = this.#list.words;
    return this.#list.render({
      title: t('appointment.list'),
      failed: t('appointment.notLoaded'),
      empty: html`${t('appointment.none')}`,
      rows: (resources, loaded) => this.#renderRows(resources, loaded),
    });
  }

  #renderRows(
    resources: readonly Appointment[],
    { hasMore, unreadable }: SearchLoaded<Appointment>,
  ): TemplateResult {
    const list = this.#list;
    const { words } = list;
    const timeZone = zoneOf(this.timeZone);
    const groups = groupAppointments(resources, { now: this.#clock.now, timeZone });
    const next = groups.coming.find(({ start }) => start !== undefined);
    const group = (name: keyof AppointmentGroups) => ({
      name,
      entries: groups[name],
      row: (facts: AppointmentFacts) =>
        renderAppointment(facts, { words, group: name, isNext: facts === next, timeZone }),
    });
    const isWhole = !hasMore && unreadable === 0;
    const noneComing = words.t(isWhole ? 'appointment.noneComing' : 'appointment.noneComingYet');
    const clock = next?.start === undefined ? undefined : foreignClock(next.start, { words, timeZone });
    return html`${clock === undefined ? nothing : html`<p class="status">${words.t('appointment.clock', { zone: clock })}</p>`}
    ${groups.coming.length > 0 ? list.renderRows(group('coming')) : html`<p class="status">${noneComing}</p>`}
    ${(['past', 'off', 'wrong'] as const).map((name) =>
      list.renderClosed(words.t(`appointment.${name}`, { n: groups[name].length }), group(name)),
    )}`;
  }
}

/** Patients and staff meet by the clock on the wall. */
const DENMARK = 'Europe/Copenhagen';

/** A zone the browser knows: a name it does not know must not take the list away. */
function zoneOf(name: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('da', { timeZone: name ?? DENMARK }).resolvedOptions().timeZone;
  } catch {
    return DENMARK;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'samspil-appointments': SamspilAppointments;
  }
}
