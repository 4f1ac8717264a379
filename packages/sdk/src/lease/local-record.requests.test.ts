import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, FhirResource } from 'fhir/r4';
import { openWard, recordingOutbox, searchset } from '../../test/ward.ts';
import { fhirAnswer, scriptedRuntime } from '../../test/scripted-runtime.ts';
import RECORDS from '../../test/fixtures/lease/records.json' with { type: 'json' };
import { BASE } from '../../test/ward.ts';
import type { FhirResponseError, SamspilError } from '../errors.ts';
import { createFhirClient } from '../fhir/client.ts';
import { ScopeSet } from '../fhir/scopes.ts';
import type { Runtime } from '../runtime.ts';
import { Lease } from './lease.ts';
import { LocalRecord } from './local-record.ts';

const records = RECORDS as unknown as FhirResource[];
const found = (id: string) => records.find((resource) => resource.id === id) as FhirResource;

function opened(scope = 'patient/*.cruds') {
  const ward = openWard(records);
  return { ward, ...recordOn(ward, scope) };
}

function recordOn(
  { fhir, runtime }: { fhir: ReturnType<typeof createFhirClient>; runtime: Runtime },
  scope = 'patient/*.rs',
) {
  const lease = new Lease('lease-a', {
    patient: { reference: 'Patient/a' },
    user: { reference: 'Practitioner/nurse' },
  });
  const record = new LocalRecord({
    lease,
    scopes: ScopeSet.parse(scope),
    plugin: { id: 'chart', version: '1.0.0' },
    author: lease.subject.user,
    fhir,
    outbox: recordingOutbox(),
    runtime,
  });
  return { lease, record };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );
const get = (...urls: string[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'batch',
  entry: urls.map((url) => ({ request: { method: 'GET', url } })),
});
const idsIn = (bundle: FhirResource) => ((bundle as Bundle).entry ?? []).map(({ resource }) => resource?.id);

test('a search as FHIR writes it gives a searchset of what may be seen, without a total', async () => {
  const { record, ward } = opened('patient/Observation.rs?category=vital-signs');
  ward.answers = [{ ...searchset([found('pulse-a'), found('lab-a')]), total: 2 }];
  const { resource } = await record.request({ url: 'Observation' });
  assert.deepEqual(resource, {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: [{ resource: found('pulse-a'), search: { mode: 'match' } }],
  });
});

test('the next link is a url for the next request, and worth nothing to anybody else', async () => {
  const { record, ward, lease } = opened();
  ward.answers = [searchset([found('pulse-a')], 'two'), searchset([found('lab-a')])];
  const { resource } = await record.request({ url: 'Observation' });
  const next = (resource as Bundle).link?.find(({ relation }) => relation === 'next')?.url ?? '';
  assert.match(next, /^Observation\?_page=[0-9a-f-]{36}$/);
  assert.deepEqual(idsIn((await record.request({ url: next })).resource), ['lab-a']);
  const other = next.replace('Observation', 'Condition');
  assert.equal(await codeOf(record.request({ url: other })), 'invalid-request');
  lease.end();
  assert.equal(await codeOf(record.request({ url: next })), 'stale-context');
});

test('threat 2: a next link that leads elsewhere is not followed with the token', async () => {
  const links: [string, string][] = [
    ['https://evil.example/fhir?page=2', 'invalid-response'],
    [`${BASE}/../admin`, 'invalid-response'],
    [`${BASE}/Condition?patient=a`, 'invalid-response'],
    [`${BASE}/Patient/b/$everything`, 'invalid-response'],
    [`${BASE}/Observation?patient=b`, 'wrong-patient'],
    [`${BASE}/Observation?patient=a&subject=Patient/b`, 'wrong-patient'],
    [`${BASE}/Observation?patient:Patient=b`, 'wrong-patient'],
    [`${BASE}?_getpages=1&patient=b`, 'wrong-patient'],
  ];
  for (const [url, code] of links) {
    const { record, ward } = opened();
    ward.answers = [{ ...searchset([]), link: [{ relation: 'next', url }] }];
    const { cursor = '' } = await record.searchPage({ resourceType: 'Observation', parameters: {} });
    const asked = ward.asked.length;
    assert.equal(await codeOf(record.searchPage({ resourceType: 'Observation', cursor })), code, url);
    assert.equal(ward.asked.length, asked, url);
  }
});

