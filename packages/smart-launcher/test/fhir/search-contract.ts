import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import type { DatabaseOptions } from '../../src/server/fhir/index.ts';
import { observation, patient, provenance } from './resources.ts';
import { entriesOf, idsOf, nextLinkOf, startTestServer, type TestServer } from './test-server.ts';

const LOINC = 'http://loinc.org';
const day = (n: number) => `2026-05-${String(n).padStart(2, '0')}T08:00:00+02:00`;

const RECORDS: Resource[] = [
  patient('anna', {
    name: [{ family: 'Østergård-Müller', given: ['Anna', 'Sofie'] }],
    gender: 'female',
    birthDate: '1950-02-03',
    identifier: [{ system: 'urn:cpr', value: 'TEST-1' }],
    telecom: [{ system: 'email', value: 'Anna@Example.org' }],
  }),
  patient('bo', {
    name: [{ family: 'Hansen', given: ['Bo'] }],
    gender: 'male',
    meta: { tag: [{ system: 'urn:t', code: 'demo' }] },
  }),
  patient('cara', { name: [{ family: 'Hanssen' }], meta: { security: [{ system: 'urn:s', code: 'R' }] } }),
  ...[1, 2, 3, 4, 5].map((n) =>
    observation(`pulse-${n}`, 'anna', {
      effectiveDateTime: day(n),
      category: [{ coding: [{ system: 'urn:category', code: 'vital-signs' }] }],
      encounter: { reference: 'Encounter/e1' },
      valueQuantity: { value: 70 + n, unit: 'bpm', system: 'http://unitsofmeasure.org', code: '/min' },
    }),
  ),
  observation('temp-1', 'anna', {
    status: 'amended',
    code: {
      coding: [
        { system: LOINC, code: '8310-5' },
        { system: 'urn:npu', code: '8310-5' },
      ],
      text: 'Temp',
    },
    effectiveDateTime: day(2),
    valueQuantity: { value: 38.25, unit: 'Cel', system: 'http://unitsofmeasure.org', code: 'Cel' },
    device: { reference: 'Device/thermometer' },
    subject: { reference: 'Patient/anna', identifier: { system: 'urn:cpr', value: 'TEST-1' } },
  }),
  observation('week', 'bo', {
    effectiveDateTime: undefined,
    effectivePeriod: { start: '2026-05-01', end: '2026-05-07' },
  }),
  observation('undated', 'bo', { effectiveDateTime: undefined }),
  { resourceType: 'Device', id: 'thermometer' },
  {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'in-progress',
    class: { code: 'IMP' },
    subject: { reference: 'Patient/anna' },
  },
  provenance('Observation/temp-1', 'prov'),
];

