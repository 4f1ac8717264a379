import { observationsFor, type VitalSignsInput } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';

/** One set of measurements as the record would hold it, some hours ago. */
export function sampleObservations(
  values: VitalSignsInput,
  hoursAgo: number,
  by = 'Anna Berg',
): Observation[] {
  const at = new Date(Date.now() - hoursAgo * 3_600_000).toISOString();
  return observationsFor(values, {
    patient: { reference: 'Patient/else' },
    performer: { reference: 'Practitioner/nurse', display: by },
    measuredAt: at,
    issued: at,
  }).map((observation, index) => ({ ...observation, id: `${hoursAgo}-${index}` }));
}
