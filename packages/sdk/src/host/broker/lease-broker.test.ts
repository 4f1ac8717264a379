import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { test } from 'node:test';
import type { FhirResource, Observation } from 'fhir/r4';
import { gate, openWard, recordingOutbox, searchset } from '../../../test/ward.ts';
import RECORDS from '../../../test/fixtures/lease/records.json' with { type: 'json' };
import { SamspilError } from '../../errors.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import { Lease } from '../../lease/index.ts';
import type { RecordPage } from '../../lease/index.ts';
import type { Verdict } from '../registry/registry.ts';
import { LeaseBroker } from './lease-broker.ts';
import { writeRefusal } from './write-refusal.ts';

const records = RECORDS as unknown as FhirResource[];
const found = (id: string) => records.find((resource) => resource.id === id) as FhirResource;

function opened() {
  const ward = openWard(records);
  const outbox = recordingOutbox();
  const lease = new Lease('lease-a', {
    patient: { reference: 'Patient/a' },
    user: { reference: 'Practitioner/nurse' },
  });
  setMaxListeners(0, lease.ended);
  let told = 0;
  const broker = new LeaseBroker(lease, {
    fhir: ward.fhir,
    outbox,
    author: lease.subject.user,
    runtime: ward.runtime,
    onPatient: () => (told += 1),
  });
  const plugin = (id: string, scopes = 'patient/*.cruds') =>
    broker.recordFor({ id, version: '1.0.0' }, { scopes: ScopeSet.parse(scopes) });
  return { ward, outbox, lease, broker, plugin, told: () => told };
}

const settled = async (times = 5) => {
  for (let turn = 0; turn < times; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );
const idsOf = ({ resources }: RecordPage) => resources.map(({ id }) => id);
const grant = (scopes: string) => ({ scopes: ScopeSet.parse(scopes) });
const pulses = { resourceType: 'Observation', parameters: { code: 'x' } };
const pulse: Observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Puls' },
  subject: { reference: 'Patient/a' },
};

test('ten plugins that ask for the same, at once and after another, cost one request', async () => {
  const { ward, plugin } = opened();
  const ten = Array.from({ length: 10 }, (_, index) => plugin(`plugin-${index}`));
  const pages = await Promise.all(ten.map((record) => record.searchPage(pulses)));
  for (const page of pages) assert.deepEqual(idsOf(page), ['pulse-a', 'lab-a']);
  for (const record of ten) await record.request({ url: 'Observation?patient=Patient/a&code=x' });
  assert.deepEqual(ward.asked, ['Observation?code=x&patient=a']);
});

test('ten in-page plugins get ten copies: what one does to its own is not seen by another', async () => {
  const { plugin } = opened();
  const { resource } = await plugin('one').read('Observation/pulse-a');
  (resource as Observation).status = 'entered-in-error';
  assert.deepEqual((await plugin('two').read('Observation/pulse-a')).resource, found('pulse-a'));
});

test('threat 26: what one plugin read is judged again for the next, and asked for by the next first', async () => {
  const { ward, plugin } = opened();
  await plugin('wide').read('Observation/lab-a');
  await plugin('wide').searchPage({ resourceType: 'Observation', parameters: {} });
  const asked = ward.asked.length;
  const none = plugin('none', 'patient/Condition.rs');
  const narrow = plugin('narrow', 'patient/Observation.rs?category=vital-signs');
  assert.equal(await codeOf(none.read('Observation/lab-a')), 'denied');
  assert.equal(await codeOf(none.searchPage({ resourceType: 'Observation', parameters: {} })), 'denied');
  assert.equal(await codeOf(narrow.read('Observation/lab-a')), 'denied');
  // Under its own scope the search is another one, and goes to the server.
  const page = await narrow.searchPage({ resourceType: 'Observation', parameters: {} });
  assert.deepEqual(idsOf(page), ['pulse-a']);
  assert.deepEqual(ward.asked.slice(asked), ['Observation?patient=a&category=vital-signs']);
  // And what it got is not taken for the wider answer.
  assert.deepEqual(idsOf(await plugin('wide').searchPage({ resourceType: 'Observation', parameters: {} })), [
    'pulse-a',
    'lab-a',
  ]);
});

test('a search that a wide plugin narrowed itself and a narrow one by its scope is shared, and judged by each', async () => {
  const { ward, plugin } = opened();
  // This server leaves the category out of account.
  ward.answers = [searchset([found('pulse-a'), found('lab-a')])];
  const wide = await plugin('wide').searchPage({
    resourceType: 'Observation',
    parameters: { category: 'vital-signs' },
  });
  const narrow = await plugin('narrow', 'patient/Observation.rs?category=vital-signs').searchPage({
    resourceType: 'Observation',
    parameters: {},
  });
  assert.deepEqual([idsOf(wide), idsOf(narrow)], [['pulse-a', 'lab-a'], ['pulse-a']]);
  assert.equal(ward.asked.length, 1);
});

