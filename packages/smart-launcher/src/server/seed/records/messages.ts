import type { Communication, Reference } from 'fhir/r4';
import type { Calendar } from '../calendar.ts';
import type { PatientPlan } from '../people/plan.ts';
import { synthetic } from '../synthetic.ts';
import { encounterReference, nurseOf, physicianOf } from './encounters.ts';

const CATEGORY = 'http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-careCommunication-categories';

/** A question across the sectors and its answer, as a CareCommunication carries them (MedCom). */
export function* messages(plan: PatientPlan, calendar: Calendar): Generator<Communication> {
  const { startDaysAgo, endDaysAgo, archetype } = plan;
  if (startDaysAgo - endDaysAgo < 2) return;
  const isWard = archetype.setting === 'ward';
  const municipality: Reference = { reference: 'Organization/org-home-nursing', display: 'Hjemmesygeplejen' };
  const here = isWard ? nurseOf(plan) : physicianOf(plan);
  const said = (number: number, at: number, from: Reference, to: Reference, text: string) =>
    synthetic<Communication>(`${plan.id}-message-${number}`, {
      resourceType: 'Communication',
      ...(number > 1 && { inResponseTo: [{ reference: `Communication/${plan.id}-message-${number - 1}` }] }),
      status: 'completed',
      category: [
        {
          coding: [
            isWard
              ? { system: CATEGORY, code: 'discharge', display: 'Udskrivning' }
              : { system: CATEGORY, code: 'regarding-referral', display: 'Vedr. henvisning' },
          ],
        },
      ],
      topic: { text: isWard ? 'Hjælp efter udskrivning' : 'Målinger hjemmefra' },
      subject: { reference: `Patient/${plan.id}` },
      encounter: encounterReference(plan),
      sent: calendar.instant(at),
      received: calendar.instant(at + 60_000),
      sender: from,
      recipient: [to],
      payload: [{ contentString: text }],
    });
  yield said(
    1,
    calendar.at(startDaysAgo, 13, 5),
    here,
    municipality,
    isWard
      ? 'Borgeren forventes udskrevet i løbet af ugen og får brug for hjælp til medicin. Kan I begynde samme dag?'
      : 'Vi følger målingerne herfra. Skriv, hvis borgeren har brug for hjælp til udstyret.',
  );
  yield said(
    2,
    calendar.at(startDaysAgo - 1, 9, 40),
    municipality,
    here,
    isWard ? 'Ja. Skriv dagen før, så er vi klar.' : 'Udstyret virker. Vi kommer forbi hver anden uge.',
  );
}
