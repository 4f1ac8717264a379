import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FhirResource, Observation } from 'fhir/r4';
import { gate, openWard, recordingOutbox, searchset } from '../../test/ward.ts';
import RECORDS from '../../test/fixtures/lease/records.json' with { type: 'json' };
import type { SamspilError } from '../errors.ts';
import { ScopeSet } from '../fhir/scopes.ts';
import { Lease } from './lease.ts';
import { LocalRecord } from './local-record.ts';

const records = RECORDS as unknown as FhirResource[];
const found = (id: string) => records.find((resource) => resource.id === id) as FhirResource;

function opened(scope = 'patient/*.cruds', pluginId = 'vitals') {
  const ward = openWard(records);
  const outbox = recordingOutbox();
  const lease = new Lease('lease-a', {
    patient: { reference: 'Patient/a' },
    user: { reference: 'Practitioner/nurse' },
  });
  const options = { lease, author: lease.subject.user, fhir: ward.fhir, outbox, runtime: ward.runtime };
  const recordFor = (id: string) =>
    new LocalRecord({ ...options, scopes: ScopeSet.parse(scope), plugin: { id, version: '1.0.0' } });
  return { ward, outbox, lease, record: recordFor(pluginId), recordFor };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );
const pulse = (patient = 'a', more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Puls' },
  subject: { reference: `Patient/${patient}` },
  ...more,
});
const change = (id: string, patient = 'a') => pulse(patient, { id, meta: { versionId: '1' } });

test('a record of this patient is read, and staff and equipment of nobody', async () => {
  const { record } = opened();
  for (const reference of [
    'Patient/a',
    'Observation/pulse-a',
    'Practitioner/nurse',
    'Appointment/shared',
    'Device/pump',
  ]) {
    assert.equal((await record.read(reference)).resource.id, reference.split('/')[1]);
  }
});

test('another Patient and what is no reference are refused before the network', async () => {
  const { record, ward } = opened();
  assert.equal(await codeOf(record.read('Patient/b')), 'wrong-patient');
  assert.equal(await codeOf(record.read('Patient/a/$everything')), 'invalid-request');
  assert.equal(await codeOf(record.read('https://evil.example/Patient/a')), 'invalid-request');
  assert.equal(await codeOf(record.read('Binary/letter-b')), 'denied');
  assert.equal(await codeOf(record.read('Claim/bill-b')), 'denied');
  assert.equal(
    await codeOf(record.searchPage({ resourceType: 'Observation', parameters: { patient: 'b' } })),
    'wrong-patient',
  );
  assert.equal(await codeOf(record.searchPage({ resourceType: 'Bundle', parameters: {} })), 'denied');
  assert.deepEqual(ward.asked, []);
});

test('a resource that turns out to be another patient’s is not shown', async () => {
  const { record } = opened();
  for (const reference of ['Observation/pulse-b', 'Observation/nobody', 'Device/pacemaker-b']) {
    assert.equal(await codeOf(record.read(reference)), 'wrong-patient', reference);
  }
});

test('without a scope for the type nothing reaches the network', async () => {
  const { record, ward, outbox } = opened('patient/Observation.c');
  assert.equal(await codeOf(record.read('Observation/pulse-a')), 'denied');
  assert.equal(await codeOf(record.read('Patient/a')), 'denied');
  assert.equal(await codeOf(record.searchPage({ resourceType: 'Observation', parameters: {} })), 'denied');
  assert.deepEqual(ward.asked, []);
  assert.deepEqual(outbox.writes, []);
});

test('a granular scope shows what it names, one by one and in a search', async () => {
  const { record, ward } = opened('patient/Observation.rs?category=vital-signs');
  assert.equal((await record.read('Observation/pulse-a')).resource.id, 'pulse-a');
  assert.equal(await codeOf(record.read('Observation/lab-a')), 'denied');
  // This server leaves the category out of account.
  const page = await record.searchPage({ resourceType: 'Observation', parameters: {} });
  assert.deepEqual(
    page.resources.map(({ id }) => id),
    ['pulse-a'],
  );
  assert.equal(ward.asked.at(-1), 'Observation?patient=a&category=vital-signs');
});

test('the caller’s own value stands beside that of the scope, not instead of it', async () => {
  const { record, ward } = opened('patient/Observation.s?category=vital-signs');
  await record.searchPage({ resourceType: 'Observation', parameters: { category: 'laboratory' } });
  assert.equal(ward.asked.at(-1), 'Observation?category=laboratory&category=vital-signs&patient=a');
});

