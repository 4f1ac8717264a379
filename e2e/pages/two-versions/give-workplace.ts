import type { AllergyIntolerance, FhirResource, Patient } from 'fhir/r4';
import type { SamspilApp } from '../../../packages/components/src/components/app/app.ts';
import { fakeContext, FakeWorkplace } from '../../../packages/components/src/testing/fake-fhir.ts';
import allergies from '../../../packages/components/src/testing/sample-allergies.json';

const patient = {
  resourceType: 'Patient',
  id: 'nancy',
  name: [{ family: 'Berggren', given: ['Nancy'] }],
} satisfies Patient;

/** Gives the page's app a lease on a patient with an allergy, whichever version of the library the app is of. */
export function giveWorkplace(app: SamspilApp): void {
  const resources: FhirResource[] = [allergies.penicillin as AllergyIntolerance];
  app.workplace = new FakeWorkplace(fakeContext(patient, resources));
}