/** `[query, ids in order]`; ids are sorted where the query has no order. */
const SEARCHES: [description: string, query: string, ids: string[]][] = [
  ['a token with system', `Observation?code=${LOINC}|8310-5`, ['temp-1']],
  ['a token without system, once per resource', 'Observation?code=8310-5', ['temp-1']],
  ['a system without code', 'Observation?code=urn:npu|', ['temp-1']],
  ['a code in no system', 'Patient?gender=|female', ['anna']],
  [
    'a comma is or',
    'Observation?patient=anna&code=8310-5,8867-4&_sort=date&_count=2',
    ['pulse-1', 'pulse-2'],
  ],
  ['a repeated parameter is and', 'Observation?code=8310-5&code=urn:npu|8310-5', ['temp-1']],
  ['patient by id', 'Observation?patient=bo&_sort=-date', ['week', 'undated']],
  ['patient by reference', 'Observation?patient=Patient/bo&_sort=-date', ['week', 'undated']],
  ['subject by reference', 'Observation?subject=Patient/bo&_sort=-date', ['week', 'undated']],
  ['subject by bare id', 'Observation?subject=bo&_sort=-date', ['week', 'undated']],
  ['subject by type modifier', 'Observation?subject:Patient=bo&_sort=-date', ['week', 'undated']],
  ['a reference by identifier', 'Observation?subject:identifier=urn:cpr|TEST-1', ['temp-1']],
  ['an encounter', 'Observation?encounter=e1&_sort=-date&_count=1', ['pulse-5']],
  [
    'oldest first',
    'Observation?patient=anna&code=8867-4&_sort=date',
    ['pulse-1', 'pulse-2', 'pulse-3', 'pulse-4', 'pulse-5'],
  ],
  [
    'newest first without being asked',
    'Observation?patient=anna&code=8867-4&_count=2',
    ['pulse-5', 'pulse-4'],
  ],
  ['two keys', 'Observation?patient=anna&_sort=status,-date&_count=3', ['temp-1', 'pulse-5', 'pulse-4']],
  [
    'by a number',
    'Observation?code=8867-4&value-quantity=gt72&_sort=-value-quantity',
    ['pulse-5', 'pulse-4', 'pulse-3'],
  ],
  ['by a name', 'Patient?_sort=family', ['bo', 'cara', 'anna']],
  ['a day', 'Observation?date=2026-05-02&patient=anna&_sort=_id', ['pulse-2', 'temp-1']],
  [
    'from an instant on',
    'Observation?patient=anna&date=ge2026-05-04T06:00:00Z&_sort=date',
    ['pulse-4', 'pulse-5'],
  ],
  ['before a day', 'Observation?patient=anna&date=lt2026-05-02', ['pulse-1']],
  [
    'between',
    'Observation?patient=anna&code=8867-4&date=gt2026-05-02&date=le2026-05-04&_sort=date',
    ['pulse-3', 'pulse-4'],
  ],
  ['a plus that became a blank', 'Observation?patient=anna&date=2026-05-03T08:00:00+02:00', ['pulse-3']],
  [
    'not on a day',
    'Observation?patient=anna&code=8867-4&date=ne2026-05-03&_sort=date&_count=3',
    ['pulse-1', 'pulse-2', 'pulse-4'],
  ],
  ['a period that ends before', 'Observation?patient=bo&date=eb2026-05-08', ['week']],
  ['a month that contains a period', 'Observation?patient=bo&date=2026-05', ['week']],
  ['about a quantity', 'Observation?value-quantity=38.3', ['temp-1']],
  ['exactly a quantity', 'Observation?value-quantity=38.25|http://unitsofmeasure.org|Cel', ['temp-1']],
  ['a quantity by its unit', 'Observation?value-quantity=75||bpm', ['pulse-5']],
  ['a quantity in another unit', 'Observation?value-quantity=75||Cel', []],
  ['the beginning of a name', 'Patient?name=hans&_sort=_id', ['bo', 'cara']],
  ['a name without accents and case', 'Patient?family=MULLER,østergard', ['anna']],
  ['any given name', 'Patient?given=sofie', ['anna']],
  ['a name exactly', 'Patient?family:exact=Hansen', ['bo']],
  ['part of a name', 'Patient?family:contains=anss', ['cara']],
  ['a percent sign is no wildcard', 'Patient?family:contains=%25', []],
  ['an email in any case', 'Patient?email=anna@example.ORG', ['anna']],
  ['an identifier', 'Patient?identifier=urn:cpr|TEST-1', ['anna']],
  ['a birth date', 'Patient?birthdate=1950', ['anna']],
  ['a tag', 'Patient?_tag=urn:t|demo', ['bo']],
  ['a security label', 'Patient?_security=R', ['cara']],
  ['ids', 'Patient?_id=cara,anna&_sort=_id', ['anna', 'cara']],
  ['not a code', 'Observation?patient=anna&code:not=8867-4', ['temp-1']],
  ['not an id', 'Patient?_id:not=anna,bo', ['cara']],
  ['a missing element', 'Patient?gender:missing=true', ['cara']],
  ['a present element', 'Observation?device:missing=false', ['temp-1']],
  ['a missing date', 'Observation?date:missing=true', ['undated']],
  ['a missing encounter', 'Observation?patient=anna&encounter:missing=true', ['temp-1']],
  ['written long ago', 'Patient?_lastUpdated=lt2000-01-01', []],
  ['a provenance by its target', 'Provenance?target=Observation/temp-1', ['prov']],
];