test('further pages are shared, but each plugin has its own tokens for them', async () => {
  const { ward, plugin } = opened();
  ward.answers = [searchset([found('pulse-a')], 'two'), searchset([found('lab-a')])];
  const [one, two] = [plugin('one'), plugin('two')];
  const first = await one.searchPage(pulses);
  const second = await two.searchPage(pulses);
  assert.notEqual(first.cursor, second.cursor);
  const next = (cursor = '') => ({ resourceType: 'Observation', cursor });
  assert.equal(await codeOf(two.searchPage(next(first.cursor))), 'invalid-request');
  for (const [record, { cursor }] of [
    [one, first],
    [two, second],
  ] as const)
    assert.deepEqual(idsOf(await record.searchPage(next(cursor))), ['lab-a']);
  assert.equal(ward.asked.length, 2);
});

test('the workplace’s record is never a plugin’s, whatever id the plugin chose', async () => {
  const { broker, plugin } = opened();
  const workplace = broker.workplaceRecord({ id: 'workplace', version: '1' }, grant('user/*.cruds'));
  const named = plugin('workplace', 'patient/Condition.r');
  assert.equal(await codeOf(named.read('Observation/pulse-a')), 'denied');
  assert.equal(await codeOf(workplace.read('Observation/pulse-a')), 'no error');
});

test('a save of this patient, and each step of it, makes its types be read anew', async () => {
  const { ward, plugin, outbox } = opened();
  const record = plugin('vitals');
  const look = async () => {
    const asked = ward.asked.length;
    await record.searchPage(pulses);
    await record.read('Patient/a');
    return ward.asked.slice(asked);
  };
  assert.deepEqual(await look(), ['Observation?code=x&patient=a', 'Patient/a']);
  assert.deepEqual(await look(), []);
  await record.save([pulse], 'operation-1');
  assert.deepEqual(await look(), ['Observation?code=x&patient=a']);
  outbox.announce('operation-1', { state: 'accepted' });
  assert.deepEqual(await look(), ['Observation?code=x&patient=a']);
  await outbox.enqueue({
    operationId: 'of-b',
    patient: 'b',
    resources: [pulse],
    author: {},
    plugin: { id: 'vitals', version: '1' },
    lease: 'earlier',
  });
  assert.deepEqual(await look(), []);
});

test('a connection that came back makes everything be read anew', async () => {
  const { ward, plugin, broker } = opened();
  await plugin('one').searchPage(pulses);
  broker.reconnect();
  await plugin('one').searchPage(pulses);
  assert.equal(ward.asked.length, 2);
});

test('threat 3: what a change overwrites is looked at anew, not as somebody saw it before', async () => {
  const { ward, plugin, outbox } = opened();
  await plugin('one').read('Observation/pulse-a');
  ward.records.set('Observation/pulse-a', { ...found('pulse-b'), id: 'pulse-a' });
  const change = { ...pulse, id: 'pulse-a', meta: { versionId: '1' } };
  assert.equal(await codeOf(plugin('two').save([change], 'operation-1')), 'wrong-patient');
  assert.deepEqual(outbox.writes, []);
});

test('with the lease everything ends: what waits is cut short, what is known is forgotten', async () => {
  const { ward, plugin, lease, outbox, broker } = opened();
  await plugin('one').read('Patient/a');
  const held = gate();
  ward.hold = () => held.passed;
  const waiting = [codeOf(plugin('one').searchPage(pulses)), codeOf(plugin('two').searchPage(pulses))];
  await settled();
  lease.end();
  assert.deepEqual(await Promise.all(waiting), ['stale-context', 'stale-context']);
  assert.ok(ward.runtime.requests.at(-1)?.signal.aborted);
  assert.equal(await codeOf(plugin('one').read('Patient/a')), 'stale-context');
  assert.equal(broker.patientFor(grant('patient/Patient.r')), undefined);
  assert.equal(outbox.listening, 0);
});

test('a plugin whose grant changed is judged by the new one from its next call', async () => {
  const { broker, plugin } = opened();
  assert.equal(await codeOf(plugin('one').read('Observation/pulse-a')), 'no error');
  broker.forgetPlugin('one');
  assert.equal(await codeOf(plugin('one', 'patient/Condition.r').read('Observation/pulse-a')), 'denied');
});

test('a plugin that was called back reads on and writes no more', async () => {
  const { broker, outbox } = opened();
  const refusal = new SamspilError('denied', 'This plugin was called back.');
  const record = broker.recordFor(
    { id: 'one', version: '1' },
    { ...grant('patient/*.cruds'), mayWrite: () => refusal },
  );
  assert.equal(await codeOf(record.save([pulse], 'operation-1')), 'denied');
  assert.equal(await codeOf(record.read('Observation/pulse-a')), 'no error');
  assert.deepEqual(outbox.writes, []);
});

