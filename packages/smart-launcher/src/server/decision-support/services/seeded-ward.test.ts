import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { FhirResource } from 'fhir/r4';
import { seed } from '../../seed/index.ts';
import { Prefetched } from '../prefetch/prefetched.ts';
import type { DecisionService } from '../service.ts';
import { wordsIn } from '../words.ts';
import { medicationAllergy } from './medication-allergy.ts';
import { news2Escalation } from './news2-escalation.ts';

const NOW = new Date('2026-01-15T08:00:00Z');
/** Whose each seeded resource is. */
const records = new Map<string, FhirResource[]>();

before(() => {
  for (const resource of seed({ now: NOW })) {
    const {
      subject,
      patient,
      for: whom,
    } = resource as unknown as Partial<Record<string, { reference?: string }>>;
    const reference = (subject ?? patient ?? whom)?.reference;
    const owner = resource.resourceType === 'Patient' ? resource.id : reference?.slice('Patient/'.length);
    if (owner !== undefined) records.set(owner, [...(records.get(owner) ?? []), resource]);
  }
});

/** Ids of the patients a service has something to say of. */
function advised(service: DecisionService): string[] {
  const words = wordsIn('da');
  return [...records].flatMap(([patient, resources]) => {
    if (!resources.some(({ resourceType }) => resourceType === 'Patient')) return [];
    const sent = Object.entries(service.prefetch).map(
      ([key, { type, query }]) => [key, resources.filter((each) => isFound(each, type, query))] as const,
    );
    const prefetch = new Prefetched(new Map(sent));
    return service.advise({ patient, prefetch, now: NOW, words }).length > 0 ? [patient] : [];
  });
}

/** As the search would: the type, and the code and identifier where the query names one. */
function isFound(resource: FhirResource, type: string, query: string): boolean {
  const parameters = new URLSearchParams(query.split('?')[1]);
  const named = parameters.get('code')?.split('|')[1] ?? parameters.get('identifier')?.split('|')[0];
  return resource.resourceType === type && (named === undefined || JSON.stringify(resource).includes(named));
}

describe('the seeded ward', () => {
  test('has patients whose last measurements ask for an escalation, most do not, and nobody who is pregnant, a child or home', () => {
    const ill = advised(news2Escalation);
    assert.ok(ill.includes('pt-0015'), ill.join());
    assert.ok(ill.length >= 2 && ill.length <= records.size / 5, ill.join());
    for (const id of ['pt-0003', 'pt-0006', 'pt-0008', 'pt-0016', 'pt-0021'])
      assert.ok(!ill.includes(id), id);
  });

  test('has one patient who is given what is not tolerated', () => {
    assert.deepEqual(advised(medicationAllergy), ['pt-0014']);
  });
});
