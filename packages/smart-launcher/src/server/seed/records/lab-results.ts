import type { Observation } from 'fhir/r4';
import { NPU, UCUM } from '@samspil/sdk/clinical';
import type { Calendar } from '../calendar.ts';
import { severity } from '../courses/archetype.ts';
import { type LabKey, labs, referenceFor } from '../courses/labs.ts';
import type { PatientPlan } from '../people/plan.ts';
import type { Random } from '../random.ts';
import { synthetic } from '../synthetic.ts';
import { deviceReference } from './devices.ts';
import { encounterReference, physicianOf } from './encounters.ts';
import { measurementTimes } from './vital-signs.ts';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const INTERPRETATION = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

/** Blood samples: on the ward every other morning, at home now and then; and the glucose a patient measures. */
export function* labResults(plan: PatientPlan, calendar: Calendar, random: Random): Generator<Observation> {
  const { archetype, startDaysAgo, endDaysAgo } = plan;
  let count = 0;
  const nextId = () => `${plan.id}-lab-${String((count += 1)).padStart(4, '0')}`;
  const every = archetype.setting === 'ward' ? 2 : 10;
  for (let daysAgo = startDaysAgo; daysAgo >= endDaysAgo; daysAgo -= every) {
    const at = calendar.at(daysAgo, 6, 5 + random.int(0, 40));
    if (at > calendar.now - 3_600_000 * 2) continue;
    const progress = (startDaysAgo - daysAgo) / Math.max(1, startDaysAgo - endDaysAgo);
    const ill = severity(archetype.course, progress);
    for (const [key, [well, illness]] of Object.entries(archetype.labs) as [
      LabKey,
      readonly [number, number],
    ][]) {
      const value = Math.max(0, (well + illness * ill) * (1 + random.noise(0.04)));
      // Answers come an hour or so after the sample.
      yield result(nextId(), key, value, plan, calendar, { at, issuedAt: at + random.int(50, 110) * 60_000 });
    }
  }
  if (archetype.device !== 'glucose') return;
  for (const at of measurementTimes(plan, calendar, random)) {
    const value = 8.2 + random.noise(3.4);
    const { performer: _, ...own } = result(nextId(), 'glucose', value, plan, calendar, { at, issuedAt: at });
    yield { ...own, performer: [{ reference: `Patient/${plan.id}` }], device: deviceReference(plan) };
  }
}

function result(
  id: string,
  key: LabKey,
  exact: number,
  plan: PatientPlan,
  calendar: Calendar,
  { at, issuedAt }: { at: number; issuedAt: number },
): Observation {
  const { npu, name, ucum, printed, decimals } = labs[key];
  const value = Math.round(exact * 10 ** decimals) / 10 ** decimals;
  const { low, high } = referenceFor(key, plan.gender === 'male' ? 'male' : 'female');
  const quantity = (number: number) => ({ value: number, unit: printed, system: UCUM, code: ucum });
  const flag = value > high ? 'H' : low !== undefined && value < low ? 'L' : 'N';
  return synthetic<Observation>(id, {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: CATEGORY, code: 'laboratory' }] }],
    code: { coding: [{ system: NPU, code: npu }], text: name },
    subject: { reference: `Patient/${plan.id}` },
    encounter: encounterReference(plan),
    effectiveDateTime: calendar.instant(at),
    issued: calendar.instant(issuedAt),
    performer: [physicianOf(plan)],
    valueQuantity: quantity(value),
    interpretation: [{ coding: [{ system: INTERPRETATION, code: flag }] }],
    referenceRange: [{ ...(low !== undefined && { low: quantity(low) }), high: quantity(high) }],
  });
}
