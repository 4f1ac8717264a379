import type { ClinicalContext } from '@samspil/sdk';
import { observationsFor, readVitalSigns } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';

export interface Pulse {
  /** Beats per minute. */
  readonly value: number;
  /** ISO 8601, as the record has it. */
  readonly measuredAt: string | undefined;
}

/** LOINC of the heart rate. */
const HEART_RATE = '8867-4';

/** The newest pulse of the patient; undefined when none was ever measured. */
export async function latestPulse({ fhir }: ClinicalContext): Promise<Pulse | undefined> {
  const newest = fhir.search<Observation>(
    'Observation',
    { code: HEART_RATE, _sort: '-date', _count: 5 },
    { limit: 5 },
  );
  for await (const observation of newest) {
    // One without a value, or entered in error, gives no reading: the one before it counts.
    const reading = readVitalSigns(observation).find(({ key }) => key === 'pulse');
    if (typeof reading?.value === 'number') return { value: reading.value, measuredAt: reading.effective };
  }
  return undefined;
}

/** A pulse that was counted just now, as the record takes it. */
export function pulseNote(value: number, { patient, encounter, user }: ClinicalContext): Observation[] {
  const now = new Date().toISOString();
  return observationsFor(
    { pulse: value },
    { patient, performer: user, ...(encounter && { encounter }), measuredAt: now, issued: now },
  );
}
