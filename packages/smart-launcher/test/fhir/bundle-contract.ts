import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BundleEntry, Resource } from '@medplum/fhirtypes';
import type { DatabaseOptions } from '../../src/server/fhir/index.ts';
import { observation, patient, provenance } from './resources.ts';
import {
  denialOf,
  startTestServer,
  type Answer,
  type Body,
  type TestServer,
  type Token,
} from './test-server.ts';

const URN = (n: number) => `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const put = (resource: Body, more = {}): BundleEntry => ({
  resource: resource as Resource,
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ...more },
});
const post = (resource: Body, fullUrl?: string, more = {}): BundleEntry => ({
  ...(fullUrl !== undefined && { fullUrl }),
  resource: resource as Resource,
  request: { method: 'POST', url: resource.resourceType, ...more },
});
const ask = (method: 'GET' | 'DELETE', url: string): BundleEntry => ({ request: { method, url } });

/** Batches and transactions, over any database. */
export function bundleContract(label: string, database: DatabaseOptions): void {
  describe(`Bundles on ${label}`, () => {
    let server: TestServer;
    before(async () => (server = await startTestServer({ database })));
    after(async () => {
      assert.deepEqual(server.faults, []);
      await server.close();
    });
    const send = (type: string, entry: BundleEntry[], as?: Token) =>
      server.call('POST', '', { body: { resourceType: 'Bundle', type, entry }, ...(as && { as }) });
    const statuses = ({ body }: Answer) => body.entry.map((e: Body) => e.response.status);
    const count = async (query: string) =>
      (await server.call('GET', `${query}&_total=accurate`)).body.total as number;

    test('a transaction resolves its own references, wherever they stand in it', async () => {
      const answer = await send('transaction', [
        post(provenance(URN(2)), URN(3)),
        post({ ...observation('x', 'x'), subject: { reference: URN(1) } }, URN(2)),
        post(patient('x', { name: [{ family: 'Tx' }] }), URN(1)),
      ]);
      assert.deepEqual([answer.status, statuses(answer)], [200, ['201', '201', '201']]);
      const [prov, obs, pat] = answer.body.entry.map((e: Body) => e.resource);
      assert.equal(obs.subject.reference, `Patient/${pat.id}`);
      assert.equal(prov.target[0].reference, `Observation/${obs.id}`);
      const { response } = answer.body.entry[1];
      assert.deepEqual([response.etag, response.location], ['W/"1"', `Observation/${obs.id}/_history/1`]);
      assert.equal(response.lastModified, obs.meta.lastUpdated);
    });

    test('a transaction that fails at its last entry has written nothing', async () => {
      const before = await count('Patient?_count=0');
      const answer = await send('transaction', [
        post(patient('x')),
        put(patient('tx-bad')),
        post({ resourceType: 'Patient', foo: 1 }),
      ]);
      assert.deepEqual([answer.status, answer.body.issue[0].expression], [422, ['Patient.foo']]);
      assert.equal(await count('Patient?_count=0'), before);
      assert.equal((await server.call('GET', 'Patient/tx-bad')).status, 404);
    });

    test('a batch carries out what it can, and answers in the order of its entries', async () => {
      const answer = await send('batch', [
        ask('GET', 'Patient/none'),
        put(patient('batch-1')),
        post({ resourceType: 'Patient', foo: 1 }),
        ask('GET', 'Patient?_id=batch-1'),
        ask('GET', 'Patient?foo=1'),
        ask('DELETE', 'Patient/none'),
      ]);
      assert.deepEqual(statuses(answer), ['404', '201', '422', '200', '400', '204']);
      assert.equal(answer.body.entry[3].resource.type, 'searchset');
      assert.equal(answer.body.entry[0].response.outcome.resourceType, 'OperationOutcome');
    });

    test('conditions of entries hold: If-Match, If-None-Match and If-None-Exist', async () => {
      await server.call('PUT', 'Patient/cond', {
        body: patient('cond', { identifier: [{ system: 'urn:c', value: '1' }] }),
      });
      const answer = await send('batch', [
        put(patient('cond'), { ifMatch: 'W/"9"' }),
        put(patient('cond'), { ifNoneMatch: '*' }),
        post(patient('x'), undefined, { ifNoneExist: 'identifier=urn:c|1' }),
        put(patient('cond-new'), { ifNoneMatch: '*' }),
      ]);
      assert.deepEqual(statuses(answer), ['412', '412', '200', '201']);
      assert.equal(answer.body.entry[2].resource.id, 'cond');
      assert.equal((await send('transaction', [put(patient('cond'), { ifNoneMatch: '*' })])).status, 412);
    });

    test('a transaction of ten conditional creates has its effect once, however often it is sent', async () => {
      const entries = () => [
        ...Array.from({ length: 9 }, (_, n) =>
          post(observation('x', 'once', { identifier: [{ system: 'urn:op', value: `${n}` }] }), URN(n), {
            ifNoneExist: `identifier=urn:op|${n}`,
          }),
        ),
        post({ ...provenance(URN(0)), target: Array.from({ length: 9 }, (_, n) => ({ reference: URN(n) })) }),
      ];
      const first = await send('transaction', entries());
      const again = await Promise.all([send('transaction', entries()), send('transaction', entries())]);
      assert.deepEqual(statuses(first), Array(10).fill('201'));
      for (const answer of again) {
        assert.deepEqual(statuses(answer), [...Array(9).fill('200'), '201']);
        const targets = answer.body.entry[9].resource.target.map((t: Body) => t.reference);
        assert.deepEqual(
          targets,
          first.body.entry.slice(0, 9).map((e: Body) => `Observation/${e.resource.id}`),
        );
      }
      assert.equal(await count('Observation?patient=once&_count=0'), 9);
    });

    test('two entries with one condition, and a condition that matches several, refuse the transaction', async () => {
      const twice = post(patient('x'), undefined, { ifNoneExist: 'identifier=urn:twice|1' });
      assert.equal((await send('transaction', [twice, structuredClone(twice)])).status, 400);
      for (const id of ['m1', 'm2'])
        await server.call('PUT', `Patient/${id}`, { body: patient(id, { gender: 'other' }) });
      assert.equal(
        (await send('transaction', [post(patient('x'), undefined, { ifNoneExist: 'gender=other' })])).status,
        412,
      );
    });

    test('an entry whose URL leaves the server or hides a Bundle is refused', async () => {
      const urls = [
        'http://evil.example/fhir/Patient/1',
        '../admin',
        'Patient/../Observation/1',
        '/',
        '',
        '//evil/Patient/1',
        'metadata',
        '$graphql',
        'Foo/1',
      ];
      const answer = await send(
        'batch',
        urls.map((url) => ask('GET', url)),
      );
      assert.deepEqual(statuses(answer), ['400', '400', '400', '400', '400', '400', '404', '404', '404']);
      const nested = await send('batch', [
        {
          resource: { resourceType: 'Bundle', type: 'batch', entry: [ask('GET', 'Patient')] },
          request: { method: 'POST', url: '/' },
        },
      ]);
      assert.deepEqual(statuses(nested), ['400']);
      const own = await send('batch', [ask('GET', `${server.fhirBaseUrl}/Patient/none`)]);
      assert.deepEqual(statuses(own), ['404']);
    });

    test('an entry that is no entry is refused with its place', async () => {
      const answer = await send('transaction', [put(patient('ok')), {}]);
      assert.deepEqual([answer.status, answer.body.issue[0].expression], [400, ['Bundle.entry[1].request']]);
      const mixed = await send('batch', [
        { request: { method: 'POST', url: 'Patient' } },
        null as unknown as BundleEntry,
        ask('HEAD' as 'GET', 'Patient'),
      ]);
      assert.deepEqual(statuses(mixed), ['400', '400', '400']);
      assert.equal((await send('collection', [])).status, 400);
      assert.deepEqual((await send('batch', [])).body, { resourceType: 'Bundle', type: 'batch-response' });
      assert.equal((await server.call('POST', '', { body: patient('x') })).status, 404);
    });

    test('a patch in a Bundle is a Binary', async () => {
      await server.call('PUT', 'Patient/bp', { body: patient('bp') });
      const patch = (text: string): BundleEntry => ({
        resource: {
          resourceType: 'Binary',
          contentType: 'application/json-patch+json',
          data: Buffer.from(text).toString('base64'),
        },
        request: { method: 'PATCH', url: 'Patient/bp' },
      });
      const answer = await send('batch', [
        patch('[{"op":"add","path":"/active","value":true}]'),
        patch('secret words'),
      ]);
      assert.deepEqual(statuses(answer), ['200', '400']);
      assert.equal(answer.body.entry[0].resource.active, true);
      assert.doesNotMatch(JSON.stringify(answer.body), /secret/);
    });

    test('a batch is permitted entry by entry', async () => {
      for (const id of ['ba', 'bb'])
        await server.call('PUT', `Observation/${id}`, { body: observation(id, id) });
      const as: Token = { scope: 'patient/Observation.rs', patient: 'ba' };
      const answer = await send(
        'batch',
        [
          ask('GET', 'Observation/ba'),
          ask('GET', 'Observation/bb'),
          put(observation('ba', 'ba')),
          ask('GET', 'Patient'),
          ask('GET', 'Observation?patient=bb'),
        ],
        as,
      );
      assert.deepEqual([answer.status, statuses(answer)], [200, ['200', '403', '403', '403', '403']]);
      const reasons = answer.body.entry.slice(1).map((e: Body) => denialOf({ body: e.response.outcome }));
      assert.deepEqual(reasons, ['other-patient', 'missing-scope', 'missing-scope', 'other-patient']);
    });

    test('a transaction with one forbidden entry is refused whole', async () => {
      const as: Token = { scope: 'patient/*.cruds', patient: 'ta' };
      const answer = await send(
        'transaction',
        [post(observation('x', 'ta')), post(observation('x', 'tb'))],
        as,
      );
      assert.deepEqual([answer.status, denialOf(answer)], [403, 'other-patient']);
      assert.equal(await count('Observation?patient=ta&_count=0'), 0);
    });

    test('a Provenance may come before its targets in a transaction, and is judged by them', async () => {
      const as: Token = { scope: 'patient/*.cruds', patient: 'pa' };
      const withTarget = (of: string) => [post(provenance(URN(1))), post(observation('x', of), URN(1))];
      assert.equal((await send('transaction', withTarget('pa'), as)).status, 200);
      const user: Token = { scope: 'user/Observation.c patient/Provenance.c', patient: 'pa' };
      const foreign = await send('transaction', withTarget('pb'), user);
      assert.deepEqual([foreign.status, denialOf(foreign)], [403, 'other-patient']);
      assert.equal(await count('Observation?patient=pb&_count=0'), 0);
    });

    test('a transaction deletes before it creates, and updates afterwards', async () => {
      await server.call('PUT', 'Patient/order', {
        body: patient('order', { identifier: [{ system: 'urn:order', value: '1' }] }),
      });
      const answer = await send('transaction', [
        ask('GET', 'Patient?identifier=urn:order|1'),
        put(patient('order-2', { identifier: [{ system: 'urn:order', value: '1' }] })),
        ask('DELETE', 'Patient/order'),
      ]);
      assert.deepEqual(statuses(answer), ['200', '201', '204']);
      assert.deepEqual(
        answer.body.entry[0].resource.entry.map((e: Body) => e.resource.id),
        ['order-2'],
      );
    });
  });
}
