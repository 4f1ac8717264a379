import type { Observation } from 'fhir/r4';
import type { FhirClient } from '@samspil/sdk/fhir';

/** Shows texts of the record as they are, which is how a workplace is quickly written; then follows every link. */
export async function showBare(fhir: FhirClient, patient: string): Promise<void> {
  const found = await fhir.search<Observation>('Observation', { patient, _sort: '-_lastUpdated', _count: 4 });
  const shown = document.createElement('section');
  for (const { resource } of found.entry ?? []) {
    const parts = [
      resource?.text?.div,
      resource?.valueString,
      resource?.code.text,
      resource?.note?.[0]?.text,
    ];
    for (const part of parts) shown.insertAdjacentHTML('beforeend', `<div>${part ?? ''}</div>`);
  }
  document.body.append(shown);
  for (const link of shown.querySelectorAll('a')) link.click();
  await new Promise((resolve) => setTimeout(resolve, 150));
  shown.remove();
}
