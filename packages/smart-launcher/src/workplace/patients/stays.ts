import type { FhirClient } from '@samspil/sdk/fhir';
import type { Encounter, Patient } from 'fhir/r4';
import { PRESENT_STAY, resourcesOf } from './patient-page.ts';

/**
 * The stays these patients are in, by patient id.
 *
 * @throws the codes of a FHIR search
 */
export async function staysOf(
  fhir: FhirClient,
  patients: readonly Patient[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Encounter>> {
  if (patients.length === 0) return new Map();
  const patient = patients.map(({ id }) => `Patient/${id}`).join(',');
  const parameters = { patient, status: PRESENT_STAY, _count: 2 * patients.length };
  const bundle = await fhir.search<Encounter>('Encounter', parameters, { signal, method: 'POST' });
  return byPatient(resourcesOf(bundle).filter(({ resourceType }) => resourceType === 'Encounter'));
}

/** One stay for each patient: the latest, where a record has several that never ended. */
export function byPatient(encounters: readonly Encounter[]): ReadonlyMap<string, Encounter> {
  const latestFirst = [...encounters].sort((a, b) =>
    (b.period?.start ?? '').localeCompare(a.period?.start ?? ''),
  );
  const found = new Map<string, Encounter>();
  for (const encounter of latestFirst) {
    const id = encounter.subject?.reference?.replace(/^.*Patient\//, '');
    if (id && !found.has(id)) found.set(id, encounter);
  }
  return found;
}
