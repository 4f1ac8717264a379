import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, Observation } from 'fhir/r4';
import { SamspilError } from '../errors.ts';
import type { FhirResponseError } from '../errors.ts';
import { fhirAnswer, scriptedRuntime, webPage } from '../../test/scripted-runtime.ts';
import type { Handler } from '../../test/scripted-runtime.ts';
import { createFhirClient } from './client.ts';
import type { FhirClientOptions } from './client.ts';

const BASE = 'https://ehr.example/fhir';
const CANARY = '010203-1234';
const observation: Observation = { resourceType: 'Observation', status: 'final', code: { text: 'Puls' } };

function clientFor(handler: Handler, options: Pick<FhirClientOptions, 'traceContext'> = {}) {
  const runtime = scriptedRuntime(handler);
  const client = createFhirClient({
    fhirBaseUrl: `${BASE}/`,
    accessToken: async () => 'secret',
    runtime,
    ...options,
  });
  return { client, runtime };
}

const codeOf = async (promise: Promise<unknown>) => {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof SamspilError, String(error));
    return error.code;
  }
  return 'no error';
};

test('a read asks for FHIR with the token, and leaves no trace in cache, cookies or referrer', async () => {
  const { client, runtime } = clientFor(() => fhirAnswer({ ...observation, id: '1' }));
  assert.equal((await client.read('Observation/1')).id, '1');
  const [request] = runtime.requests;
  assert.equal(request?.url, `${BASE}/Observation/1`);
  assert.equal(request?.headers.get('Accept'), 'application/fhir+json');
  assert.equal(request?.headers.get('Authorization'), 'Bearer secret');
  assert.equal(request?.cache, 'no-store');
  assert.equal(request?.credentials, 'omit');
  assert.equal(request?.redirect, 'error');
  assert.equal(request?.referrerPolicy, 'no-referrer');
});

test('a reference that is not Type/id never reaches the network', async () => {
  const { client, runtime } = clientFor(() => fhirAnswer({}));
  for (const reference of [
    'Patient/..',
    '../Patient/1',
    'https://evil.example/Patient/1',
    'Patient/1?x=1',
    'Patient',
  ]) {
    assert.equal(await codeOf(client.read(reference)), 'invalid-request');
  }
  assert.equal(runtime.requests.length, 0);
});

test('an answer about another record is not shown as the one asked for', async () => {
  const { client } = clientFor(() => fhirAnswer({ ...observation, id: '2' }));
  assert.equal(await codeOf(client.read('Observation/1')), 'invalid-response');
});

test('a posted search and its pages keep names and numbers out of every address', async () => {
  const next = `${BASE}/Patient?identifier=${CANARY}&_cursor=abc`;
  const pages = [{ link: [{ relation: 'next', url: next }] }, {}];
  const { client, runtime } = clientFor(() =>
    fhirAnswer({ resourceType: 'Bundle', type: 'searchset', ...pages.shift() }),
  );
  const first = await client.search('Patient', { identifier: CANARY }, { method: 'POST' });
  await client.next(first, { method: 'POST' });
  assert.deepEqual(
    runtime.requests.map(({ method, url }) => `${method} ${url}`),
    [`POST ${BASE}/Patient/_search`, `POST ${BASE}/Patient/_search`],
  );
  const [search, page] = runtime.requests;
  assert.match(search?.headers.get('Content-Type') ?? '', /^application\/x-www-form-urlencoded/);
  assert.equal(await search?.text(), `identifier=${CANARY}`);
  assert.equal(await page?.text(), `identifier=${CANARY}&_cursor=abc`);
});

test('a page link that only its server understands is followed as it is, also in a posted search', async () => {
  const url = `${BASE}?_getpages=1`;
  const { client, runtime } = clientFor(() => fhirAnswer({ resourceType: 'Bundle', type: 'searchset' }));
  const page: Bundle = { resourceType: 'Bundle', type: 'searchset', link: [{ relation: 'next', url }] };
  await client.next(page, { method: 'POST' });
  assert.equal(runtime.requests[0]?.method, 'GET');
  assert.equal(runtime.requests[0]?.url, url);
});

test('a search repeats array parameters and follows the next link under the base', async () => {
  const { client, runtime } = clientFor(({ url }) =>
    url.includes('page=2')
      ? fhirAnswer({ resourceType: 'Bundle', type: 'searchset' })
      : fhirAnswer({
          resourceType: 'Bundle',
          type: 'searchset',
          link: [{ relation: 'next', url: `${BASE}?page=2` }],
        }),
  );
  const first = await client.search('Observation', { date: ['ge2026-01-01', 'lt2026-02-01'], _count: 10 });
  const second = await client.next(first);
  assert.equal(await client.next(second as Bundle), undefined);
  assert.deepEqual(
    runtime.requests.map(({ url }) => url),
    [`${BASE}/Observation?date=ge2026-01-01&date=lt2026-02-01&_count=10`, `${BASE}?page=2`],
  );
});

