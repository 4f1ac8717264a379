import type { Runtime } from '../runtime.ts';
import type { ClinicalContext } from '../workplace/types.ts';
import { fhirAccess } from './fhir-access.ts';
import type { Lease } from './lease.ts';
import type { RecordAccess } from './record-access.ts';

/** The context a plugin or an in-page element holds: a lease with the record it opens. */
export function clinicalContext(
  lease: Lease,
  record: RecordAccess,
  options: { needPatientBanner: boolean; runtime: Pick<Runtime, 'randomUUID'> },
): ClinicalContext {
  const { patient, encounter, user } = lease.subject;
  return {
    id: lease.id,
    patient,
    ...(encounter && { encounter }),
    user,
    needPatientBanner: options.needPatientBanner,
    ended: lease.ended,
    fhir: fhirAccess(record, lease, options.runtime),
    patientResource: (call) => record.patient(call),
  };
}
