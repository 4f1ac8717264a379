import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Resource } from '@medplum/fhirtypes';
import type { DatabaseOptions } from '../../src/server/fhir/index.ts';
import { observation, patient, provenance } from './resources.ts';
import {
  denialOf,
  entriesOf,
  idsOf,
  nextLinkOf,
  startTestServer,
  type Body,
  type TestServer,
  type Token,
} from './test-server.ts';

const LAB = { coding: [{ system: 'urn:category', code: 'laboratory' }] };
const VITAL = { coding: [{ system: 'urn:category', code: 'vital-signs' }] };

const RECORDS: Resource[] = [
  patient('a', { managingOrganization: { reference: 'Organization/ward' } }),
  patient('b'),
  observation('a1', 'a', { category: [VITAL] }),
  observation('a2', 'a', {
    category: [LAB],
    performer: [{ reference: 'Practitioner/nurse' }],
    hasMember: [{ reference: 'Observation/b1' }],
  }),
  observation('b1', 'b', { category: [LAB] }),
  observation('nobody', 'a', { subject: undefined }),
  observation('elsewhere', 'a', { subject: { reference: 'http://other.example/fhir/Patient/a' } }),
  { resourceType: 'Practitioner', id: 'nurse' },
  { resourceType: 'Organization', id: 'ward' },
  { resourceType: 'Device', id: 'of-ward' },
  { resourceType: 'Device', id: 'of-b', patient: { reference: 'Patient/b' } },
  appointment('shared', 'a', 'b'),
  appointment('only-a', 'a'),
  appointment('only-b', 'b'),
  provenance('Observation/a1', 'prov-a'),
  provenance('Observation/b1', 'prov-b'),
];

function appointment(id: string, ...patients: string[]): Resource {
  const participant = patients.map((p) => ({
    actor: { reference: `Patient/${p}` },
    status: 'accepted' as const,
  }));
  return { resourceType: 'Appointment', id, status: 'proposed', participant };
}

const forA = (scope: string): Token => ({ scope, patient: 'a' });

/** Interactions by the letter of the scope they need; each is tried with that letter alone and with all others. */
const MATRIX: [
  letter: string,
  interaction: string,
  method: string,
  path: string,
  body?: (id: string) => unknown,
][] = [
  ['c', 'create', 'POST', 'Observation', () => observation('x', 'a')],
  ['r', 'read', 'GET', 'Observation/a1'],
  ['r', 'vread', 'GET', 'Observation/a1/_history/1'],
  ['r', 'history of a resource', 'GET', 'Observation/a1/_history'],
  ['u', 'update', 'PUT', 'Observation/a1', () => observation('a1', 'a', { status: 'amended' })],
  ['u', 'update that creates', 'PUT', 'Observation/:new', (id) => observation(id, 'a')],
  ['u', 'patch', 'PATCH', 'Observation/a1', () => [{ op: 'replace', path: '/status', value: 'final' }]],
  ['d', 'delete', 'DELETE', 'Observation/:new'],
  ['s', 'search', 'GET', 'Observation?code=8867-4'],
  ['s', 'history of a type', 'GET', 'Observation/_history'],
];

