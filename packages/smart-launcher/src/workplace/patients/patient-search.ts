import type { PatientRow } from '@samspil/components/components/patient-list';
import type { PatientSearch, PatientsFound } from '@samspil/components/components/patient-picker';
import type { OfflineAccess } from '@samspil/sdk/host';
import { codeOf } from '../controllers/reading.ts';
import { heldPatients } from '../offline/held-patients.ts';
import type { Texts } from '../texts.ts';
import { findPatients, morePatients } from './find-patients.ts';
import type { PatientPage, PatientSource } from './patient-page.ts';
import { isUnreached } from './unreached.ts';

export interface SearchView {
  readonly source: () => PatientSource;
  readonly offline: Pick<OfflineAccess, 'people'> | undefined;
  /** Id of the ward that is searched; undefined for all. */
  readonly ward: string | undefined;
  readonly t: () => Texts;
  /** Told of each answer; gives it as rows. */
  readonly rowsOf: (page: PatientPage) => readonly PatientRow[];
}

/** Finds patients for the search field: at the server, and where that is not reached among those of the device. */
export function patientSearch({ source, offline, ward, t, rowsOf }: SearchView): PatientSearch {
  const answer = (page: PatientPage): PatientsFound => ({
    patients: rowsOf(page),
    total: page.total,
    note: page.placesError && t()('list.placesFailed'),
    next:
      page.next &&
      (async ({ signal }) => {
        const more = await morePatients(source(), page, signal);
        const { patients } = answer({ ...more, patients: more.patients.slice(page.patients.length) });
        return { ...answer(more), patients };
      }),
  });
  return async (find, { signal }) => {
    try {
      return answer(await findPatients(source(), { find, ward }, signal));
    } catch (error) {
      if (signal.aborted || !offline || !isUnreached(codeOf(error))) throw error;
      const { places, locale } = source();
      const held = await heldPatients(offline, places, { find, locale });
      return { ...answer(held), note: t()('device.list.heading') };
    }
  };
}