test('the token is never sent to a next link outside the base', async () => {
  const { client, runtime } = clientFor(() => fhirAnswer({ resourceType: 'Bundle', type: 'searchset' }));
  const elsewhere = [
    'https://evil.example/fhir?page=2',
    'https://ehr.example/fhir-evil/x',
    'https://ehr.example/fhir/../admin',
    'https://ehr.example/fhir/%2e%2e/admin',
    'http://ehr.example/fhir?page=2',
    'https://user@ehr.example/fhir?page=2',
    '//evil.example/fhir',
    'javascript:alert(1)',
  ];
  for (const url of elsewhere) {
    const page: Bundle = { resourceType: 'Bundle', type: 'searchset', link: [{ relation: 'next', url }] };
    assert.equal(await codeOf(client.next(page)), 'invalid-request', url);
  }
  assert.equal(runtime.requests.length, 0);
});

test('a create is conditional when asked, and its answer may be without a body', async () => {
  const { client, runtime } = clientFor(
    () => new Response(null, { status: 201, headers: { Location: `${BASE}/Observation/9/_history/1` } }),
  );
  const written = await client.create(observation, { ifNoneExist: 'identifier=a|b' });
  assert.deepEqual(written, { id: '9', versionId: '1', isCreated: true, resource: undefined });
  assert.equal(runtime.requests[0]?.headers.get('If-None-Exist'), 'identifier=a|b');
  assert.equal(runtime.requests[0]?.headers.get('Content-Type'), 'application/fhir+json');
});

test('an update names the version it is based on', async () => {
  const { client, runtime } = clientFor(() =>
    fhirAnswer({ ...observation, id: '1' }, { headers: { ETag: '"4"' } }),
  );
  const written = await client.update({ ...observation, id: '1' }, { ifMatch: '3' });
  assert.equal(written.versionId, '4');
  assert.equal(runtime.requests[0]?.method, 'PUT');
  assert.equal(runtime.requests[0]?.headers.get('If-Match'), 'W/"3"');
  await client.update({ ...observation, id: '1' }, { ifNoneMatch: '*' });
  assert.equal(runtime.requests[1]?.headers.get('If-None-Match'), '*');
});

test('a patch is sent as JSON Patch', async () => {
  const { client, runtime } = clientFor(() =>
    fhirAnswer({ ...observation, id: '1', meta: { versionId: '2' } }),
  );
  await client.patch('Observation/1', [{ op: 'replace', path: '/status', value: 'amended' }], {
    ifMatch: '1',
  });
  assert.equal(runtime.requests[0]?.headers.get('Content-Type'), 'application/json-patch+json');
});

test('a transaction goes to the base itself, and only a transaction', async () => {
  const { client, runtime } = clientFor(() =>
    fhirAnswer({ resourceType: 'Bundle', type: 'transaction-response' }),
  );
  await client.transaction({ resourceType: 'Bundle', type: 'transaction' });
  assert.equal(runtime.requests[0]?.url, BASE);
  assert.equal(
    await codeOf(client.transaction({ resourceType: 'Bundle', type: 'batch' })),
    'invalid-request',
  );
});

test('HTML, truncated JSON and JSON that is not FHIR are invalid-response', async () => {
  const answers = [webPage(), new Response('{"resourceType":"Obs'), fhirAnswer({ ok: true }), webPage(403)];
  for (const answer of answers) {
    const { client } = clientFor(() => answer);
    assert.equal(await codeOf(client.read('Observation/1')), 'invalid-response');
  }
});

test('a lost connection is network, an abort is aborted, silence is timeout', async () => {
  const lost = clientFor(() => Promise.reject(new TypeError(`fetch ${BASE}/Patient/${CANARY} failed`)));
  await assert.rejects(lost.client.read('Patient/1'), (error: SamspilError) => {
    assert.equal(error.code, 'network');
    assert.equal(error.cause, undefined);
    return true;
  });

  const silent = clientFor(() => new Promise<Response>(() => undefined));
  const controller = new AbortController();
  const given = codeOf(silent.client.read('Patient/1', { signal: controller.signal }));
  controller.abort();
  assert.equal(await given, 'aborted');
  assert.equal(await codeOf(silent.client.read('Patient/1', { signal: AbortSignal.abort() })), 'aborted');

  const { client, runtime } = clientFor(() => {
    queueMicrotask(() => runtime.clock.advance(30_000));
    return new Promise<Response>(() => undefined);
  });
  assert.equal(await codeOf(client.read('Patient/1')), 'timeout');
});

