import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Frame, Page } from 'playwright-core';
import type { Bundle, FhirResource, Observation, Patient } from 'fhir/r4';
import type { Simulator } from '@samspil/smart-launcher';
import { makeProfile, openBrowser } from './support/browser.ts';
import type { RealBrowser } from './support/browser.ts';
import { startBuilt } from './support/simulator.ts';
import { openPatient, pluginFrame, searchServer, signIn } from './support/workplace.ts';

/** A request as the plugin writes it. */
interface Rest {
  method?: 'GET' | 'POST';
  url: string;
  body?: string | Bundle;
}

/** What the page in the frame lets the test do. */
interface Probe {
  own(): string;
  patient(): Promise<Patient>;
  request(request: Rest): Promise<FhirResource>;
  refusalOf(request: Rest): Promise<string>;
  readRefusal(reference: string): Promise<string>;
  saveRefusal(resource: object): Promise<string>;
  searchRefusal(type: string, parameters: object): Promise<string>;
  searchTogether(times: number, parameters: object): Promise<number>;
}

/** W3C Trace Context, version 00. */
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

let simulator: Simulator;
let profile: Awaited<ReturnType<typeof makeProfile>>;
let browser: RealBrowser;
let page: Page;
let frame: Frame;

/** Every request that arrived at the FHIR server, and every body the workplace sent there. */
const arrived: string[] = [];
const bodies: string[] = [];
/** The `traceparent` of each request that arrived, in the order of `arrived`. */
const traces: (string | undefined)[] = [];

before(async () => {
  simulator = await startBuilt({
    startPlugins: () => Promise.resolve([]),
    plugins: [fileURLToPath(new URL('pages/broker', import.meta.url))],
    fault: (request) => {
      if (request.method === 'OPTIONS') return undefined;
      arrived.push(`${request.method} ${request.url}`);
      traces.push([request.headers.traceparent].flat()[0]);
      return undefined;
    },
  });
  profile = await makeProfile();
  browser = await openBrowser(profile.folder);
  page = await browser.context.newPage();
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/fhir')) bodies.push(request.postData() ?? '');
  });
  await signIn(page, simulator.url);
  await openPatient(page);
  await pluginFrame(page, 'Sonde');
  const found = page.frames().find((one) => one.url().endsWith('/probe.html'));
  assert.ok(found);
  frame = found;
  await frame.waitForFunction(() => 'probe' in window);
});

after(async () => {
  await browser?.close();
  await profile?.remove();
  await simulator?.close();
});

/** Calls the page in the frame. */
function ask<K extends keyof Probe>(
  name: K,
  ...given: Parameters<Probe[K]>
): Promise<Awaited<ReturnType<Probe[K]>>> {
  return frame.evaluate(
    ([called, parameters]) => {
      const { probe } = window as unknown as { probe: Record<string, (...all: unknown[]) => unknown> };
      return probe[called as string]?.(...(parameters as unknown[]));
    },
    [name, given] as const,
  ) as Promise<Awaited<ReturnType<Probe[K]>>>;
}

/** A record of another patient, found with the clinician's own token. */
async function recordsOfAnother(): Promise<{ patient: string; observation: string; encounter: string }> {
  const [observation] = await searchServer<FhirResource>(page, 'Observation?patient=pt-0002&_count=1');
  const [encounter] = await searchServer<FhirResource>(page, 'Encounter?patient=pt-0002&_count=1');
  return { patient: 'pt-0002', observation: observation?.id ?? '', encounter: encounter?.id ?? '' };
}

test('the patient comes with the context, read once', async () => {
  const own = await ask('own');
  assert.equal(own, 'Patient/pt-0001');
  const patient = await ask('patient');
  assert.equal(`Patient/${patient.id}`, own);
  const before = arrived.length;
  for (let time = 0; time < 5; time += 1) await ask('patient');
  assert.equal(arrived.length, before);
});

test('a search, a page, a version and a batch as FHIR writes them are answered from the real server', async () => {
  const first = (await ask('request', { url: 'Observation?_count=2&_sort=-date' })) as Bundle<FhirResource>;
  assert.equal(first.entry?.length, 2);
  const next = first.link?.find(({ relation }) => relation === 'next')?.url ?? '';
  const second = (await ask('request', { url: next })) as Bundle<FhirResource>;
  assert.equal(second.entry?.length, 2);
  assert.notEqual(second.entry?.[0]?.resource?.id, first.entry?.[0]?.resource?.id);
  const id = first.entry?.[0]?.resource?.id ?? '';
  const version = await ask('request', { url: `Observation/${id}/_history/1` });
  assert.equal(version.id, id);
  const posted = (await ask('request', {
    method: 'POST',
    url: 'Observation/_search',
    body: '_count=2&_sort=-date',
  })) as Bundle<FhirResource>;
  assert.equal(posted.entry?.[0]?.resource?.id, id);
  const batch = (await ask('request', {
    method: 'POST',
    url: '',
    body: {
      resourceType: 'Bundle',
      type: 'batch',
      entry: ['Patient/pt-0001', 'Patient/pt-0002', 'Condition'].map((url) => ({
        request: { method: 'GET', url },
      })),
    },
  })) as Bundle;
  assert.deepEqual(
    batch.entry?.map(({ response }) => response?.status),
    ['200', '403', '200'],
  );
});