test('a batch answers each entry in its place; what is refused does not reach the server, the rest goes on', async () => {
  const { record, ward } = opened('patient/Observation.rs patient/Patient.r');
  const body = get(
    'Observation/pulse-a',
    'Patient/b',
    'https://evil.example/Patient/a',
    `${BASE}/Patient/a`,
    '../Patient/a',
    'Observation?code=x',
    'Observation/not-there',
    'Condition',
    'Observation/pulse-b',
    'Patient/a',
  );
  body.entry?.push(
    { request: { method: 'DELETE', url: 'Observation/pulse-a' } },
    { request: { method: 'GET', url: 'Patient/a', ifNoneMatch: 'W/"1"' } },
    { request: { method: 'GET', url: 'Patient/a' }, resource: found('pulse-a') },
    null as never,
  );
  const { resource } = await record.request({ method: 'POST', url: '', body });
  const entries = (resource as Bundle).entry ?? [];
  assert.equal((resource as Bundle).type, 'batch-response');
  const codeIn = ({ response }: (typeof entries)[number]) =>
    (response?.outcome as { issue?: { details?: { coding?: { code?: string }[] } }[] } | undefined)
      ?.issue?.[0]?.details?.coding?.[0]?.code;
  assert.deepEqual(
    entries.map((entry) => [
      entry.response?.status,
      entry.resource?.id ?? entry.resource?.resourceType ?? codeIn(entry),
    ]),
    [
      ['200', 'pulse-a'],
      ['403', 'wrong-patient'],
      ['400', 'invalid-request'],
      ['400', 'invalid-request'],
      ['400', 'invalid-request'],
      ['200', 'Bundle'],
      ['404', 'not-found'],
      ['403', 'denied'],
      ['403', 'wrong-patient'],
      ['200', 'a'],
      ['400', 'invalid-request'],
      ['400', 'invalid-request'],
      ['400', 'invalid-request'],
      ['400', 'invalid-request'],
    ],
  );
  assert.deepEqual([...ward.asked].sort(), [
    'Observation/not-there',
    'Observation/pulse-a',
    'Observation/pulse-b',
    'Observation?code=x&patient=a',
    'Patient/a',
  ]);
  assert.doesNotMatch(JSON.stringify(entries[8]), /pulse-b/);
});

test('a batch ends as a whole when its lease ends', async () => {
  const { record, ward, lease } = opened();
  ward.hold = () => new Promise(() => undefined);
  const answer = codeOf(record.request({ method: 'POST', url: '', body: get('Patient/a', 'Observation') }));
  lease.end();
  assert.equal(await answer, 'stale-context');
});

test('the whole record is shown as far as it is this patient’s and granted', async () => {
  const { record, ward } = opened('patient/Patient.r patient/Observation.r?category=vital-signs');
  const all = ['a', 'b', 'pulse-a', 'lab-a', 'pulse-b', 'nurse', 'nuts-a', 'bill-b'].map(found);
  ward.answers = [searchset(all)];
  ward.records.delete('Patient/a');
  const { resource } = await record.request({ url: 'Patient/a/$everything?_count=50' });
  assert.deepEqual(idsIn(resource), ['a', 'pulse-a']);
  assert.deepEqual(ward.asked, ['Patient/a/$everything?_count=50&_type=Observation%2CPatient']);
});

test('an old version is shown only while the present one is this patient’s', async () => {
  const { record, ward } = opened();
  ward.records.set('Observation/moved', { ...found('pulse-b'), id: 'moved' });
  assert.equal(await codeOf(record.request({ url: 'Observation/moved/_history/1' })), 'wrong-patient');
  assert.deepEqual(ward.asked, ['Observation/moved']);
  assert.equal((await record.request({ url: 'Observation/pulse-a/_history/1' })).resource.id, 'pulse-a');
});

