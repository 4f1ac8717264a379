import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DatabaseOptions } from '../../src/server/fhir/index.ts';
import { observation, patient } from './resources.ts';
import { startTestServer, type Body, type TestServer } from './test-server.ts';

/** Reads, writes, versions and conditions, over any database. */
export function crudContract(label: string, database: DatabaseOptions): void {
  describe(`reads and writes on ${label}`, () => {
    let server: TestServer;
    before(async () => (server = await startTestServer({ database })));
    after(async () => {
      assert.deepEqual(server.faults, []);
      await server.close();
    });

    test('a create ignores the id it is sent, and answers with location, ETag and the resource', async () => {
      const { status, headers, body } = await server.call('POST', 'Patient', { body: patient('mine') });
      assert.equal(status, 201);
      assert.notEqual(body.id, 'mine');
      assert.equal(headers.get('etag'), 'W/"1"');
      assert.equal(headers.get('location'), `${server.fhirBaseUrl}/Patient/${body.id}/_history/1`);
      assert.equal(headers.get('last-modified'), new Date(body.meta.lastUpdated).toUTCString());
      assert.equal((await server.call('GET', `Patient/${body.id}`)).body.id, body.id);
    });

    test('versions count 1, 2, 3, and each can be read', async () => {
      for (const gender of ['female', 'male', 'other'] as const) {
        await server.call('PUT', 'Patient/versions', { body: patient('versions', { gender }) });
      }
      assert.equal((await server.call('GET', 'Patient/versions')).headers.get('etag'), 'W/"3"');
      assert.equal((await server.call('GET', 'Patient/versions/_history/2')).body.gender, 'male');
      assert.equal((await server.call('GET', 'Patient/versions/_history/4')).status, 404);
      assert.equal((await server.call('GET', 'Patient/versions/_history/x')).status, 404);
    });

    test('a history tells newest first what was done, deletions included', async () => {
      await server.call('PUT', 'Patient/told', { body: patient('told') });
      await server.call('PUT', 'Patient/told', { body: patient('told', { active: true }) });
      await server.call('DELETE', 'Patient/told');
      const { body } = await server.call('GET', 'Patient/told/_history');
      const told = body.entry.map((e: Body) => [e.request.method, e.response.etag, e.resource?.active]);
      assert.deepEqual(told, [
        ['DELETE', 'W/"3"', undefined],
        ['PUT', 'W/"2"', true],
        ['PUT', 'W/"1"', undefined],
      ]);
      assert.equal(body.total, 3);
    });

    test('a history is read page by page and from an instant on', async () => {
      for (let n = 0; n < 5; n += 1) {
        await server.call('PUT', 'Location/paged', {
          body: { resourceType: 'Location', id: 'paged', name: `n${n}` },
        });
      }
      const seen: string[] = [];
      let url: string | undefined = 'Location/_history?_count=2';
      while (url) {
        const { body }: Awaited<ReturnType<TestServer['call']>> = await server.call('GET', url);
        seen.push(...body.entry.map((e: Body) => e.response.etag));
        url = body.link.find((l: Body) => l.relation === 'next')?.url;
      }
      assert.deepEqual(seen, ['W/"5"', 'W/"4"', 'W/"3"', 'W/"2"', 'W/"1"']);
      const later = await server.call('GET', 'Location/paged/_history?_since=2999-01-01T00:00:00Z');
      assert.equal(later.body.entry, undefined);
      assert.equal((await server.call('GET', 'Location/paged/_history?_at=2026')).status, 400);
    });

    test('an update that creates is 201, the next one 200', async () => {
      const body = patient('fresh');
      assert.equal((await server.call('PUT', 'Patient/fresh', { body })).status, 201);
      assert.equal(
        (await server.call('PUT', 'Patient/fresh', { body: { ...body, active: true } })).status,
        200,
      );
    });

    test('an identical update makes no version, whatever the order of its members', async () => {
      const first = await server.call('PUT', 'Patient/same', {
        body: { resourceType: 'Patient', id: 'same', active: true, gender: 'male' },
      });
      const again = await server.call('PUT', 'Patient/same', {
        body: { gender: 'male', active: true, id: 'same', resourceType: 'Patient' },
      });
      const sentBack = await server.call('PUT', 'Patient/same', { body: first.body });
      assert.deepEqual(
        [again.status, again.headers.get('etag'), sentBack.headers.get('etag')],
        [200, 'W/"1"', 'W/"1"'],
      );
      assert.equal(again.body.meta.lastUpdated, first.body.meta.lastUpdated);
    });

    test('If-Match lets only the present version be updated, patched or deleted', async () => {
      const path = 'Patient/match';
      await server.call('PUT', path, { body: patient('match') });
      const stale = { headers: { 'If-Match': 'W/"7"' } };
      const patch = [{ op: 'add', path: '/active', value: true }];
      assert.equal(
        (await server.call('PUT', path, { body: patient('match', { active: true }), ...stale })).status,
        412,
      );
      assert.equal((await server.call('PATCH', path, { body: patch, ...stale })).status, 412);
      assert.equal((await server.call('DELETE', path, stale)).status, 412);
      const right = { headers: { 'If-Match': 'W/"1"' } };
      assert.equal(
        (await server.call('PUT', path, { body: patient('match', { active: true }), ...right })).status,
        200,
      );
      assert.equal(
        (await server.call('PUT', 'Patient/none', { body: patient('none'), ...right })).status,
        412,
      );
      assert.equal(
        (await server.call('PUT', path, { body: patient('match'), headers: { 'If-Match': '1' } })).status,
        400,
      );
    });

    test('If-None-Match: * on an update refuses what exists', async () => {
      const once = { body: patient('once'), headers: { 'If-None-Match': '*' } };
      assert.equal((await server.call('PUT', 'Patient/once', once)).status, 201);
      assert.equal((await server.call('PUT', 'Patient/once', once)).status, 412);
      await server.call('DELETE', 'Patient/once');
      assert.equal((await server.call('PUT', 'Patient/once', once)).headers.get('etag'), 'W/"3"');
    });

    test('of two such updates at the same moment one creates and one is refused', async () => {
      const once = { body: patient('race'), headers: { 'If-None-Match': '*' } };
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => server.call('PUT', 'Patient/race', once)),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 412, 412, 412, 412, 412]);
      assert.equal((await server.call('GET', 'Patient/race/_history')).body.total, 1);
    });

    test('a conditional create finds what is there, also when two come at the same moment', async () => {
      const identifier = [{ system: 'urn:op', value: 'op-1' }];
      const call = {
        body: { resourceType: 'Patient', identifier },
        headers: { 'If-None-Exist': 'identifier=urn:op|op-1' },
      };
      const answers = await Promise.all([1, 2, 3].map(() => server.call('POST', 'Patient', call)));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 201]);
      assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
      await server.call('PUT', 'Patient/op-double', { body: patient('op-double', { identifier }) });
      assert.equal((await server.call('POST', 'Patient', call)).status, 412);
    });

    test('a condition that cannot be met exactly is refused, not ignored', async () => {
      for (const condition of ['identifer=x', 'identifier:foo=x', '', '_sort=family']) {
        const answer = await server.call('POST', 'Patient', {
          body: { resourceType: 'Patient' },
          headers: { 'If-None-Exist': condition },
        });
        assert.equal(answer.status, 400, condition);
      }
      assert.equal((await server.call('DELETE', 'Patient')).status, 400);
      assert.equal((await server.call('DELETE', 'Patient?foo=1')).status, 400);
    });

    test('a conditional update updates the one match, creates when there is none, refuses several', async () => {
      const body = { resourceType: 'Organization', identifier: [{ system: 'urn:o', value: '1' }], name: 'A' };
      const path = 'Organization?identifier=urn:o|1';
      assert.equal((await server.call('PUT', path, { body })).status, 201);
      const updated = await server.call('PUT', path, { body: { ...body, name: 'B' } });
      assert.deepEqual([updated.status, updated.headers.get('etag'), updated.body.name], [200, 'W/"2"', 'B']);
      await server.call('POST', 'Organization', { body });
      assert.equal((await server.call('PUT', path, { body })).status, 412);
      assert.equal((await server.call('DELETE', path)).status, 412);
    });

    test('a patch changes what it names; one that does not fit changes nothing and tells nothing', async () => {
      await server.call('PUT', 'Patient/patch', { body: patient('patch', { birthDate: '1950-02-03' }) });
      const patched = await server.call('PATCH', 'Patient/patch', {
        body: [{ op: 'add', path: '/active', value: true }],
      });
      assert.deepEqual(
        [patched.status, patched.body.active, patched.headers.get('etag')],
        [200, true, 'W/"2"'],
      );
      const misfits = [
        [{ op: 'test', path: '/birthDate', value: '2000-01-01' }],
        [{ op: 'remove', path: '/nothing/here' }],
        [{ op: 'replace', path: '/id', value: 'other' }],
        [{ op: 'add', path: '/birthDate', value: 'nonsense' }],
      ];
      for (const body of misfits) {
        const answer = await server.call('PATCH', 'Patient/patch', { body });
        assert.equal(answer.status, 422);
        assert.doesNotMatch(JSON.stringify(answer.body), /1950|2000-01|nonsense/);
      }
      assert.equal((await server.call('PATCH', 'Patient/patch', { body: [{ op: 'evil' }] })).status, 400);
      assert.equal((await server.call('PATCH', 'Patient/patch', { body: {} })).status, 400);
      assert.equal((await server.call('PATCH', 'Patient/unknown', { body: [] })).status, 404);
      assert.equal((await server.call('GET', 'Patient/patch')).headers.get('etag'), 'W/"2"');
    });

    test('what is deleted is gone, cannot be found, and can come back', async () => {
      await server.call('PUT', 'Observation/gone', { body: observation('gone', 'p-gone') });
      assert.equal((await server.call('DELETE', 'Observation/gone')).status, 204);
      assert.equal((await server.call('DELETE', 'Observation/gone')).status, 204);
      assert.equal((await server.call('GET', 'Observation/gone')).status, 410);
      assert.equal((await server.call('GET', 'Observation/gone/_history/1')).status, 200);
      assert.equal((await server.call('GET', 'Observation/gone/_history/2')).status, 410);
      assert.equal((await server.call('PATCH', 'Observation/gone', { body: [] })).status, 410);
      assert.equal((await server.call('GET', 'Observation?patient=p-gone')).body.total, 0);
      assert.equal(
        (await server.call('PUT', 'Observation/gone', { body: observation('gone', 'p-gone') })).status,
        201,
      );
      assert.equal((await server.call('GET', 'Observation?patient=p-gone')).body.total, 1);
    });

    test('a read with the ETag in If-None-Match is 304', async () => {
      await server.call('PUT', 'Patient/cached', { body: patient('cached') });
      const answer = await server.call('GET', 'Patient/cached', { headers: { 'If-None-Match': 'W/"1"' } });
      assert.deepEqual([answer.status, answer.body.text], [304, '']);
    });

    test('Prefer decides what a write gives back', async () => {
      const minimal = await server.call('POST', 'Patient', {
        body: patient('x'),
        headers: { Prefer: 'return=minimal' },
      });
      assert.deepEqual([minimal.status, minimal.body.text], [201, '']);
      assert.ok(minimal.headers.get('location'));
      const outcome = await server.call('POST', 'Patient', {
        body: patient('x'),
        headers: { Prefer: 'return=OperationOutcome' },
      });
      assert.equal(outcome.body.resourceType, 'OperationOutcome');
    });

    test('a resource that is not as R4 says is 422, and each fault is named by its path', async () => {
      const body = { resourceType: 'Observation', status: 7, foo: 1, subject: { reference: 'Patient/1' } };
      const answer = await server.call('POST', 'Observation', { body });
      assert.equal(answer.status, 422);
      const paths = answer.body.issue.flatMap((issue: Body) => issue.expression).sort();
      assert.deepEqual(paths, ['Observation.code', 'Observation.foo', 'Observation.status']);
      assert.equal((await server.call('PUT', 'Patient/a_b', { body: patient('a_b') })).status, 404);
      assert.equal((await server.call('PUT', 'Patient/a', { body: patient('b') })).status, 400);
      assert.equal((await server.call('PUT', 'Patient/a', { body: observation('a', 'b') })).status, 400);
    });
  });
}
