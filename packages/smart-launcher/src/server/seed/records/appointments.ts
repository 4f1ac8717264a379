import type { Appointment } from 'fhir/r4';
import type { Calendar } from '../calendar.ts';
import type { PatientPlan } from '../people/plan.ts';
import { wardId } from '../places/locations.ts';
import type { Random } from '../random.ts';
import { synthetic } from '../synthetic.ts';
import { nurseOf, physicianOf } from './encounters.ts';

/** The next visit: of the nurse at home, or to the outpatient clinic of the ward. */
export function* appointments(plan: PatientPlan, calendar: Calendar, random: Random): Generator<Appointment> {
  if (plan.special?.isDeceased) return;
  const isWard = plan.archetype.ward !== undefined;
  const start = calendar.at(
    -random.int(isWard ? 10 : 1, isWard ? 40 : 7),
    random.int(9, 14),
    random.pick([0, 15, 30, 45]),
  );
  const minutes = isWard ? 30 : 45;
  const title = isWard ? 'Ambulant kontrol' : 'Hjemmebesøg';
  yield synthetic<Appointment>(`${plan.id}-appointment-1`, {
    resourceType: 'Appointment',
    status: 'booked',
    description: title,
    reasonCode: [{ text: plan.archetype.reason }],
    start: calendar.instant(start),
    end: calendar.instant(start + minutes * 60_000),
    minutesDuration: minutes,
    created: calendar.day(Math.max(0, plan.startDaysAgo - 1)),
    participant: [
      { actor: { reference: `Patient/${plan.id}` }, status: 'accepted' },
      { actor: isWard ? physicianOf(plan) : nurseOf(plan), status: 'accepted' },
      ...(plan.archetype.ward
        ? [{ actor: { reference: `Location/${wardId(plan.archetype.ward)}` }, status: 'accepted' as const }]
        : []),
    ],
  });
}