test('$everything of the patient goes from the plugin to the real server and back, page by page', async () => {
  const before = arrived.length;
  const found: FhirResource[] = [];
  let url: string | undefined = 'Patient/pt-0001/$everything?_count=40';
  let pages = 0;
  while (url !== undefined) {
    const page = (await ask('request', { url })) as Bundle<FhirResource>;
    pages += 1;
    assert.ok((page.entry?.length ?? 0) <= 40);
    found.push(...(page.entry ?? []).flatMap(({ resource }) => resource ?? []));
    url = page.link?.find(({ relation }) => relation === 'next')?.url;
  }
  assert.ok(pages > 1);
  const asked = arrived.slice(before).map((line) => line.replace(/_cursor=[^&]+/, '_cursor'));
  assert.equal(asked.length, pages);
  assert.match(asked[0] ?? '', /^GET \/fhir\/Patient\/pt-0001\/(\$|%24)everything\?/);
  const names = found.map(({ resourceType, id }) => `${resourceType}/${id}`);
  assert.equal(names[0], 'Patient/pt-0001');
  assert.equal(new Set(names).size, names.length);
  // Exactly what the manifest's scopes permit, and all of it: as the clinician's own token finds it.
  const types = ['Condition', 'Encounter', 'Observation'];
  assert.deepEqual([...new Set(found.map(({ resourceType }) => resourceType))].sort(), [...types, 'Patient']);
  for (const type of types) {
    const own = await searchServer<FhirResource>(page, `${type}?patient=pt-0001&_count=1000`);
    const given = found.filter(({ resourceType }) => resourceType === type);
    assert.deepEqual(given.map(({ id }) => id).sort(), own.map(({ id }) => id).sort());
  }
  assert.equal(await ask('refusalOf', { url: 'Patient/pt-0001/$everything?_type=Provenance' }), 'denied');
});

test('ten searches for the same cost the server one, and the patient’s id stands in no address', async () => {
  const before = arrived.length;
  assert.equal(await ask('searchTogether', 10, { code: '9279-1', _count: 1000 }), 1);
  assert.deepEqual(arrived.slice(before), ['POST /fhir/Observation/_search']);
  assert.match(bodies.at(-1) ?? '', /(^|&)patient=pt-0001(&|$)/);
});

test('threat 2: from a real frame, no form of asking for another patient reaches the server', async () => {
  const other = await recordsOfAnother();
  assert.ok(other.observation && other.encounter);
  const { patient } = other;
  const sentBefore = bodies.length;
  const before = arrived.length;
  const forms: Rest[] = [
    `Patient/${patient}`,
    `Patient/${patient}/_history/1`,
    `Patient/${patient}/$everything`,
    `Patient/${patient}/Observation`,
    `Patient?_id=${patient}`,
    `Patient?_id=pt-0001,${patient}`,
    `Observation?patient=${patient}`,
    `Observation?patient=Patient/${patient}`,
    `Observation?subject=Patient%2F${patient}`,
    `Observation?p%61tient=${patient}`,
    `Observation?patient=pt-0001,${patient}`,
    `Observation?patient=pt-0001&patient=${patient}`,
    `Observation?patient:Patient=${patient}`,
    `Observation?subject:Patient._id=${patient}`,
    `Observation?patient._id=${patient}`,
    `Observation?encounter.patient=${patient}`,
    `Observation?_filter=patient%20eq%20${patient}`,
    `Observation?_has:Encounter:patient:_id=${other.encounter}`,
    `Observation?_include=*`,
    `Observation?_include:iterate=Observation:subject`,
    `Patient?_revinclude=Observation:performer`,
    `Practitioner?_revinclude=Observation:performer`,
    `Group?member=Patient/${patient}`,
    `Observation/../Patient/${patient}`,
    `Observation/%2e%2e/Patient/${patient}`,
    `Patient%2F${patient}`,
    `Patient\\${patient}`,
    `/fhir/Patient/${patient}`,
    `//localhost/fhir/Patient/${patient}`,
    `${simulator.fhirBaseUrl}/Patient/${patient}`,
    `${simulator.fhirBaseUrl}/../fhir/Patient/${patient}`,
    `${new URL(simulator.url).origin}/config.json`,
    `https://evil.example/fhir/Patient/${patient}`,
    `Patient/${patient}#`,
    `Patient/${patient}\u200b`,
    `$export`,
    `?_type=Patient`,
  ].map((url) => ({ url }));
  forms.push(
    { method: 'POST', url: 'Observation/_search', body: `patient=${patient}` },
    { method: 'POST', url: 'Patient/_search', body: `_id=${patient}` },
    { method: 'POST', url: `Observation/_search?patient=${patient}`, body: '' },
  );
  for (const form of forms)
    assert.match(
      await ask('refusalOf', form),
      /^(invalid-request|wrong-patient|denied)$/,
      JSON.stringify(form),
    );
  const batch: Bundle = {
    resourceType: 'Bundle',
    type: 'batch',
    entry: forms.filter(({ method }) => !method).map(({ url }) => ({ request: { method: 'GET', url } })),
  };
  const answered = (await ask('request', { method: 'POST', url: '', body: batch })) as Bundle;
  for (const [index, { response, resource }] of (answered.entry ?? []).entries()) {
    assert.match(response?.status ?? '', /^40[03]$/, batch.entry?.[index]?.request?.url);
    assert.equal(resource, undefined);
  }
  for (const reference of [
    `Patient/${patient}`,
    `../Patient/${patient}`,
    `${simulator.fhirBaseUrl}/Patient/${patient}`,
  ])
    assert.match(await ask('readRefusal', reference), /^(invalid-request|wrong-patient)$/, reference);
  for (const parameters of [{ patient }, { subject: `Patient/${patient}` }, { 'patient._id': patient }])
    assert.match(await ask('searchRefusal', 'Observation', parameters), /^(invalid-request|wrong-patient)$/);
  assert.deepEqual(arrived.slice(before), []);
  assert.deepEqual(bodies.slice(sentBefore), []);
});

