import type { PatientQuery as Find } from '@samspil/components/components/patient-picker';
import type { FhirClient } from '@samspil/sdk/fhir';
import type { Bundle, FhirResource, Patient } from 'fhir/r4';
import type { ListedPatient } from './listed-patient.ts';
import type { Places } from './places.ts';

/** Whom to find. */
export interface PatientQuery {
  /** By number, birth date or names; undefined for everybody. */
  readonly find?: Find;
  /** Id of a ward; undefined for all. */
  readonly ward: string | undefined;
}

/** The patients found so far. */
export interface PatientPage {
  readonly patients: readonly ListedPatient[];
  /** As the server counts; undefined when it does not say. */
  readonly total: number | undefined;
  /** The page that has a next one behind it; undefined when these are all. */
  readonly next: Bundle<Patient> | undefined;
  /** Why wards and beds are missing, when they could not be read. */
  readonly placesError: string | undefined;
}

/** Where patients are found. */
export interface PatientSource {
  readonly fhir: FhirClient;
  readonly places: Places;
  /** Whose alphabet beds and names are sorted by. */
  readonly locale: string;
}

/** A stay that lasts. */
export const PRESENT_STAY = 'in-progress,onleave';

/** The resources of one page, without what has none. */
export function resourcesOf<T extends FhirResource>(bundle: Bundle<T>): T[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
}
