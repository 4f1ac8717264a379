import { formatName } from '@samspil/components/format';
import type { OfflineAccess } from '@samspil/sdk/host';
import { listedPatient } from '../patients/listed-patient.ts';
import type { PatientPage, PatientQuery } from '../patients/patient-page.ts';
import type { Places } from '../patients/places.ts';
import { isMeant } from '../patients/search-text.ts';
import { byPatient } from '../patients/stays.ts';

/**
 * The patients of this device, by name: the list when the server's cannot be reached. Not by ward: who was moved since is
 * not known here.
 *
 * @throws `denied`, `storage-locked`
 */
export async function heldPatients(
  offline: Pick<OfflineAccess, 'people'>,
  places: Places,
  { find, locale }: { find?: PatientQuery['find']; locale: string },
): Promise<PatientPage> {
  const people = await offline.people();
  const stays = byPatient(people.flatMap((person) => person.stays));
  const { compare } = new Intl.Collator(locale);
  const patients = people
    .map(({ patient }) => listedPatient(patient, stays.get(patient.id ?? ''), places))
    .filter((patient) => isMeant(patient, find))
    .sort((a, b) => compare(a.name ? formatName(a.name) : '', b.name ? formatName(b.name) : ''));
  return { patients, total: patients.length, next: undefined, placesError: undefined };
}