test('threats 2 and 3: a record of another patient by its bare id is neither shown, nor changed, nor written under', async () => {
  const other = await recordsOfAnother();
  assert.equal(await ask('readRefusal', `Observation/${other.observation}`), 'wrong-patient');
  assert.equal(
    await ask('refusalOf', { url: `Observation/${other.observation}/_history/1` }),
    'wrong-patient',
  );
  const pulse = {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: 'Patient/pt-0001' },
  };
  const over = { ...pulse, id: other.observation, meta: { versionId: '1' } };
  const before = arrived.length;
  assert.equal(await ask('saveRefusal', over), 'wrong-patient');
  const under = { ...pulse, encounter: { reference: `Encounter/${other.encounter}` } };
  assert.equal(await ask('saveRefusal', under), 'wrong-patient');
  assert.equal(
    await ask('saveRefusal', { ...pulse, subject: { reference: 'Patient/pt-0002' } }),
    'wrong-patient',
  );
  assert.ok(
    arrived.slice(before).every((request) => request.startsWith('GET ')),
    arrived.slice(before).join(),
  );
});

test('a call of the plugin and the FHIR requests it leads to are one trace at the real server', async () => {
  await frame.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: unknown[]) {
      // A call of the bridge: [call, method, input, traceparent].
      if (Array.isArray(message) && /^fhir\./.test(String(message[1]))) said.push(String(message[3]));
      return (postMessage as (...all: unknown[]) => void).call(this, message, ...rest);
    };
  });
  const said = () => frame.evaluate(() => (window as unknown as { said: string[] }).said);
  const before = traces.length;
  const entry = ['Condition?_count=3', 'Observation?_count=3'].map((url) => ({
    request: { method: 'GET' as const, url },
  }));
  await ask('request', { method: 'POST', url: '', body: { resourceType: 'Bundle', type: 'batch', entry } });
  const read = traces.slice(before);
  assert.equal(read.length, 2);
  const pulse: Observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
    subject: { reference: 'Patient/pt-0001' },
    effectiveDateTime: new Date().toISOString(),
    valueQuantity: { value: 71, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  };
  const isTransaction = (_: unknown, index: number) => /^POST \/fhir\/?$/.test(arrived[index] ?? '');
  const sentBefore = traces.filter(isTransaction).length;
  const accepted = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && /\/fhir\/?$/.test(new URL(answer.url()).pathname),
  );
  await ask('saveRefusal', pulse);
  assert.equal((await accepted).status(), 200);
  const written = traces.filter(isTransaction).slice(sentBefore);
  const calls = await said();
  assert.equal(calls.length, 2);
  for (const [call, requests] of [
    [calls[0], read],
    [calls[1], written],
  ] as const) {
    assert.match(call ?? '', TRACEPARENT);
    assert.ok(requests.length > 0);
    for (const traceparent of requests) {
      assert.match(traceparent ?? '', TRACEPARENT);
      assert.equal(traceparent?.slice(3, 35), call?.slice(3, 35));
      assert.equal(traceparent?.slice(53), call?.slice(53));
    }
    const parents = [call, ...requests].map((traceparent) => traceparent?.slice(36, 52));
    assert.equal(new Set(parents).size, parents.length);
  }
  assert.notEqual(calls[0]?.slice(3, 35), calls[1]?.slice(3, 35));
});