test('a server that answers a search with another patient’s record is not believed at all', async () => {
  const { record, ward } = opened();
  ward.answers = [searchset([found('pulse-a'), found('pulse-b')]), searchset([found('nobody')])];
  const search = () => record.searchPage({ resourceType: 'Observation', parameters: {} });
  assert.equal(await codeOf(search()), 'wrong-patient');
  assert.equal(await codeOf(search()), 'wrong-patient');
});

test('of what a search brings along, only this patient’s and permitted resources are shown', async () => {
  const { record, ward } = opened(
    'patient/Appointment.s patient/Observation.r?category=vital-signs patient/Practitioner.r',
  );
  const more = ['pulse-a', 'lab-a', 'pulse-b', 'nurse', 'nuts-a', 'b', 'letter-b', 'bill-b'].map((id) => ({
    resource: found(id),
    search: { mode: 'include' as const },
  }));
  const outcome = {
    resource: { resourceType: 'OperationOutcome', issue: [] } as FhirResource,
    search: { mode: 'outcome' as const },
  };
  ward.answers = [searchset([found('shared')], undefined, [...more, outcome])];
  const page = await record.searchPage({
    resourceType: 'Appointment',
    parameters: { _include: 'Appointment:actor' },
  });
  assert.deepEqual(
    page.resources.map(({ id }) => id),
    ['shared', 'pulse-a', 'nurse'],
  );
});

test('another patient’s resource of the searched type, brought along, is left out and no alarm', async () => {
  const { record, ward } = opened();
  ward.answers = [
    searchset([found('pulse-a')], undefined, [{ resource: found('pulse-b'), search: { mode: 'include' } }]),
  ];
  const page = await record.searchPage({
    resourceType: 'Observation',
    parameters: { _include: 'Observation:has-member' },
  });
  assert.deepEqual(
    page.resources.map(({ id }) => id),
    ['pulse-a'],
  );
});

test('pages follow each other by opaque tokens that no address can be read from', async () => {
  const { record, ward } = opened();
  ward.answers = [searchset([found('pulse-a')], 'two'), searchset([found('lab-a')])];
  const first = await record.searchPage({ resourceType: 'Observation', parameters: {} });
  const cursor = first.cursor ?? '';
  assert.match(cursor, /^[0-9a-f-]{36}$/);
  const second = await record.searchPage({ resourceType: 'Observation', cursor });
  assert.deepEqual(
    second.resources.map(({ id }) => id),
    ['lab-a'],
  );
  assert.equal(second.cursor, undefined);
  assert.equal(ward.runtime.requests.at(-1)?.url, 'https://ehr.example/fhir?page=two');
});

test('a page is asked for under the type of its search, or scopes could be stepped around', async () => {
  const { record, ward } = opened('patient/Appointment.s patient/Observation.s');
  ward.answers = [searchset([], 'two'), searchset([], undefined, [{ resource: found('pulse-a') }])];
  const { cursor = '' } = await record.searchPage({ resourceType: 'Appointment', parameters: {} });
  assert.equal(await codeOf(record.searchPage({ resourceType: 'Observation', cursor })), 'invalid-request');
  const page = await record.searchPage({ resourceType: 'Appointment', cursor });
  assert.deepEqual(page.resources, []);
});

test('a token nobody gave out, and one of another plugin, open nothing', async () => {
  const { record, recordFor, ward } = opened();
  ward.answers = [searchset([], 'two')];
  const { cursor = '' } = await record.searchPage({ resourceType: 'Observation', parameters: {} });
  const other = recordFor('other');
  assert.equal(await codeOf(other.searchPage({ resourceType: 'Observation', cursor })), 'invalid-request');
  assert.equal(
    await codeOf(record.searchPage({ resourceType: 'Observation', cursor: '?patient=b' })),
    'invalid-request',
  );
});

test('a second page with another patient’s record is not believed either', async () => {
  const { record, ward } = opened();
  ward.answers = [searchset([found('pulse-a')], 'two'), searchset([found('pulse-b')])];
  const { cursor = '' } = await record.searchPage({ resourceType: 'Observation', parameters: {} });
  assert.equal(await codeOf(record.searchPage({ resourceType: 'Observation', cursor })), 'wrong-patient');
});

