import type {
  CodeableConcept,
  Coding,
  Observation,
  ObservationComponent,
  Quantity,
  Reference,
} from 'fhir/r4';
import { UCUM } from '../code-systems.ts';
import { consciousnessConcept, type Consciousness } from './consciousness.ts';
import type { News2Result } from '../scores/news2/news2.ts';
import { news2Observation } from '../scores/news2/news2-observation.ts';
import { oxygenConcept } from './supplemental-oxygen.ts';
import { bloodPressurePanel, vitalSign, type MeasuredVitalSignKey } from './vital-signs.ts';

/** One set of measurements at the bedside, each in the unit of its vital sign. What was not measured is left out. */
export type VitalSignsInput = Partial<Record<MeasuredVitalSignKey, number>> & {
  oxygen?: 'air' | 'oxygen';
  consciousness?: Consciousness;
  /** The score of this set. Written only when it is complete. */
  news2?: News2Result;
};

/** Whose values, who measured them, and when. */
export interface MeasurementContext {
  patient: Reference;
  performer: Reference;
  encounter?: Reference;
  /** When the values were measured: ISO 8601 with offset, as on the wall. */
  measuredAt: string;
  /** When this version was made available: ISO 8601 with offset. Never earlier than `measuredAt`. */
  issued: string;
}

const BLOOD_PRESSURE = ['systolic', 'diastolic', 'meanPressure'] as const;
const SINGLE = [
  'respiratoryRate',
  'oxygenSaturation',
  'pulse',
  'temperature',
  'weight',
  'height',
  'headCircumference',
  'bmi',
] as const;

/**
 * A set of measurements as FHIR: one DK Core basic observation each (category vital-signs, LOINC first), blood pressure
 * as one panel with components even when only the systolic value is known, oxygen as one Observation with its flow as
 * a component, and the NEWS2 total when there is one.
 *
 * The Observations have no ids and do not refer to each other: each can be sent, repeated or refused on its own.
 */
export function observationsFor(input: VitalSignsInput, context: MeasurementContext): Observation[] {
  const observations: Observation[] = [];
  for (const key of SINGLE) {
    const value = input[key];
    if (value !== undefined) {
      observations.push({ ...base(vitalSign(key).write, context), valueQuantity: quantity(key, value) });
    }
  }
  const pressures = components(BLOOD_PRESSURE, input);
  if (pressures.length > 0) {
    observations.push({ ...base(bloodPressurePanel.write, context), component: pressures });
  }
  // A flow says by itself that oxygen is given.
  const oxygen = input.oxygen ?? (input.oxygenFlow ? 'oxygen' : undefined);
  if (oxygen) {
    const flow = oxygen === 'oxygen' ? components(['oxygenFlow'], input) : [];
    observations.push({
      ...base(vitalSign('oxygen').write, context, 'Supplemental oxygen'),
      valueCodeableConcept: oxygenConcept(oxygen),
      ...(flow.length > 0 && { component: flow }),
    });
  }
  if (input.consciousness) {
    observations.push({
      ...base(vitalSign('consciousness').write, context),
      valueCodeableConcept: consciousnessConcept(input.consciousness),
    });
  }
  if (input.news2?.status === 'complete') observations.push(news2Observation(input.news2, context));
  return observations;
}

function base(codings: readonly Coding[], context: MeasurementContext, text?: string): Observation {
  const code: CodeableConcept = { coding: codings.map((coding) => ({ ...coding })), ...(text && { text }) };
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' },
        ],
      },
    ],
    code,
    subject: context.patient,
    ...(context.encounter && { encounter: context.encounter }),
    effectiveDateTime: context.measuredAt,
    issued: context.issued,
    performer: [context.performer],
  };
}

function components(keys: readonly MeasuredVitalSignKey[], input: VitalSignsInput): ObservationComponent[] {
  return keys.flatMap((key) => {
    const value = input[key];
    if (value === undefined) return [];
    const coding = vitalSign(key).write.map((each) => ({ ...each }));
    return [{ code: { coding }, valueQuantity: quantity(key, value) }];
  });
}

function quantity(key: MeasuredVitalSignKey, value: number): Quantity {
  const { printed, ucum } = vitalSign(key).measure;
  return { value, unit: printed, system: UCUM, code: ucum };
}