/** Who may do what, over any database. */
export function accessContract(label: string, database: DatabaseOptions): void {
  describe(`access on ${label}`, () => {
    let server: TestServer;
    before(async () => {
      server = await startTestServer({ database });
      await server.store.load(RECORDS);
    });
    after(async () => {
      assert.deepEqual(server.faults, []);
      await server.close();
    });
    const get = (path: string, as: Token) => server.call('GET', path, { as });

    for (const [index, [letter, interaction, method, path, body]] of MATRIX.entries()) {
      for (const context of ['patient', 'user', 'system']) {
        test(`${context}/ scope: ${interaction} needs the letter ${letter} and no other gives it`, async () => {
          const id = `matrix-${index}-${context}`;
          const others = [...'cruds'].filter((l) => l !== letter).join('');
          const call = (scope: string) =>
            server.call(method, path.replace(':new', id), {
              as: forA(scope),
              ...(body && { body: body(id) }),
            });
          const refused = await call(`${context}/Observation.${others} ${context}/Patient.cruds`);
          assert.deepEqual([refused.status, denialOf(refused)], [403, 'missing-scope']);
          const permitted = await call(`${context}/Observation.${letter}`);
          assert.ok(permitted.status < 300, `${permitted.status}`);
        });
      }
    }

    test('a v1 scope permits what it stands for', async () => {
      assert.equal((await get('Observation/a1', forA('patient/Observation.read'))).status, 200);
      assert.equal((await get('Observation/a1', forA('patient/Observation.write'))).status, 403);
      assert.equal((await get('Observation?code=8867-4', forA('patient/*.*'))).status, 200);
    });

    test('a patient scope reads no record of another patient, in no way', async () => {
      const paths = [
        'Observation/b1',
        'Observation/b1/_history',
        'Observation/b1/_history/1',
        'Patient/b',
        'Device/of-b',
        'Appointment/only-b',
        'Provenance/prov-b',
        'Observation/nobody',
        'Observation/elsewhere',
      ];
      for (const path of paths) {
        const answer = await get(path, forA('patient/*.cruds'));
        assert.deepEqual([answer.status, denialOf(answer)], [403, 'other-patient'], path);
      }
      for (const path of ['Patient/a', 'Appointment/shared', 'Provenance/prov-a', 'Device/of-ward']) {
        assert.equal((await get(path, forA('patient/*.rs'))).status, 200, path);
      }
    });

    test('a patient scope searches one record, whether the search names the patient or not', async () => {
      const scope = forA('patient/*.rs');
      for (const query of [
        'Observation?_sort=_id&_id=a1,a2,b1',
        'Observation?patient=a&_id=a1,a2&_sort=_id',
        'Observation?subject=Patient/a&_id=a1,a2&_sort=_id',
      ]) {
        assert.deepEqual(idsOf(await get(query, scope)), ['a1', 'a2'], query);
      }
      assert.deepEqual(idsOf(await get('Patient', scope)), ['a']);
      assert.deepEqual(idsOf(await get('Appointment?_sort=_id', scope)), ['only-a', 'shared']);
      assert.deepEqual(idsOf(await get('Provenance', scope)), ['prov-a']);
      assert.deepEqual(idsOf(await get('Device', scope)), ['of-ward']);
      assert.equal(
        (await get('Observation?code:not=x&_total=accurate&_count=1&_id:not=a1', scope)).body.entry[0]
          .resource.subject.reference,
        'Patient/a',
      );
    });

    test('a patient scope may not name another patient in a search', async () => {
      const queries = [
        'Observation?patient=b',
        'Observation?patient=a,b',
        'Observation?subject=Patient/b',
        'Observation?subject=b',
        'Observation?subject:Patient=b',
        'Patient?_id=b',
        'Appointment?actor=Patient/b',
        'Appointment?patient=b',
        'Provenance?target=Patient/b',
      ];
      for (const query of queries) {
        const answer = await get(query, forA('patient/*.rs'));
        assert.deepEqual([answer.status, denialOf(answer)], [403, 'other-patient'], query);
      }
    });

    test('a paging link of one patient gives another token nothing of that patient', async () => {
      const next = nextLinkOf(await get('Observation?_count=1', { scope: 'user/*.rs' })) ?? '';
      const answer = await get(next, { scope: 'patient/*.rs', patient: 'b' });
      assert.ok(
        entriesOf(answer).every(
          (o) => (o as { subject?: { reference: string } }).subject?.reference === 'Patient/b',
        ),
      );
    });

    test('the history of a type holds only the patient in context', async () => {
      const { body } = await get('Observation/_history', forA('patient/*.rs'));
      assert.ok(body.entry.length > 2);
      assert.ok(body.entry.every((e: Body) => !e.resource || e.resource.subject.reference === 'Patient/a'));
    });

    test('a record that was moved to another patient tells neither of its past nor of its present', async () => {
      await server.call('PUT', 'Observation/moved', { body: observation('moved', 'a') });
      await server.call('PUT', 'Observation/moved', { body: observation('moved', 'b') });
      const asB: Token = { scope: 'patient/*.rs', patient: 'b' };
      const { body } = await get('Observation/moved/_history', asB);
      assert.deepEqual(
        body.entry.map((e: Body) => e.response.etag),
        ['W/"2"'],
      );
      assert.equal(denialOf(await get('Observation/moved/_history/1', asB)), 'other-patient');
      assert.equal(
        denialOf(await get('Observation/moved/_history/1', forA('patient/*.rs'))),
        'other-patient',
      );
    });

    test('includes outside the scopes and outside the record are left out', async () => {
      const all =
        'Observation?_id=a1,a2&_include=Observation:performer&_include=Observation:has-member&_revinclude=Provenance:target';
      const names = (answer: Awaited<ReturnType<typeof get>>) =>
        entriesOf(answer, 'include')
          .map(({ id }) => id)
          .sort();
      assert.deepEqual(names(await get(all, { scope: 'user/*.rs' })), ['b1', 'nurse', 'prov-a']);
      assert.deepEqual(names(await get(all, forA('patient/*.rs'))), ['nurse', 'prov-a']);
      assert.deepEqual(names(await get(all, forA('patient/Observation.rs'))), []);
      assert.deepEqual(names(await get(all, forA('patient/Observation.rs patient/Provenance.rs'))), [
        'prov-a',
      ]);
    });

    test('a patient scope writes only into the record of its patient', async () => {
      const as = forA('patient/*.cruds');
      const refusals: [string, string, unknown?][] = [
        ['POST', 'Observation', observation('x', 'b')],
        ['POST', 'Observation', observation('x', 'a', { subject: undefined })],
        ['PUT', 'Observation/b1', observation('b1', 'a')],
        ['PUT', 'Observation/a1', observation('a1', 'b')],
        ['PUT', 'Observation/new-b', observation('new-b', 'b')],
        ['PATCH', 'Observation/a1', [{ op: 'replace', path: '/subject/reference', value: 'Patient/b' }]],
        ['PATCH', 'Observation/b1', [{ op: 'replace', path: '/status', value: 'final' }]],
        ['DELETE', 'Observation/b1'],
        ['PUT', 'Patient/c', patient('c')],
        ['POST', 'Provenance', provenance('Observation/b1')],
        ['POST', 'Provenance', provenance('Observation/unknown')],
        ['POST', 'Appointment', appointment('x', 'a', 'b')],
        ['POST', 'Device', { resourceType: 'Device' }],
      ];
      for (const [method, path, body] of refusals) {
        const answer = await server.call(method, path, { as, ...(body !== undefined && { body }) });
        assert.deepEqual([answer.status, denialOf(answer)], [403, 'other-patient'], `${method} ${path}`);
      }
      assert.equal((await server.call('GET', 'Observation/b1')).headers.get('etag'), 'W/"1"');
      assert.equal(
        (await server.call('POST', 'Provenance', { as, body: provenance('Observation/a1') })).status,
        201,
      );
    });

    test('what belongs to no patient is readable when a scope names it, and not writable', async () => {
      assert.equal((await get('Practitioner/nurse', forA('patient/Practitioner.rs'))).status, 200);
      assert.equal((await get('Practitioner/nurse', forA('patient/Observation.rs'))).status, 403);
      for (const type of ['Group', 'Binary', 'Bundle', 'Claim']) {
        assert.equal((await get(`${type}/x`, forA('patient/*.rs'))).status, 403, type);
      }
      const write = await server.call('PUT', 'Practitioner/nurse', {
        as: forA('patient/*.cruds'),
        body: { resourceType: 'Practitioner', id: 'nurse' },
      });
      assert.deepEqual([write.status, denialOf(write)], [403, 'missing-scope']);
    });

    test('a patient scope without a patient in context reads nothing of any patient', async () => {
      assert.equal((await get('Patient/a', { scope: 'patient/*.rs' })).status, 403);
      assert.equal((await get('Observation', { scope: 'patient/*.rs' })).status, 403);
      assert.equal((await get('Practitioner/nurse', { scope: 'patient/*.rs' })).status, 200);
    });

    test('a user scope is not confined, and widens a patient scope beside it', async () => {
      assert.equal((await get('Observation/b1', forA('user/Observation.rs'))).status, 200);
      assert.equal(
        (await get('Observation?patient=b', forA('patient/Observation.rs user/Observation.s'))).status,
        200,
      );
      assert.equal(
        (await get('Observation/b1', forA('patient/Observation.rs user/Observation.s'))).status,
        403,
      );
    });

    test('a granular scope filters searches, and judges reads and writes', async () => {
      const as = forA('patient/Observation.cruds?category=urn:category|laboratory');
      assert.deepEqual(idsOf(await get('Observation', as)), ['a2']);
      assert.equal((await get('Observation/a2', as)).status, 200);
      const other = await get('Observation/a1', as);
      assert.deepEqual([other.status, denialOf(other)], [403, 'missing-scope']);
      const create = (category: typeof LAB) =>
        server.call('POST', 'Observation', { as, body: observation('x', 'a', { category: [category] }) });
      const created = await create(LAB);
      assert.deepEqual([created.status, (await create(VITAL)).status], [201, 403]);
      const turned = await server.call('PUT', `Observation/${created.body.id}`, {
        as,
        body: { ...created.body, category: [VITAL] },
      });
      assert.equal(turned.status, 403);
      assert.equal((await server.call('DELETE', `Observation/${created.body.id}`, { as })).status, 204);
    });

    test('a granular scope that no search could express grants nothing', async () => {
      assert.equal((await get('Observation/a1', forA('patient/Observation.rs?foo=bar'))).status, 403);
      assert.equal(
        (await get('Observation/a1', forA('patient/Observation.rs?foo=bar patient/Observation.r'))).status,
        200,
      );
    });

    test('who may patch but not read gets no resource back', async () => {
      const body = [{ op: 'replace', path: '/status', value: 'amended' }];
      const blind = await server.call('PATCH', 'Observation/a1', { as: forA('patient/Observation.u'), body });
      assert.deepEqual([blind.status, blind.body.text], [200, '']);
    });

    test('a conditional write needs the right to search, and sees only the record in context', async () => {
      const identifier = [{ system: 'urn:op', value: '1' }];
      await server.call('PUT', 'Observation/b-op', { body: observation('b-op', 'b', { identifier }) });
      const call = {
        body: observation('x', 'a', { identifier }),
        headers: { 'If-None-Exist': 'identifier=urn:op|1' },
      };
      assert.equal(
        (await server.call('POST', 'Observation', { as: forA('patient/Observation.c'), ...call })).status,
        403,
      );
      assert.equal(
        (await server.call('POST', 'Observation', { as: forA('patient/Observation.cs'), ...call })).status,
        201,
      );
      assert.equal(
        (await server.call('POST', 'Observation', { as: forA('patient/Observation.cs'), ...call })).status,
        200,
      );
      const remove = await server.call('DELETE', 'Observation?identifier=urn:op|1', {
        as: forA('patient/Observation.ds'),
      });
      assert.equal(remove.status, 204);
      assert.equal((await server.call('GET', 'Observation/b-op')).status, 200);
    });

    test('who may only create cannot learn whether an id exists', async () => {
      const answer = await server.call('PUT', 'Observation/b1', {
        as: forA('patient/Observation.u'),
        body: observation('b1', 'a'),
        headers: { 'If-None-Match': '*' },
      });
      assert.equal(answer.status, 403);
    });
  });
}