test('Provenance is shown when every target is this patient’s', async () => {
  const { record } = opened();
  assert.equal((await record.read('Provenance/of-a')).resource.id, 'of-a');
  for (const id of ['of-b', 'of-both', 'of-nothing', 'of-deleted']) {
    assert.equal(await codeOf(record.read(`Provenance/${id}`)), 'wrong-patient', id);
  }
});

test('a search for Provenance shows this patient’s, and looks for targets on the page first', async () => {
  const { record, ward } = opened();
  const all = ['of-a', 'of-b', 'of-both', 'of-nothing', 'of-deleted'].map(found);
  ward.answers = [searchset(all, undefined, [{ resource: found('pulse-a'), search: { mode: 'include' } }])];
  const page = await record.searchPage({
    resourceType: 'Provenance',
    parameters: { _include: 'Provenance:target' },
  });
  assert.deepEqual(
    page.resources.map(({ id }) => id),
    ['of-a', 'pulse-a'],
  );
  assert.equal(ward.asked.includes('Observation/pulse-a'), false);
});

test('a save reaches the outbox with patient, author, plugin and lease', async () => {
  const { record, outbox } = opened();
  const receipt = await record.save([pulse()], 'operation-1');
  assert.equal(receipt.state, 'stored');
  assert.deepEqual(outbox.writes, [
    {
      operationId: 'operation-1',
      patient: 'a',
      resources: [pulse()],
      author: { reference: 'Practitioner/nurse' },
      plugin: { id: 'vitals', version: '1.0.0' },
      lease: 'lease-a',
    },
  ]);
});

test('what is wrong in a save keeps the whole group from the outbox', async () => {
  const { record, outbox } = opened();
  const wrong: [unknown[], string][] = [
    [[pulse(), pulse('b')], 'wrong-patient'],
    [[{ ...pulse(), subject: undefined }], 'wrong-patient'],
    [[{ resourceType: 'Provenance', target: [{ reference: 'Observation/pulse-a' }] }], 'denied'],
    [[{ resourceType: 'AuditEvent' }], 'denied'],
    [[{ resourceType: 'Bundle', type: 'transaction' }], 'invalid-request'],
    [[{ ...pulse(), id: '..', meta: { versionId: '1' } }], 'invalid-request'],
    [[], 'invalid-request'],
  ];
  for (const [resources, code] of wrong) {
    assert.equal(await codeOf(record.save(resources as FhirResource[], 'operation-1')), code);
  }
  assert.deepEqual(outbox.writes, []);
});

test('create and update are two rights', async () => {
  const creating = opened('patient/Observation.cr');
  await creating.record.save([pulse()], 'operation-1');
  assert.equal(await codeOf(creating.record.save([change('pulse-a')], 'operation-2')), 'denied');
  const updating = opened('patient/Observation.ru');
  assert.equal(await codeOf(updating.record.save([pulse()], 'operation-1')), 'denied');
  await updating.record.save([change('pulse-a')], 'operation-2');
  assert.deepEqual([creating.outbox.writes.length, updating.outbox.writes.length], [1, 1]);
});

test('a change never overwrites another patient’s record, whatever it says about its own subject', async () => {
  const { record, outbox } = opened();
  assert.equal(await codeOf(record.save([change('pulse-b')], 'operation-1')), 'wrong-patient');
  assert.equal(await codeOf(record.save([pulse(), change('nobody')], 'operation-2')), 'wrong-patient');
  assert.equal(await codeOf(record.save([change('not-there')], 'operation-3')), 'not-found');
  assert.deepEqual(outbox.writes, []);
});

test('a change of what was read or found under this lease needs no second look, so it works offline', async () => {
  const { record, ward, outbox } = opened();
  await record.read('Observation/pulse-a');
  await record.searchPage({ resourceType: 'Observation', parameters: {} });
  const asked = ward.asked.length;
  await record.save([change('pulse-a'), change('lab-a')], 'operation-1');
  assert.equal(ward.asked.length, asked);
  assert.equal(outbox.writes.length, 1);
});

test('what is changed in the form while the save looks around does not change the save', async () => {
  const { record, ward, outbox } = opened();
  const held = gate();
  ward.hold = () => held.passed;
  const form = change('pulse-a');
  const saving = record.save([form], 'operation-1');
  form.subject = { reference: 'Patient/b' };
  held.open();
  await saving;
  assert.deepEqual(outbox.writes[0]?.resources, [change('pulse-a')]);
});

