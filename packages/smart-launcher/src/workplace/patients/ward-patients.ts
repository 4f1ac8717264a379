import { formatName } from '@samspil/components/format';
import type { Bundle, Encounter, FhirResource, Patient } from 'fhir/r4';
import { listedPatient } from './listed-patient.ts';
import type { ListedPatient } from './listed-patient.ts';
import { PRESENT_STAY, resourcesOf } from './patient-page.ts';
import type { PatientPage, PatientQuery, PatientSource } from './patient-page.ts';
import { isMeant } from './search-text.ts';
import { byPatient } from './stays.ts';

/** A ward is shown whole. One with more stays than this is shown by its first. */
const MOST_STAYS = 400;

/**
 * Everybody on a ward, by bed (LST-29). A search narrows what is shown of it: the server cannot ask for names
 * through encounters, and the ward is here whole.
 *
 * @throws the codes of a FHIR search
 */
export async function wardPatients(
  { fhir, places, locale }: PatientSource,
  { find, ward }: { find: PatientQuery['find']; ward: string },
  signal: AbortSignal,
): Promise<PatientPage> {
  const encounters: Encounter[] = [];
  const patients = new Map<string, Patient>();
  const parameters = {
    status: PRESENT_STAY,
    location: places.within(ward),
    _include: 'Encounter:patient',
    _count: 100,
  };
  let page: Bundle<FhirResource> | undefined = await fhir.search('Encounter', parameters, {
    signal,
    method: 'POST',
  });
  while (page) {
    for (const resource of resourcesOf(page)) {
      if (resource.resourceType === 'Encounter') encounters.push(resource);
      if (resource.resourceType === 'Patient') patients.set(resource.id ?? '', resource);
    }
    page = encounters.length < MOST_STAYS ? await fhir.next(page, { signal, method: 'POST' }) : undefined;
  }
  const listed = [...byPatient(encounters)].flatMap(([id, encounter]) => {
    const patient = patients.get(id);
    return patient ? [listedPatient(patient, encounter, places)] : [];
  });
  const shown = listed.filter((patient) => isMeant(patient, find)).sort(byBed(locale));
  return { patients: shown, total: shown.length, next: undefined, placesError: undefined };
}

function byBed(locale: string): (a: ListedPatient, b: ListedPatient) => number {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const bed = ({ stay }: ListedPatient) => stay?.place?.spot ?? '\uffff';
  const name = (patient: ListedPatient) => (patient.name ? formatName(patient.name) : '');
  return (a, b) => compare(bed(a), bed(b)) || compare(name(a), name(b));
}
