import type { Appointment } from 'fhir/r4';
import { html, nothing, type TemplateResult } from 'lit';
import { httpsAddress } from '../../format/addresses.ts';
import { conceptText, objectsIn } from '../../format/concepts.ts';
import { formatWhen } from '../../format/onset.ts';
import { personOf } from '../../format/people.ts';
import { textIn } from '../../format/text-in.ts';
import { renderDetails } from '../../states/render-details.ts';
import { renderFacts } from '../../states/render-facts.ts';
import { renderLink } from '../../states/render-link.ts';
import { renderPerson } from '../../states/render-person.ts';
import { renderTags } from '../../states/render-tags.ts';
import {
  firstText,
  participantsOf,
  videoAddressOf,
  type AppointmentFacts,
  type AppointmentGroups,
} from './appointment-facts.ts';
import type { AppointmentsWords } from './appointments-texts.ts';
import { whenText } from './when-text.ts';

export interface AppointmentRow {
  readonly words: AppointmentsWords;
  readonly group: keyof AppointmentGroups;
  readonly isNext: boolean;
  readonly timeZone: string;
}

/** One appointment: for what, when, with whom and where; the rest on demand. The next one is stressed. */
export function renderAppointment(
  facts: AppointmentFacts,
  { words, group, isNext, timeZone }: AppointmentRow,
): TemplateResult {
  const { t } = words;
  const { appointment } = facts;
  const name = facts.name ?? t('appointment.unnamed');
  return html`<li class="entry ${group === 'coming' ? '' : 'off'} ${isNext ? 'next' : ''}" part="entry">
    ${isNext ? html`<p class="label">${t('appointment.next')}</p>` : nothing}
    <div class="line">
      <p class="name">${name}</p>
      <div>
        <p class="when">${whenText(facts, { words, timeZone })}</p>
        ${renderWhere(appointment, words)}
      </div>
    </div>
    ${group === 'coming' ? renderVideo(appointment, words) : nothing}
    ${renderTags(tagsOf(facts, group, words))}
    ${renderDetails(
      {
        words,
        label: t('appointment.details'),
        name: t('appointment.detailsOf', { name }),
        resources: [appointment],
      },
      renderRest(facts, words),
    )}
  </li>`;
}

function renderWhere(
  appointment: Appointment,
  { t, locale }: AppointmentsWords,
): TemplateResult | typeof nothing {
  const { people, places } = participantsOf(appointment);
  const names = people.flatMap(({ actor }) => personOf(actor, appointment.contained)?.name ?? []);
  const lines = [
    names.length > 0 && t('appointment.with', { names: new Intl.ListFormat(locale).format(names) }),
    places.length > 0 && t('appointment.at', { place: places.join(', ') }),
  ].filter((line) => line !== false);
  return lines.length > 0 ? html`<p class="muted where">${lines.join(' · ')}</p>` : nothing;
}

/** Opens outside, and carries nothing of the patient's context along; an address that is not safe is said, never a link. */
function renderVideo(appointment: Appointment, { t }: AppointmentsWords): TemplateResult | typeof nothing {
  const given = videoAddressOf(appointment);
  if (given === undefined) return nothing;
  const address = httpsAddress(given);
  return html`<p class="video">
    <span class="tag">${t('appointment.video')}</span>
    ${
      address
        ? renderLink(address, t('appointment.join'), t('appointment.newWindow'))
        : t('appointment.unsafeLink')
    }
  </p>`;
}

/** "Booked" is what one expects: it needs no tag. */
function tagsOf(
  { status, appointment }: AppointmentFacts,
  group: keyof AppointmentGroups,
  { t }: AppointmentsWords,
): string[] {
  if (!status) return [textIn(appointment.status) ?? t('appointment.status.unknown')];
  const isUnconfirmed = group === 'past' && status !== 'fulfilled';
  return [
    ...(status === 'booked' || status === 'fulfilled' ? [] : [t(`appointment.status.${status}`)]),
    ...(isUnconfirmed ? [t('appointment.notConfirmed')] : []),
  ];
}

function renderRest({ appointment, status }: AppointmentFacts, words: AppointmentsWords): TemplateResult {
  const { t, locale } = words;
  const { contained } = appointment;
  return renderFacts([
    [t('appointment.statusLabel'), status && t(`appointment.status.${status}`)],
    [t('appointment.kind'), conceptText(appointment.appointmentType) ?? firstText(appointment.serviceType)],
    [t('appointment.reason'), firstText(appointment.reasonCode)],
    [t('appointment.cancelReason'), conceptText(appointment.cancelationReason)],
    [t('appointment.priority'), priorityOf(appointment)],
    [t('appointment.instruction'), textIn(appointment.patientInstruction)],
    ...objectsIn(appointment.participant).map(
      ({ actor, type, status: answer }) =>
        [
          firstText(type) ?? t('appointment.participants'),
          html`${renderPerson(actor, { words, contained })}
            <span class="muted">${answerText(answer, words)}</span>`,
        ] as const,
    ),
    [t('appointment.created'), formatWhen(appointment.created, locale)],
    [t('list.note'), textIn(appointment.comment)],
  ]);
}

function priorityOf({ priority }: Appointment): string | undefined {
  return typeof priority === 'number' ? String(priority) : undefined;
}

function answerText(answer: unknown, { t }: AppointmentsWords): string | typeof nothing {
  const known = (['accepted', 'declined', 'tentative', 'needs-action'] as const).find(
    (each) => each === answer,
  );
  return known ? t(`appointment.answer.${known}`) : (textIn(answer) ?? nothing);
}
