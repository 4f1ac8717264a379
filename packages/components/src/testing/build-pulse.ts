import type { Observation } from 'fhir/r4';
import { sampleMeasurement } from './samples.ts';

/** Who works under a lease of the tests. */
export const nurse = { reference: 'Practitioner/nurse' };

/** The published pulse of a device at home, as the third version of a measurement with this id. */
export function pulse(id: string, more: Partial<Observation> = {}): Observation {
  const published = sampleMeasurement('Observation-HeartRate.Poul.1974654') as Observation;
  return { ...published, id, meta: { versionId: '3' }, ...more };
}
