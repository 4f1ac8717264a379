import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Parameters, Resource } from '@medplum/fhirtypes';
import type { DatabaseOptions } from '../../src/server/fhir/index.ts';
import { observation, patient, provenance } from './resources.ts';
import {
  denialOf,
  entriesOf,
  nextLinkOf,
  startTestServer,
  type Answer,
  type Body,
  type Call,
  type TestServer,
  type Token,
} from './test-server.ts';

const VITAL = { coding: [{ system: 'urn:category', code: 'vital-signs' }] };
const LAB = { coding: [{ system: 'urn:category', code: 'laboratory' }] };
/** When the server stored the seed, and when the later record. */
const SEEDED_AT = '2026-05-10T00:00:00Z';
const CHANGED_AT = '2026-05-20T00:00:00Z';

const RECORDS: Resource[] = [
  patient('a', { managingOrganization: { reference: 'Organization/ward' } }),
  patient('b', { link: [{ other: { reference: 'Patient/a' }, type: 'seealso' }] }),
  observation('in-may', 'a', {
    category: [VITAL],
    performer: [{ reference: 'PractitionerRole/role' }],
    device: { reference: 'Device/of-ward' },
  }),
  observation('in-april', 'a', { category: [LAB], effectiveDateTime: '2026-04-30T23:00:00Z' }),
  {
    resourceType: 'Encounter',
    id: 'stay',
    status: 'in-progress',
    class: { code: 'IMP' },
    subject: { reference: 'Patient/a' },
    period: { start: '2026-04-28' },
    location: [{ location: { reference: 'Location/bed' } }],
  },
  { resourceType: 'AllergyIntolerance', id: 'undated', patient: { reference: 'Patient/a' } },
  {
    resourceType: 'MedicationRequest',
    id: 'drug',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/a' },
    authoredOn: '2026-05-02',
    medicationReference: { reference: 'Medication/tablet' },
  },
  appointment('shared', 'a', 'b'),
  appointment('of-b', 'b'),
  observation('of-b', 'b'),
  { resourceType: 'Device', id: 'of-ward' },
  { resourceType: 'Device', id: 'of-a', patient: { reference: 'Patient/a' } },
  { resourceType: 'Practitioner', id: 'nurse' },
  { resourceType: 'Practitioner', id: 'stranger' },
  {
    resourceType: 'PractitionerRole',
    id: 'role',
    practitioner: { reference: 'Practitioner/nurse' },
    organization: { reference: 'Organization/ward' },
  },
  { resourceType: 'Organization', id: 'ward', partOf: { reference: 'Organization/hospital' } },
  { resourceType: 'Organization', id: 'hospital' },
  { resourceType: 'Location', id: 'bed' },
  { resourceType: 'Medication', id: 'tablet' },
  provenance('Observation/in-may', 'of-in-may'),
  provenance('Observation/of-b', 'of-of-b'),
];

/** The whole record of patient `a`, in the order of the answer. */
const RECORD = [
  'Patient/a',
  'AllergyIntolerance/undated',
  'Appointment/shared',
  'Device/of-a',
  'Encounter/stay',
  'MedicationRequest/drug',
  'Observation/in-may',
  'Observation/in-april',
  'Provenance/of-in-may',
];
const NEEDED = [
  'Location/bed',
  'Medication/tablet',
  'Organization/hospital',
  'Organization/ward',
  'Practitioner/nurse',
  'PractitionerRole/role',
];

function appointment(id: string, ...patients: string[]): Resource {
  const participant = patients.map((p) => ({
    actor: { reference: `Patient/${p}` },
    status: 'accepted' as const,
  }));
  return { resourceType: 'Appointment', id, status: 'proposed', participant };
}

const forA = (scope: string): Token => ({ scope, patient: 'a' });

function namesOf(answer: Answer, mode = 'match'): string[] {
  return entriesOf(answer, mode).map(({ resourceType, id }) => `${resourceType}/${id}`);
}

