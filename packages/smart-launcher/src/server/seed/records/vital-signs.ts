import type { Observation } from 'fhir/r4';
import { scoreNews2, type VitalSignsInput } from '@samspil/sdk/clinical';
import type { Calendar } from '../calendar.ts';
import type { Archetype } from '../courses/archetype.ts';
import { measure } from '../courses/measure.ts';
import type { PatientPlan } from '../people/plan.ts';
import type { Random } from '../random.ts';
import { synthetic } from '../synthetic.ts';
import { encode } from './coding-style.ts';
import { deviceReference } from './devices.ts';
import { encounterReference, nurseOf } from './encounters.ts';

/** Instants of a patient's measurements, oldest first; none in the last ten minutes or to come. */
export function* measurementTimes(
  { archetype, startDaysAgo, endDaysAgo }: PatientPlan,
  calendar: Calendar,
  random: Random,
): Generator<number> {
  for (let daysAgo = startDaysAgo; daysAgo >= endDaysAgo; daysAgo -= archetype.everyDays ?? 1) {
    for (const hour of archetype.hours) {
      const at = calendar.at(daysAgo, hour, random.int(0, 24));
      if (at <= calendar.now - 600_000) yield at;
    }
  }
}

/** Weeks of vital signs in the patient's coding style, with the recorded NEWS2 where a nurse would score. */
export function* vitalSigns(plan: PatientPlan, calendar: Calendar, random: Random): Generator<Observation> {
  const { archetype, style, id } = plan;
  const times = [...measurementTimes(plan, calendar, random)];
  let count = 0;
  const idFor = () => `${id}-obs-${String((count += 1)).padStart(4, '0')}`;
  for (const [index, at] of times.entries()) {
    const progress = times.length > 1 ? index / (times.length - 1) : 1;
    const measured = measure(archetype, progress, calendar.hour(at), random);
    const input =
      archetype.setting === 'ward'
        ? scored(plan, measured)
        : atHome(archetype, plan, measured, index, random);
    const context = {
      patient: { reference: `Patient/${id}` },
      performer: nurseOf(plan),
      encounter: encounterReference(plan),
      measuredAt: calendar.instant(at),
      issued: calendar.instant(at + random.int(1, 9) * 60_000),
    };
    const device = deviceReference(plan);
    for (const { id: observationId, ...observation } of encode(style, input, context, idFor)) {
      yield synthetic<Observation>(observationId, { ...observation, ...(device && { device }) });
    }
  }
}

function scored(plan: PatientPlan, measured: VitalSignsInput): VitalSignsInput {
  // Only the systems that write LOINC also write their score; where NEWS2 is not valid, nobody scores.
  if (plan.style === 'npu' || plan.special?.hasNoBirthDate) return measured;
  const pregnant = plan.archetype.conditions.includes('pregnancy');
  const news2 = scoreNews2({ ...measured, scale: plan.archetype.scale, ageYears: plan.ageYears, pregnant });
  return { ...measured, news2 };
}

/** At home only some values are taken; the weight once a week or so. */
function atHome(
  { device }: Archetype,
  { usualWeight }: PatientPlan,
  measured: ReturnType<typeof measure>,
  index: number,
  random: Random,
): VitalSignsInput {
  const { pulse, systolic, diastolic, oxygenSaturation, respiratoryRate, temperature } = measured;
  const weight = index % 4 === 0 ? { weight: Math.round((usualWeight + random.noise(0.8)) * 10) / 10 } : {};
  if (device === 'oximeter') return { pulse, oxygenSaturation, respiratoryRate, ...weight };
  if (device) return { pulse, systolic, diastolic, ...weight };
  return { pulse, temperature, ...weight };
}
