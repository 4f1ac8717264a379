import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { observation, patient } from './resources.ts';
import { denialOf, startTestServer, type Body, type TestServer } from './test-server.ts';

describe('FHIR over HTTP', () => {
  let server: TestServer;
  before(async () => (server = await startTestServer()));
  afterEach(() => assert.deepEqual(server.faults, []));
  after(() => server.close());

  test('the CapabilityStatement needs no token and says what the server does', async () => {
    const { status, body } = await server.call('GET', 'metadata', { as: undefined });
    assert.deepEqual([status, body.fhirVersion], [200, '4.0.1']);
    const [rest] = body.rest;
    assert.equal(rest.security.service[0].coding[0].code, 'SMART-on-FHIR');
    const uris = Object.fromEntries(
      rest.security.extension[0].extension.map((e: Body) => [e.url, e.valueUri]),
    );
    assert.deepEqual(uris, { authorize: 'http://localhost/authorize', token: 'http://localhost/token' });
    const type = rest.resource.find((r: Body) => r.type === 'Observation');
    const parameters = type.searchParam.map((p: Body) => p.name);
    for (const name of ['patient', 'subject', 'code', 'date', '_id', '_lastUpdated', '_tag'])
      assert.ok(parameters.includes(name));
    assert.ok(!parameters.includes('code-value-quantity'));
    assert.deepEqual(
      [type.versioning, type.conditionalCreate, type.updateCreate, type.readHistory],
      ['versioned-update', true, true, true],
    );
    const withOperations = rest.resource.filter((r: Body) => r.operation);
    assert.deepEqual(
      withOperations.map((r: Body) => [r.type, r.operation]),
      [
        [
          'Patient',
          [{ name: 'everything', definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything' }],
        ],
      ],
    );
  });

  test('every search parameter that the CapabilityStatement lists for a type of the seed can be used', async () => {
    const { body } = await server.call('GET', 'metadata');
    const values: Record<string, string> = {
      date: '2026',
      number: '1',
      quantity: '1',
      reference: 'Patient/1',
    };
    const entry = body.rest[0].resource
      .filter(({ type }: Body) =>
        ['Observation', 'Patient', 'Appointment', 'MedicationRequest', 'Provenance'].includes(type),
      )
      .flatMap(({ type, searchParam }: Body) =>
        searchParam.map((p: Body) => ({
          request: { method: 'GET', url: `${type}?${p.name}=${values[p.type] ?? 'x'}&_sort=${p.name}` },
        })),
      );
    const answer = await server.call('POST', '', { body: { resourceType: 'Bundle', type: 'batch', entry } });
    const failed = answer.body.entry.flatMap((e: Body, i: number) =>
      e.response.status === '200' ? [] : [entry[i].request.url],
    );
    assert.deepEqual(failed, []);
  });

  test('without a token, and with one that is not valid, everything else is 401 with a reason', async () => {
    for (const path of ['Patient', 'Patient/1', '', 'Foo', 'Patient/_search']) {
      const none = await server.call('GET', path, { as: undefined });
      assert.deepEqual([none.status, denialOf(none)], [401, 'no-token'], path);
      assert.match(none.headers.get('www-authenticate') ?? '', /^Bearer realm/);
    }
    const bad = await server.call('GET', 'Patient/1', {
      as: undefined,
      headers: { Authorization: 'Bearer bad' },
    });
    assert.deepEqual([bad.status, denialOf(bad)], [401, 'invalid-token']);
    assert.match(bad.headers.get('www-authenticate') ?? '', /error="invalid_token"/);
    assert.equal((await server.call('PUT', 'Patient/1', { as: undefined, body: patient('1') })).status, 401);
  });

  const refusals: [description: string, status: number, method: string, path: string, call?: object][] = [
    ['malformed JSON', 400, 'POST', 'Patient', { body: '{"resourceType": "Patient", "birthDate": 19' }],
    ['a body that is no object', 400, 'POST', 'Patient', { body: '[]' }],
    ['a body that is no object either', 400, 'POST', 'Patient', { body: 'null' }],
    ['an empty body', 400, 'PUT', 'Patient/1', { body: '' }],
    ['bytes that are no UTF-8', 400, 'POST', 'Patient', { body: Buffer.from([0x22, 0xff, 0x22]), raw: true }],
    [
      'another content type',
      415,
      'POST',
      'Patient',
      { body: '<Patient/>', headers: { 'Content-Type': 'application/fhir+xml' } },
    ],
    [
      'a merge patch',
      415,
      'PATCH',
      'Patient/1',
      { body: '{}', headers: { 'Content-Type': 'application/merge-patch+json' } },
    ],
    ['an answer in XML', 406, 'GET', 'Patient/1', { headers: { Accept: 'application/fhir+xml' } }],
    ['an unknown type', 404, 'GET', 'Foo/1'],
    ['an unknown operation', 404, 'GET', 'Patient/1/$nothing'],
    ['GraphQL', 404, 'POST', '$graphql', { body: '{}' }],
    ['an id that is none', 404, 'GET', 'Patient/a_b'],
    ['a resource that is not there', 404, 'GET', 'Patient/nobody'],
    ['a search of all types', 405, 'GET', '?_type=Patient'],
    ['a wrong method', 405, 'PUT', 'Patient/1/_history', { body: '{}' }],
    ['parameters where none are', 400, 'GET', 'Patient/1?_elements=id'],
    ['parameters of a create', 400, 'POST', 'Patient?_account=x', { body: '{}' }],
  ];
  for (const [description, status, method, path, call] of refusals) {
    test(`${description} is ${status} with an OperationOutcome`, async () => {
      const answer = await server.call(method, path, call);
      assert.deepEqual([answer.status, answer.body.resourceType], [status, 'OperationOutcome']);
      assert.equal(answer.headers.get('content-type'), 'application/fhir+json; charset=utf-8');
      if (status === 405) assert.ok(answer.headers.get('allow'));
    });
  }

  test('a body over the limit is 413, whether announced or not', async () => {
    const body = `{"resourceType":"Patient","language":"${'x'.repeat(5 * 1024 * 1024)}"}`;
    assert.equal((await server.call('POST', 'Patient', { body })).status, 413);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(body));
        controller.close();
      },
    });
    const response = await fetch(`${server.fhirBaseUrl}/Patient`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${Buffer.from('{"scope":"user/*.c"}').toString('base64url')}`,
      },
      body: stream,
      duplex: 'half',
    } as RequestInit);
    assert.equal(response.status, 413);
  });

  test('no outcome repeats a value that was sent or stored', async () => {
    const secret = '010150-CANARY';
    const identifier = [{ system: 'urn:cpr', value: secret }];
    await server.call('PUT', 'Patient/canary', { body: patient('canary', { identifier }) });
    const answers = await Promise.all([
      server.call('GET', `Patient?birthdate=${secret}`),
      server.call('GET', `Patient?identifier=a|b|${secret}`),
      server.call('GET', `Patient?_count=${secret}`),
      server.call('PUT', 'Patient/canary', {
        body: { resourceType: 'Patient', id: 'canary', birthDate: secret },
      }),
      server.call('PUT', 'Patient/canary', {
        body: { resourceType: 'Patient', id: 'canary', identifier: secret },
      }),
      server.call('PATCH', 'Patient/canary', {
        body: [{ op: 'test', path: '/identifier/0/value', value: 'x' }],
      }),
      server.call('POST', 'Patient', { body: `{"a": ${secret}` }),
      server.call('POST', 'Patient', { body: patient('x'), headers: { 'If-None-Exist': `foo=${secret}` } }),
      server.call('GET', 'Patient/canary', { as: { scope: 'patient/*.rs', patient: 'other' } }),
    ]);
    for (const { status, body } of answers) {
      assert.ok(status >= 400 && status < 500, String(status));
      assert.doesNotMatch(JSON.stringify(body), /CANARY|at .*\.ts/);
    }
  });

  test('a fault of the server is 500 and says nothing of its cause', async () => {
    const broken = await startTestServer({
      handler: {
        authenticate: () => Promise.reject(new Error('the secret of the database')),
      },
    });
    const answer = await broken.call('GET', 'Patient/1');
    await broken.close();
    assert.deepEqual([answer.status, broken.faults.length], [500, 1]);
    assert.doesNotMatch(JSON.stringify(answer.body), /secret/);
  });

  test('a preflight permits the headers of FHIR, and answers expose them', async () => {
    const origin = { Origin: 'https://app.example' };
    const preflight = await server.call('OPTIONS', 'Patient/1', {
      as: undefined,
      headers: { ...origin, 'Access-Control-Request-Method': 'PUT' },
    });
    assert.equal(preflight.status, 204);
    const allowed = preflight.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    for (const name of [
      'authorization',
      'if-match',
      'if-none-match',
      'if-none-exist',
      'prefer',
      'content-type',
      'traceparent',
    ]) {
      assert.ok(allowed.includes(name), name);
    }
    for (const answer of [
      await server.call('GET', 'metadata', { as: undefined, headers: origin }),
      await server.call('GET', 'Patient/none', { headers: origin }),
      await server.call('GET', 'Patient/none', { as: undefined, headers: origin }),
    ]) {
      assert.equal(answer.headers.get('access-control-allow-origin'), '*');
      const exposed = answer.headers.get('access-control-expose-headers') ?? '';
      for (const name of ['ETag', 'Location', 'Last-Modified', 'Content-Location', 'Retry-After'])
        assert.ok(exposed.includes(name), name);
    }
  });

  test('with a list of origins only those are let in', async () => {
    const strict = await startTestServer({ handler: { allowedOrigins: ['https://app.example'] } });
    const from = async (origin: string) =>
      (await strict.call('GET', 'metadata', { headers: { Origin: origin } })).headers.get(
        'access-control-allow-origin',
      );
    const origins = [await from('https://app.example'), await from('https://evil.example')];
    await strict.close();
    assert.deepEqual(origins, ['https://app.example', null]);
  });

  test('offline: the connection dies and nothing is written', async () => {
    server.failNext('offline');
    await assert.rejects(server.call('PUT', 'Patient/offline', { body: patient('offline') }));
    assert.equal((await server.call('GET', 'Patient/offline')).status, 404);
  });

  test('lost answer: the write is committed and no byte of an answer arrives', async () => {
    server.failNext('lost-answer');
    const { port } = new URL(server.fhirBaseUrl);
    const body = JSON.stringify(observation('lost', 'a'));
    const token = Buffer.from('{"scope":"user/*.cruds"}').toString('base64url');
    const received = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', () => undefined);
      socket.write(
        `PUT /fhir/Observation/lost HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
    assert.equal(received, '');
    assert.equal((await server.call('GET', 'Observation/lost')).headers.get('etag'), 'W/"1"');
  });

  test('a page in place of FHIR, and a status with Retry-After, happen when told to', async () => {
    server.failNext('html');
    const page = await server.call('GET', 'Patient/1');
    assert.deepEqual([page.status, page.headers.get('content-type')], [200, 'text/html; charset=utf-8']);
    server.failNext({ status: 503, retryAfter: 7 });
    const busy = await server.call('PUT', 'Patient/busy', { body: patient('busy') });
    assert.deepEqual(
      [busy.status, busy.headers.get('retry-after'), busy.body.resourceType],
      [503, '7', 'OperationOutcome'],
    );
    assert.equal((await server.call('GET', 'Patient/busy')).status, 404);
  });
});