/** Searches, over any database. */
export function searchContract(label: string, database: DatabaseOptions): void {
  describe(`searches on ${label}`, () => {
    let server: TestServer;
    before(async () => {
      server = await startTestServer({ database });
      const { loaded } = await server.store.load(RECORDS, { validate: true });
      assert.equal(loaded, RECORDS.length);
    });
    after(async () => {
      assert.deepEqual(server.faults, []);
      await server.close();
    });

    for (const [description, query, ids] of SEARCHES) {
      test(`a search finds ${description}`, async () => {
        const answer = await server.call('GET', query);
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        assert.deepEqual(idsOf(answer), ids);
      });
    }

    const refused = [
      'Observation?foo=1',
      'Observation?code:in=http://x',
      'Observation?code:text=puls',
      'Patient?name:foo=x',
      'Observation?date=yesterday',
      'Observation?date=2026-02-30',
      'Observation?date=gt',
      'Observation?value-quantity=high',
      'Observation?code=',
      'Observation?code=a,',
      'Observation?_sort=foo',
      'Observation?_count=-1',
      'Observation?_count=many',
      'Observation?_total=maybe',
      'Observation?_summary=text',
      'Observation?_elements=code',
      'Observation?subject.name=x',
      'Observation?patient.identifier=x',
      'Patient?_has:Observation:patient:code=1',
      'Observation?_include=*',
      'Observation?_include=Patient:organization',
      'Observation?_include:iterate=Observation:subject',
      'Patient?_revinclude=Observation:code',
      'Observation?code-value-quantity=1$2',
      'Observation?_format=xml',
      'Observation?patient:missing=perhaps',
      'Observation?_cursor=forged',
      'Observation?_offset=10',
    ];
    for (const query of refused) {
      test(`a search that cannot be done exactly is refused: ${query}`, async () => {
        const { status, body } = await server.call('GET', query);
        assert.deepEqual([status, body.resourceType], [400, 'OperationOutcome']);
      });
    }

    test('paging links are absolute, keep every parameter, and end with a page that has matches', async () => {
      const pages: string[][] = [];
      let url: string | undefined =
        'Observation?patient=anna&code=8867-4,8310-5&_sort=-date&_count=2&_include=Observation:device';
      while (url) {
        const answer = await server.call('GET', url);
        pages.push(idsOf(answer));
        assert.equal(answer.body.total, 6);
        url = nextLinkOf(answer);
        if (url) {
          assert.ok(url.startsWith(`${server.fhirBaseUrl}/Observation?`));
          for (const kept of ['patient', 'code', '_sort', '_count', '_include'])
            assert.ok(new URL(url).searchParams.has(kept));
        }
      }
      assert.deepEqual(
        pages.map(({ length }) => length),
        [2, 2, 2],
      );
      assert.equal(new Set(pages.flat()).size, 6);
    });

    test('pages in several directions and without order neither repeat nor lose a record', async () => {
      for (const sort of ['_sort=status,-date,_id', '_sort=-_lastUpdated', '_sort=-value-quantity', '']) {
        const seen: string[] = [];
        let url: string | undefined = `Observation?_count=3&${sort}`;
        while (url) {
          const answer = await server.call('GET', url);
          seen.push(...idsOf(answer));
          url = nextLinkOf(answer);
        }
        assert.deepEqual([seen.length, new Set(seen).size], [8, 8], sort);
      }
    });

    test('a record that is written between two pages moves no other record', async () => {
      const first = await server.call('GET', 'Observation?patient=anna&code=8867-4&_sort=-date&_count=2');
      await server.call('PUT', 'Observation/pulse-9', {
        body: observation('pulse-9', 'anna', { effectiveDateTime: day(9) }),
      });
      const second = await server.call('GET', nextLinkOf(first) ?? '');
      await server.call('DELETE', 'Observation/pulse-9');
      assert.deepEqual(idsOf(second), ['pulse-3', 'pulse-2']);
    });

    test('a total is given for a page that is all, counted on request, and left out on request', async () => {
      assert.equal(
        (await server.call('GET', 'Observation?patient=anna&_count=2&_total=accurate')).body.total,
        6,
      );
      assert.equal(
        (await server.call('GET', 'Observation?patient=anna&_count=2&_total=none')).body.total,
        undefined,
      );
      assert.equal((await server.call('GET', 'Observation?code=8310-5')).body.total, 1);
      const counted = await server.call('GET', 'Observation?_summary=count');
      assert.deepEqual([counted.body.total, counted.body.entry], [8, undefined]);
    });

    test('_include and _revinclude add each resource once and say so', async () => {
      const included = await server.call(
        'GET',
        'Observation?patient=anna&_include=Observation:subject&_include=Observation:device&_revinclude=Provenance:target',
      );
      assert.deepEqual(
        entriesOf(included, 'include')
          .map(({ id }) => id)
          .sort(),
        ['anna', 'prov', 'thermometer'],
      );
      const narrowed = await server.call('GET', 'Observation?_id=temp-1&_include=Observation:subject:Group');
      assert.deepEqual(entriesOf(narrowed, 'include'), []);
      const reverse = await server.call('GET', 'Patient?_id=bo&_revinclude=Observation:patient');
      assert.deepEqual(
        entriesOf(reverse, 'include')
          .map(({ id }) => id)
          .sort(),
        ['undated', 'week'],
      );
    });

    test('POST _search takes its parameters from the form and from the URL', async () => {
      const answer = await server.call('POST', 'Observation/_search?_count=2', {
        body: 'patient=anna&code=8867-4&_sort=date',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      });
      assert.deepEqual(idsOf(answer), ['pulse-1', 'pulse-2']);
      assert.deepEqual(idsOf(await server.call('GET', nextLinkOf(answer) ?? '')), ['pulse-3', 'pulse-4']);
    });

    test('an update is found by its new values and no longer by its old ones', async () => {
      await server.call('PUT', 'Patient/moved', { body: patient('moved', { name: [{ family: 'Before' }] }) });
      await server.call('PUT', 'Patient/moved', { body: patient('moved', { name: [{ family: 'After' }] }) });
      assert.deepEqual(idsOf(await server.call('GET', 'Patient?family=before')), []);
      assert.deepEqual(idsOf(await server.call('GET', 'Patient?family=after')), ['moved']);
      await server.call('DELETE', 'Patient/moved');
    });

    test('a value longer than an index row is found whole and not by its beginning', async () => {
      const value = 'x'.repeat(5000);
      await server.call('PUT', 'Patient/long', {
        body: patient('long', { identifier: [{ system: 'urn:l', value }] }),
      });
      const url = 'Patient/_search';
      const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
      assert.deepEqual(
        idsOf(await server.call('POST', url, { body: `identifier=${value}`, headers: form })),
        ['long'],
      );
      assert.deepEqual(
        idsOf(await server.call('POST', url, { body: `identifier=${value}x`, headers: form })),
        [],
      );
      await server.call('DELETE', 'Patient/long');
    });

    test('what is loaded again is skipped', async () => {
      assert.deepEqual(await server.store.load(RECORDS), { loaded: 0, skipped: RECORDS.length });
    });
  });
}
