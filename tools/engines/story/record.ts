import type { Bundle, FhirResource, Observation, Provenance } from 'fhir/r4';
import type { OpenPage } from '../../faults/kills/run/browser.ts';

const RESPIRATIONS = 'Observation?patient=pt-0001&code=9279-1&_sort=-_lastUpdated&_count=50';

/** The nurse's own token: the server answers nobody without one. Asked of the page, used by this process. */
const TOKEN = `JSON.parse(sessionStorage.getItem(Object.keys(sessionStorage).find((name) => name.startsWith('samspil.session.'))) ?? '{}').tokens?.access_token ?? ''`;

/** What is wrong with the record, in sentences; none when each set is there once, in one version, with its Provenance. */
export async function judgeRecord(
  fhirBaseUrl: string,
  page: OpenPage,
  respirations: readonly number[],
): Promise<{ effects: number; wrong: string[] }> {
  const token = await page.evaluate<string>(TOKEN);
  const search = async <T extends FhirResource>(query: string): Promise<T[]> => {
    const answer = await fetch(`${fhirBaseUrl}/${query}`, { headers: { Authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`The FHIR server answered ${answer.status} to the judge.`);
    const { entry = [] } = (await answer.json()) as Bundle<T>;
    return entry.flatMap(({ resource }) => (resource ? [resource] : []));
  };
  const found = await search<Observation>(RESPIRATIONS);
  const wrong: string[] = [];
  let effects = 0;
  for (const respiration of respirations) {
    const sets = found.filter((one) => isOfAnOutbox(one) && one.valueQuantity?.value === respiration);
    effects += sets.length;
    if (sets.length !== 1) wrong.push(`respiration ${respiration} is there ${sets.length} times`);
    for (const { id, meta } of sets) {
      if (meta?.versionId !== '1') wrong.push(`respiration ${respiration} has version ${meta?.versionId}`);
      const provenances = await search<Provenance>(`Provenance?target=Observation/${id}`);
      const agents = JSON.stringify(provenances[0]?.agent ?? '');
      const isWhole = /practitioner-sidsel-noergaard/.test(agents) && /bedside-vitals/.test(agents);
      if (provenances.length !== 1 || !isWhole)
        wrong.push(
          `respiration ${respiration} has ${provenances.length} Provenances, who and with what: ${isWhole}`,
        );
    }
  }
  return { effects, wrong };
}

/** The seed's own have no operation. */
function isOfAnOutbox({ identifier = [] }: Observation): boolean {
  return identifier.some(({ system }) => system === 'https://samspil.dk/fhir/operation');
}