test('what is given out is a copy: changing it changes nothing for the next caller', async () => {
  const { record } = opened();
  const { resource } = await record.read('Observation/pulse-a');
  (resource as { status: string }).status = 'entered-in-error';
  assert.deepEqual((await record.read('Observation/pulse-a')).resource, found('pulse-a'));
});

test('every answer tells when it was asked of the server', async () => {
  const { record, ward } = opened();
  const now = new Date(ward.runtime.clock.nowMs).toISOString();
  assert.equal((await record.read('Patient/a')).fetchedAt, now);
  assert.equal((await record.searchPage({ resourceType: 'Observation', parameters: {} })).fetchedAt, now);
  assert.equal((await record.request({ method: 'POST', url: '', body: get('Patient/a') })).fetchedAt, now);
});

test('the patient’s id stays out of addresses: searches are posted', async () => {
  const { record, ward } = opened();
  await record.searchPage({ resourceType: 'Observation', parameters: { code: 'x' } });
  await record.request({ url: 'Observation?code=y' });
  assert.deepEqual(
    ward.runtime.requests.map(({ method, url }) => [method, url]),
    [
      ['POST', `${BASE}/Observation/_search`],
      ['POST', `${BASE}/Observation/_search`],
    ],
  );
});

for (const status of [404, 405, 501])
  test(`a server that answers ${status} to a posted search is asked by GET, from then on at once`, async () => {
    const runtime = scriptedRuntime((request) =>
      request.method === 'POST'
        ? fhirAnswer({ resourceType: 'OperationOutcome', issue: [] }, { status })
        : fhirAnswer(searchset([found('pulse-a')])),
    );
    const fhir = createFhirClient({ fhirBaseUrl: BASE, accessToken: async () => 'secret', runtime });
    const { record } = recordOn({ fhir, runtime });
    const search = () => record.searchPage({ resourceType: 'Observation', parameters: {} });
    assert.equal((await search()).resources.length, 1);
    await search();
    assert.deepEqual(
      runtime.requests.map(({ method }) => method),
      ['POST', 'GET', 'GET'],
    );
  });

test('a posted search that fails for another reason is not repeated', async () => {
  const runtime = scriptedRuntime(() =>
    fhirAnswer({ resourceType: 'OperationOutcome', issue: [] }, { status: 503 }),
  );
  const fhir = createFhirClient({ fhirBaseUrl: BASE, accessToken: async () => 'secret', runtime });
  const { record } = recordOn({ fhir, runtime });
  await assert.rejects(record.searchPage({ resourceType: 'Observation', parameters: {} }), (error) => {
    assert.equal((error as FhirResponseError).status, 503);
    return true;
  });
  assert.equal(runtime.requests.length, 1);
});

test('threat 17: an answer with keys that are no FHIR is given to nobody', async () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const text = `{"resourceType":"Patient","id":"a","name":[{${JSON.stringify(key)}:{"polluted":true}}]}`;
    const runtime = scriptedRuntime(
      () => new Response(text, { headers: { 'Content-Type': 'application/fhir+json' } }),
    );
    const fhir = createFhirClient({ fhirBaseUrl: BASE, accessToken: async () => 'secret', runtime });
    const { record } = recordOn({ fhir, runtime });
    assert.equal(await codeOf(record.read('Patient/a')), 'invalid-response', key);
  }
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});

test('a page that keeps to nothing is read as far as it makes sense', async () => {
  const { record, ward } = opened();
  const odd = [
    null,
    {},
    { resource: null },
    { resource: 'x' },
    { resource: {} },
    { resource: found('pulse-a') },
  ];
  ward.answers = [
    { resourceType: 'Bundle', type: 'searchset', entry: odd as never, link: 'next' as never },
    {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: {} as never,
      link: [null, { relation: 'next' }] as never,
    },
  ];
  const search = () => record.searchPage({ resourceType: 'Observation', parameters: {} });
  const first = await search();
  assert.deepEqual([first.resources.map(({ id }) => id), first.cursor], [['pulse-a'], undefined]);
  const second = await search();
  assert.deepEqual([second.resources, second.cursor], [[], undefined]);
});
