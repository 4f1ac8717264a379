import type { Bundle, Encounter, Patient } from 'fhir/r4';
import { codeOf } from '../controllers/reading.ts';
import { listedPatient } from './listed-patient.ts';
import { resourcesOf } from './patient-page.ts';
import type { PatientPage, PatientQuery, PatientSource } from './patient-page.ts';
import { criteriaOf } from './search-text.ts';
import { staysOf } from './stays.ts';
import { wardPatients } from './ward-patients.ts';

const PAGE_SIZE = 25;

/**
 * Finds patients, on a ward or everywhere. All of it by `POST _search`: names and numbers must not land in addresses,
 * which servers and proxies log (https://hl7.org/fhir/R4/http.html#search).
 *
 * @throws the codes of a FHIR search
 */
export async function findPatients(
  source: PatientSource,
  { find, ward }: PatientQuery,
  signal: AbortSignal,
): Promise<PatientPage> {
  if (ward !== undefined) return wardPatients(source, { find, ward }, signal);
  const parameters = { ...criteriaOf(find), _sort: 'family,given', _count: PAGE_SIZE, _total: 'accurate' };
  const bundle = await source.fhir.search<Patient>('Patient', parameters, { signal, method: 'POST' });
  return pageOf(source, bundle, signal);
}

/**
 * The page with the next one behind it.
 *
 * @throws the codes of a FHIR search
 */
export async function morePatients(
  source: PatientSource,
  page: PatientPage,
  signal: AbortSignal,
): Promise<PatientPage> {
  const bundle = page.next && (await source.fhir.next(page.next, { signal, method: 'POST' }));
  if (!bundle) return { ...page, next: undefined };
  const more = await pageOf(source, bundle, signal);
  return { ...more, patients: [...page.patients, ...more.patients], total: more.total ?? page.total };
}

async function pageOf(
  { fhir, places }: PatientSource,
  bundle: Bundle<Patient>,
  signal: AbortSignal,
): Promise<PatientPage> {
  const patients = resourcesOf(bundle).filter(({ resourceType }) => resourceType === 'Patient');
  let stays: ReadonlyMap<string, Encounter> = new Map();
  let placesError: string | undefined;
  try {
    stays = await staysOf(fhir, patients, signal);
  } catch (error) {
    // Who the patients are matters more than where they lie; the list says that this is missing.
    if (signal.aborted) throw error;
    placesError = codeOf(error);
  }
  return {
    patients: patients.map((patient) => listedPatient(patient, stays.get(patient.id ?? ''), places)),
    total: bundle.total,
    next: bundle.link?.some(({ relation }) => relation === 'next') ? bundle : undefined,
    placesError,
  };
}