test('a registry that calls a version back, or cannot tell any more, stops its next save with its own code', async () => {
  const { broker, outbox } = opened();
  let verdict: Verdict = { ok: true };
  const registry = { canWrite: () => verdict };
  const plugin = { id: 'one', version: '1.0.0' };
  const mayWrite = () => writeRefusal(registry, plugin);
  const record = broker.recordFor(plugin, { ...grant('patient/*.cruds'), mayWrite });
  assert.equal(await codeOf(record.save([pulse], 'operation-1')), 'no error');
  for (const code of ['revoked', 'disabled', 'stale-registry', 'not-found'] as const) {
    verdict = { ok: false, code };
    assert.equal(await codeOf(record.save([pulse], 'operation-2')), code);
  }
  assert.equal(await codeOf(record.read('Observation/pulse-a')), 'no error');
  assert.equal(outbox.writes.length, 1);
});

test('the patient is read once for everybody who may know her, and for nobody who may not', async () => {
  const { ward, broker, told, plugin } = opened();
  const may = grant('patient/Patient.r');
  for (const scopes of ['patient/Observation.rs', 'patient/Patient.s', ''])
    assert.equal(broker.patientFor(grant(scopes)), undefined);
  await settled();
  assert.deepEqual(ward.asked, []);
  for (let time = 0; time < 10; time += 1) broker.patientFor(may);
  await settled();
  assert.deepEqual([ward.asked, told()], [['Patient/a'], 1]);
  assert.deepEqual(broker.patientFor(may), { lease: 'lease-a', patient: found('a') });
  assert.equal(broker.patientFor(grant('patient/Patient.r?code=x')), undefined);
  assert.equal((await plugin('banner').patient()).id, 'a');
  assert.deepEqual(ward.asked, ['Patient/a']);
});

test('a patient who changed is read and told again; one who could not be read is tried again when asked for', async () => {
  const { ward, broker, told, outbox } = opened();
  const may = grant('patient/Patient.r');
  ward.records.delete('Patient/a');
  broker.patientFor(may);
  await settled();
  assert.deepEqual([ward.asked.length, told()], [1, 0]);
  ward.records.set('Patient/a', found('a'));
  broker.patientFor(may);
  await settled();
  assert.deepEqual([ward.asked.length, told()], [2, 1]);
  await outbox.enqueue({
    operationId: 'operation-1',
    patient: 'a',
    resources: [{ resourceType: 'Patient', id: 'a' }],
    author: {},
    plugin: { id: 'other', version: '1' },
    lease: 'lease-a',
  });
  ward.records.set('Patient/a', { resourceType: 'Patient', id: 'a', gender: 'female' });
  outbox.announce('operation-1', { state: 'accepted' });
  await settled();
  assert.equal(told(), 2);
  assert.equal(broker.patientFor(may)?.patient.gender, 'female');
});

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const OTHER_TRACE = TRACE.replace('4bf9', 'aaaa');
const traceOf = ({ headers }: Request) => headers.get('traceparent')?.slice(3, 35);

test('every request that a call leads to is a step of its own in the trace of the call', async () => {
  const { ward, outbox, plugin } = opened();
  const record = plugin('one');
  const entry = ['Observation/pulse-a', 'Observation?code=x', 'Patient/a/$everything'].map((url) => ({
    request: { method: 'GET' as const, url },
  }));
  const batch = { resourceType: 'Bundle' as const, type: 'batch' as const, entry };
  await record.request({ method: 'POST', url: '', body: batch }, { traceparent: TRACE });
  // The change is looked at first.
  const changed = { ...(found('lab-a') as Observation), meta: { versionId: '1' } };
  await plugin('two').save([changed], 'operation-1', { traceparent: OTHER_TRACE });
  const sent = ward.runtime.requests;
  assert.equal(sent.length, 4);
  assert.deepEqual(sent.map(traceOf), [...Array(3).fill(TRACE.slice(3, 35)), OTHER_TRACE.slice(3, 35)]);
  const parents = sent.map(({ headers }) => headers.get('traceparent')?.slice(36, 52));
  assert.equal(new Set([...parents, TRACE.slice(36, 52)]).size, 5);
  assert.equal(outbox.writes[0]?.traceparent, OTHER_TRACE);
});

test('a shared request is in the trace of who asked first; what nobody asked for is in none', async () => {
  const { ward, broker, plugin } = opened();
  const first = plugin('one').read('Observation/pulse-a', { traceparent: TRACE });
  const second = plugin('two').read('Observation/pulse-a', { traceparent: OTHER_TRACE });
  await Promise.all([first, second]);
  assert.deepEqual(ward.runtime.requests.map(traceOf), [TRACE.slice(3, 35)]);
  broker.patientFor(grant('patient/Patient.r'));
  await settled();
  assert.deepEqual(ward.asked, ['Observation/pulse-a', 'Patient/a']);
  assert.equal(ward.runtime.requests.at(-1)?.headers.has('traceparent'), false);
});