/** The operation `Patient/[id]/$everything`, over a database. */
export function everythingContract(name: string, database: DatabaseOptions): void {
  describe(`$everything (${name})`, () => {
    let server: TestServer;
    let now = Date.parse(SEEDED_AT);
    const ask = (query = '', call: Call = {}) => server.call('GET', `Patient/a/$everything${query}`, call);
    const post = (parameter: Parameters['parameter'], call: Call = {}) =>
      server.call('POST', 'Patient/a/$everything', {
        ...call,
        body: { resourceType: 'Parameters', parameter },
      });

    before(async () => {
      server = await startTestServer({ database, now: () => now });
      await server.store.load(RECORDS);
      now = Date.parse(CHANGED_AT);
    });
    after(async () => {
      await server.close();
      assert.deepEqual(server.faults, []);
    });

    test('gives the patient first, then the record, then what it refers to', async () => {
      const answer = await ask();
      assert.equal(answer.status, 200);
      assert.equal(answer.body.type, 'searchset');
      assert.equal(answer.body.total, RECORD.length);
      assert.deepEqual(namesOf(answer), RECORD);
      assert.deepEqual(namesOf(answer, 'include').sort(), NEEDED);
      assert.equal(answer.body.entry[0].fullUrl, `${server.fhirBaseUrl}/Patient/a`);
      assert.equal(nextLinkOf(answer), undefined);
    });

    for (const count of [1, 2, 4]) {
      test(`pages of ${count} hold no more than that, and together everything once`, async () => {
        let answer = await ask(`?_count=${count}`);
        const seen: string[] = [];
        const needed = new Set<string>();
        for (;;) {
          const names = namesOf(answer);
          assert.ok(names.length <= count && names.length > 0);
          assert.equal(answer.body.total, undefined);
          seen.push(...names);
          for (const include of namesOf(answer, 'include')) needed.add(include);
          const next = nextLinkOf(answer);
          if (next === undefined) break;
          answer = await server.call('GET', next);
          assert.equal(answer.status, 200);
        }
        assert.deepEqual(seen, RECORD);
        assert.deepEqual([...needed].sort(), NEEDED);
      });
    }

    test('a last page that is full has no link to an empty one', async () => {
      const answer = await ask(`?_count=${RECORD.length}`);
      assert.equal(namesOf(answer).length, RECORD.length);
      assert.equal(nextLinkOf(answer), undefined);
    });

    test('_type gives these types only, also of what is referred to', async () => {
      const answer = await ask('?_type=Observation,Encounter&_type=Organization');
      assert.deepEqual(namesOf(answer), ['Encounter/stay', 'Observation/in-may', 'Observation/in-april']);
      // By way of the role of who measured, which was not asked for itself.
      assert.deepEqual(namesOf(answer, 'include').sort(), ['Organization/hospital', 'Organization/ward']);
    });

    test('_since gives what the server changed from then on, with what that refers to', async () => {
      assert.deepEqual(namesOf(await ask(`?_since=${CHANGED_AT}`)), []);
      const later = observation('later', 'a', { performer: [{ reference: 'Practitioner/nurse' }] });
      assert.equal((await server.call('PUT', 'Observation/later', { body: later })).status, 201);
      const answer = await ask(`?_since=${CHANGED_AT}`);
      assert.deepEqual(namesOf(answer), ['Observation/later']);
      assert.deepEqual(namesOf(answer, 'include'), ['Practitioner/nurse']);
      assert.equal((await server.call('DELETE', 'Observation/later')).status, 204);
      assert.deepEqual(namesOf(await ask()), RECORD);
    });

    test('start and end are about the care: what overlaps them, and what has no date', async () => {
      const undated = ['Patient/a', 'AllergyIntolerance/undated', 'Appointment/shared', 'Device/of-a'];
      assert.deepEqual(namesOf(await ask('?start=2026-05-01&_type=Observation')), ['Observation/in-may']);
      assert.deepEqual(namesOf(await ask('?end=2026-04&_type=Observation')), ['Observation/in-april']);
      assert.deepEqual(namesOf(await ask('?start=2026-05-02&end=2026-05-02')), [
        ...undated,
        // It began in April and has not ended.
        'Encounter/stay',
        'MedicationRequest/drug',
      ]);
      assert.deepEqual(namesOf(await ask('?end=2020')), undated);
    });

    test('a POST with Parameters asks the same, and its further pages are GETs', async () => {
      const answer = await post([
        { name: '_type', valueCode: 'Observation' },
        { name: 'start', valueDate: '2026-04-01' },
        { name: '_count', valueInteger: 1 },
      ]);
      assert.deepEqual(namesOf(answer), ['Observation/in-may']);
      const second = await server.call('GET', nextLinkOf(answer) ?? '');
      assert.deepEqual(namesOf(second), ['Observation/in-april']);
      assert.equal(nextLinkOf(second), undefined);
      assert.deepEqual(namesOf(await post(undefined)), RECORD);
    });

    const refusals: [description: string, query: string][] = [
      ['an unknown parameter', '?_elements=id'],
      ['a criterion of a search', '?code=8867-4'],
      ['an unknown type', '?_type=Observation,Foo'],
      ['an empty type', '?_type='],
      ['a date that is none', '?start=2026-02-30'],
      ['a start after the end', '?start=2026-05-02&end=2026-05-01'],
      ['a parameter given twice', '?start=2026-05-01&start=2020'],
      ['an instant that is none', '?_since=yesterday'],
      ['a page of nothing', '?_count=0'],
      ['a page of a fraction', '?_count=1.5'],
      ['another format', '?_format=xml'],
      ['a paging link that was changed', '?_cursor=abc'],
    ];
    for (const [description, query] of refusals) {
      test(`${description} is refused, whatever the client prefers`, async () => {
        for (const prefer of ['handling=strict', 'handling=lenient']) {
          const answer = await ask(query, { headers: { Prefer: prefer } });
          assert.deepEqual([answer.status, answer.body.resourceType], [400, 'OperationOutcome']);
        }
      });
    }

    test('a POST whose body is no Parameters, or holds one that is no value, is refused', async () => {
      const wrong: [status: number, body: unknown][] = [
        [400, patient('a')],
        [400, { resourceType: 'Parameters', parameter: {} }],
        [400, { resourceType: 'Parameters', parameter: [null] }],
        [400, { resourceType: 'Parameters', parameter: [{ name: 'start' }] }],
        [400, { resourceType: 'Parameters', parameter: [{ name: 'start', valuePeriod: {} }] }],
        [400, { resourceType: 'Parameters', parameter: [{ name: 'x', valueString: 'y' }] }],
        [415, undefined],
      ];
      for (const [status, body] of wrong) {
        const answer = await server.call('POST', 'Patient/a/$everything', { body });
        assert.deepEqual([answer.status, answer.body.resourceType], [status, 'OperationOutcome']);
      }
    });

    test('a dollar that was encoded is the same operation, also in a batch', async () => {
      const answer = await server.call('GET', 'Patient/a/%24everything?_type=Observation&_count=1');
      assert.deepEqual(namesOf(answer), ['Observation/in-may']);
      assert.ok(nextLinkOf(answer)?.startsWith(`${server.fhirBaseUrl}/Patient/a/$everything?`));
      const entry = [{ request: { method: 'GET', url: 'Patient/a/%24everything?_count=1' } }];
      const batch = await server.call('POST', '', { body: { resourceType: 'Bundle', type: 'batch', entry } });
      assert.equal(batch.body.entry[0].resource.entry[0].resource.id, 'a');
    });

    test('a paging link of a search is not one of this', async () => {
      const search = await server.call('GET', 'Observation?_count=1');
      const cursor = new URL(nextLinkOf(search) ?? '').searchParams.get('_cursor');
      assert.equal((await ask(`?_cursor=${cursor}`)).status, 400);
    });

    test('it is there for one patient, and by GET and POST only', async () => {
      assert.equal((await server.call('GET', 'Patient/nobody/$everything')).status, 404);
      assert.equal((await server.call('GET', 'Patient/$everything')).status, 404);
      assert.equal((await server.call('GET', 'Encounter/stay/$everything')).status, 404);
      assert.equal((await server.call('GET', 'Patient/a/$everything/1')).status, 404);
      const wrong = await server.call('PUT', 'Patient/a/$everything', { body: patient('a') });
      assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'GET, POST']);
      assert.equal((await server.call('GET', 'Patient/a/$everything', { as: undefined })).status, 401);
    });

    test('the record of a deleted patient is gone', async () => {
      assert.equal((await server.call('PUT', 'Patient/c', { body: patient('c') })).status, 201);
      assert.equal((await server.call('DELETE', 'Patient/c')).status, 204);
      assert.equal((await server.call('GET', 'Patient/c/$everything')).status, 410);
    });

    test('without Patient read there is no answer', async () => {
      for (const scope of ['patient/Observation.rs', 'patient/Patient.s', 'patient/Patient.cud']) {
        const answer = await ask('?_type=Observation', { as: forA(scope) });
        assert.deepEqual([answer.status, denialOf(answer)], [403, 'missing-scope']);
      }
    });

    test('what the token may not read is left out, by type and by the conditions of a granular scope', async () => {
      const scope =
        'patient/Patient.r patient/Observation.r?category=urn:category|laboratory patient/Encounter.s';
      const answer = await ask('', { as: forA(scope) });
      assert.equal(answer.status, 200);
      assert.deepEqual(namesOf(answer), ['Patient/a', 'Observation/in-april']);
      assert.equal(answer.body.total, 2);
      assert.deepEqual(namesOf(answer, 'include'), []);
      const withWard = await ask('', { as: forA('patient/Patient.r patient/Organization.r') });
      assert.deepEqual(namesOf(withWard, 'include').sort(), ['Organization/hospital', 'Organization/ward']);
      const named = await ask('?_type=Encounter', { as: forA(scope) });
      assert.deepEqual([named.status, namesOf(named)], [200, []]);
    });

    test('a token for one patient has no answer for another, and not by a link either', async () => {
      const token = forA('patient/*.rs');
      assert.deepEqual(namesOf(await ask('', { as: token })), RECORD);
      const other = await server.call('GET', 'Patient/b/$everything', { as: token });
      assert.deepEqual([other.status, denialOf(other)], [403, 'other-patient']);
      const first = await server.call('GET', 'Patient/b/$everything?_count=1');
      const link = nextLinkOf(first) ?? '';
      assert.equal((await server.call('GET', link, { as: token })).status, 403);
      // The same position, but in the own record: it is no way into the other one.
      const moved = await server.call('GET', link.replace('Patient/b', 'Patient/a'), { as: token });
      assert.deepEqual(namesOf(moved), ['Patient/a']);
    });

    test('rights that differ by patient do not add up', async () => {
      const scope = 'user/Patient.r patient/Observation.r';
      const other = await server.call('GET', 'Patient/b/$everything', { as: forA(scope) });
      assert.deepEqual(namesOf(other), ['Patient/b']);
    });

    test('in a batch each entry has its answer or its OperationOutcome', async () => {
      const entries = [
        { request: { method: 'GET', url: 'Patient/a/$everything?_type=Observation&_count=1' } },
        { request: { method: 'GET', url: 'Patient/b/$everything' } },
        { request: { method: 'GET', url: 'Patient/a/$everything?code=1' } },
        {
          request: { method: 'POST', url: 'Patient/a/$everything' },
          resource: { resourceType: 'Parameters', parameter: [{ name: '_type', valueCode: 'Encounter' }] },
        },
      ];
      const body = { resourceType: 'Bundle', type: 'batch', entry: entries };
      const answer = await server.call('POST', '', { as: forA('patient/*.rs'), body });
      assert.equal(answer.status, 200);
      const answers = answer.body.entry as Body[];
      assert.deepEqual(
        answers.map(({ response }) => response.status),
        ['200', '403', '400', '200'],
      );
      assert.deepEqual(
        answers.map(({ resource, response }) => (resource ?? response.outcome).resourceType),
        ['Bundle', 'OperationOutcome', 'OperationOutcome', 'Bundle'],
      );
      assert.equal(answers[0]?.resource.entry[0].resource.id, 'in-may');
      assert.equal(answers[3]?.resource.entry[0].resource.id, 'stay');
    });
  });
}