test('a lease that ends while a save looks around stops it', async () => {
  const { record, ward, outbox, lease } = opened();
  const held = gate();
  ward.hold = () => held.passed;
  const saving = codeOf(record.save([change('pulse-a')], 'operation-1'));
  lease.end();
  held.open();
  assert.equal(await saving, 'stale-context');
  assert.deepEqual(outbox.writes, []);
});

test('an operation id of another write does not say stored about this one', async () => {
  const { record, recordFor } = opened();
  await record.save([pulse()], 'operation-1');
  assert.equal((await record.save([pulse()], 'operation-1')).state, 'stored');
  assert.equal(await codeOf(recordFor('other').save([pulse()], 'operation-1')), 'invalid-request');
});

test('after the lease ended nothing is read, searched, saved or listed', async () => {
  const { record, ward, outbox, lease } = opened();
  lease.end();
  assert.equal(await codeOf(record.read('Observation/pulse-a')), 'stale-context');
  assert.equal(
    await codeOf(record.searchPage({ resourceType: 'Observation', parameters: {} })),
    'stale-context',
  );
  assert.equal(await codeOf(record.save([pulse()], 'operation-1')), 'stale-context');
  assert.equal(await codeOf(record.receipts()), 'stale-context');
  assert.deepEqual([ward.asked, outbox.writes], [[], []]);
});

test('a lease that ends while the answer is on its way rejects, and the request is cut short', async () => {
  const { record, ward, lease } = opened();
  const held = gate();
  ward.hold = () => held.passed;
  const answers = [
    codeOf(record.read('Observation/pulse-a')),
    codeOf(record.searchPage({ resourceType: 'Observation', parameters: {} })),
  ];
  // The token is asked for first; then the request is on its way.
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(ward.runtime.requests.length, 2);
  lease.end();
  assert.deepEqual(await Promise.all(answers), ['stale-context', 'stale-context']);
  assert.ok(ward.runtime.requests.every(({ signal }) => signal.aborted));
});

test('a save that became durable is answered truthfully, also after the lease ended', async () => {
  const { record, outbox, lease } = opened();
  const held = gate();
  outbox.hold = () => held.passed;
  const saving = record.save([pulse()], 'operation-1');
  while (outbox.writes.length === 0) await new Promise((resolve) => setImmediate(resolve));
  lease.end();
  held.open();
  assert.equal((await saving).state, 'stored');
  assert.equal(outbox.writes[0]?.patient, 'a');
});

test('a save that was withdrawn before it began does not begin', async () => {
  const { record, outbox } = opened();
  const signal = AbortSignal.abort();
  assert.equal(await codeOf(record.save([pulse()], 'operation-1', { signal })), 'aborted');
  assert.deepEqual(outbox.writes, []);
});

test('receipts are those of this patient, and news ends with the lease', async () => {
  const { record, outbox, lease } = opened();
  await record.save([pulse()], 'operation-1');
  await outbox.enqueue({
    operationId: 'of-b',
    patient: 'b',
    resources: [pulse('b')],
    author: {},
    plugin: { id: 'vitals', version: '1' },
    lease: 'earlier',
  });
  assert.deepEqual(
    (await record.receipts()).map(({ id }) => id),
    ['operation-1'],
  );
  const heard: string[] = [];
  record.subscribe((snapshot) => heard.push(`${snapshot.id} ${snapshot.state}`));
  outbox.announce('operation-1', { state: 'sending' });
  outbox.announce('of-b', { state: 'sending' });
  lease.end();
  outbox.announce('operation-1', { state: 'accepted' });
  assert.deepEqual(heard, ['operation-1 sending']);
  assert.equal(outbox.listening, 0);
});

test('no error says which patient, which id or which token', async () => {
  const { record } = opened();
  const failures = [
    record.read('Observation/pulse-b'),
    record.read('Patient/b'),
    record.read('Binary/letter-b'),
    record.save([change('pulse-b')], 'operation-1'),
    record.searchPage({ resourceType: 'Observation', parameters: { patient: 'b' } }),
  ];
  for (const failure of failures) {
    await assert.rejects(failure, (error: SamspilError) => {
      assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /pulse-b|Patient\/|letter|secret/);
      return true;
    });
  }
});