test('no timer is left behind after an answer', async () => {
  const { client, runtime } = clientFor(() => fhirAnswer({ ...observation, id: '1' }));
  await client.read('Observation/1');
  assert.deepEqual(runtime.clock.pending, []);
});

test('Retry-After as a date is counted by the clock of the server', async () => {
  const { client } = clientFor(() =>
    fhirAnswer(
      { resourceType: 'OperationOutcome', issue: [] },
      {
        status: 503,
        headers: { 'Retry-After': 'Mon, 05 Jan 2026 10:00:10 GMT', Date: 'Mon, 05 Jan 2026 10:00:00 GMT' },
      },
    ),
  );
  await assert.rejects(client.read('Patient/1'), (error: FhirResponseError) => {
    assert.equal(error.code, 'server');
    assert.equal(error.status, 503);
    assert.equal(error.retryAfterMs, 10_000);
    return true;
  });
});

test('no error repeats the body, the id or the token', async () => {
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'x', diagnostics: CANARY }],
  };
  for (const status of [400, 401, 403, 404, 409, 410, 412, 422, 429, 500]) {
    const { client } = clientFor(() => fhirAnswer(outcome, { status }));
    await assert.rejects(client.read(`Patient/${CANARY}`), (error: Error) => {
      const told = `${error.message}${error.stack}${JSON.stringify(error)}`;
      return !told.includes(CANARY) && !told.includes('secret') && !told.includes(BASE);
    });
  }
});

test('a token source that fails keeps its own code, and nothing is sent without it', async () => {
  const runtime = scriptedRuntime(() => fhirAnswer({}));
  const accessToken = () => Promise.reject(new SamspilError('network', 'offline'));
  const client = createFhirClient({ fhirBaseUrl: BASE, accessToken, runtime });
  assert.equal(await codeOf(client.read('Patient/1')), 'network');
  assert.equal(runtime.requests.length, 0);
});

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-';

test('with traceContext each request is a step of its own in the trace that it belongs to', async () => {
  const { client, runtime } = clientFor(() => fhirAnswer({ ...observation, id: '1' }), {
    traceContext: true,
  });
  await client.read('Observation/1', { traceparent: `${TRACE}01` });
  await client.read('Observation/1', { traceparent: `${TRACE}01` });
  await client.update({ ...observation, id: '1' }, { traceparent: `${TRACE}00` });
  const sent = runtime.requests.map(({ headers }) => headers.get('traceparent') ?? '');
  const step = /^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-0[01]$/;
  for (const traceparent of sent) assert.match(traceparent, step);
  assert.equal(new Set(sent.map((traceparent) => traceparent.slice(36, 52))).size, 3);
  assert.deepEqual(
    sent.map((traceparent) => traceparent.slice(-2)),
    ['01', '01', '00'],
  );
});

test('no trace is made up: without one, or with one that is malformed, there is no header', async () => {
  const { client, runtime } = clientFor(() => fhirAnswer({ ...observation, id: '1' }), {
    traceContext: true,
  });
  await client.read('Observation/1');
  for (const traceparent of [CANARY, '', `${TRACE}01-more`, `${TRACE}01\r\nX-Other: 1`]) {
    await client.read('Observation/1', { traceparent });
  }
  for (const { headers } of runtime.requests) assert.equal(headers.has('traceparent'), false);
  assert.equal(runtime.requests.length, 5);
});

test('without traceContext nothing is sent that CORS would have to allow', async () => {
  const { client, runtime } = clientFor(() => fhirAnswer({ ...observation, id: '1' }));
  await client.read('Observation/1', { traceparent: `${TRACE}01` });
  const [request] = runtime.requests;
  assert.deepEqual([...(request?.headers.keys() ?? [])].sort(), ['accept', 'authorization']);
});

test('a base URL must be absolute and plain', () => {
  const runtime = scriptedRuntime(() => fhirAnswer({}));
  for (const fhirBaseUrl of [
    '/fhir',
    'ftp://ehr.example',
    'https://u:p@ehr.example/fhir',
    'https://ehr.example/?a=b',
  ]) {
    assert.throws(
      () => createFhirClient({ fhirBaseUrl, accessToken: async () => undefined, runtime }),
      (error: SamspilError) => error.code === 'invalid-request',
    );
  }
});
