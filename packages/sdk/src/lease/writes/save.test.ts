import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle, BundleEntry, FhirResource, Observation } from 'fhir/r4';
import { openWard, recordingOutbox } from '../../../test/ward.ts';
import RECORDS from '../../../test/fixtures/lease/records.json' with { type: 'json' };
import { SamspilError } from '../../errors.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import { prepareWrite } from '../../offline/write/prepare.ts';
import { Lease } from '../lease.ts';
import { LocalRecord } from '../local-record.ts';

const NAME = 'urn:uuid:0a3f1c0e-0000-4000-8000-000000000001';
const records = RECORDS as unknown as FhirResource[];
const stay = (id: string, patient: string) =>
  ({ resourceType: 'Encounter', id, subject: { reference: `Patient/${patient}` } }) as FhirResource;

function opened(scope = 'patient/*.cruds', mayWrite?: () => SamspilError | undefined) {
  const ward = openWard([...records, stay('stay-a', 'a'), stay('earlier-a', 'a'), stay('stay-b', 'b')]);
  const outbox = recordingOutbox();
  const lease = new Lease('lease-a', {
    patient: { reference: 'Patient/a' },
    encounter: { reference: 'Encounter/stay-a' },
    user: { reference: 'Practitioner/nurse' },
  });
  const record = new LocalRecord({
    lease,
    scopes: ScopeSet.parse(scope),
    ...(mayWrite && { mayWrite }),
    plugin: { id: 'vitals', version: '1.0.0' },
    author: lease.subject.user,
    fhir: ward.fhir,
    outbox,
    runtime: ward.runtime,
  });
  return { ward, outbox, lease, record };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );
const pulse = (more: Partial<Observation> = {}): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Puls' },
  subject: { reference: 'Patient/a' },
  ...more,
});
const at = (reference: string) => pulse({ encounter: { reference } });

test('threat 3: a write under another patient’s stay is refused, whatever its subject says', async () => {
  const { record, outbox } = opened();
  for (const reference of [
    'Encounter/stay-b',
    'Encounter/stay-b/_history/1',
    'https://other.example/fhir/Encounter/x',
  ])
    assert.equal(await codeOf(record.save([at(reference)], 'operation-1')), 'wrong-patient', reference);
  assert.equal(await codeOf(record.save([pulse(), at('Encounter/stay-b')], 'operation-2')), 'wrong-patient');
  assert.equal(await codeOf(record.save([at('Encounter/nowhere')], 'operation-3')), 'not-found');
  assert.deepEqual(outbox.writes, []);
});

test('the stay of the lease needs no look, so it works offline; an earlier one of this patient is looked up', async () => {
  const { record, ward, outbox } = opened();
  await record.save([at('Encounter/stay-a')], 'operation-1');
  assert.deepEqual(ward.asked, []);
  await record.save([at('Encounter/earlier-a')], 'operation-2');
  assert.deepEqual(ward.asked, ['Encounter/earlier-a']);
  assert.equal(outbox.writes.length, 2);
});

test('a stay that waits in the outbox itself is this patient’s, though no server knows it yet', async () => {
  const { record, ward, outbox } = opened();
  await record.save(
    [stay('', 'a')].map(({ id: _id, ...rest }) => rest as FhirResource),
    'operation-1',
  );
  await record.save([at('Encounter/new')], 'operation-2');
  assert.deepEqual([ward.asked, outbox.writes.length], [[], 2]);
});

test('who may not write any more is refused at the next save, also while one looks around', async () => {
  let refusal: SamspilError | undefined;
  const { record, ward, outbox } = opened('patient/*.cruds', () => refusal);
  await record.save([pulse()], 'operation-1');
  ward.hold = async () => void (refusal = new SamspilError('denied', 'This plugin was called back.'));
  assert.equal(await codeOf(record.save([at('Encounter/earlier-a')], 'operation-2')), 'denied');
  assert.equal(await codeOf(record.save([pulse()], 'operation-3')), 'denied');
  const update = pulse({ id: 'pulse-a', meta: { versionId: '1' } });
  assert.equal(await codeOf(record.save([update], 'operation-4')), 'denied');
  assert.equal(outbox.writes.length, 1);
  assert.equal((await record.read('Observation/pulse-a')).resource.id, 'pulse-a');
});

const transaction = (...entry: BundleEntry<FhirResource>[]): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry,
});
const create = (resource: FhirResource, fullUrl?: string): BundleEntry<FhirResource> => ({
  ...(fullUrl && { fullUrl }),
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

test('a transaction is one group: new resources refer to each other by name, changes keep their version', async () => {
  const { record, outbox } = opened();
  const report = {
    resourceType: 'DiagnosticReport',
    status: 'final',
    code: {},
    subject: { reference: 'Patient/a' },
    result: [{ reference: NAME }],
  } as FhirResource;
  const change = pulse({ id: 'pulse-a', meta: { versionId: '1' } });
  await record.save(
    [
      transaction(create(pulse({ id: 'ignored' }), NAME), create(report), {
        resource: { ...change, meta: {} },
        request: { method: 'PUT', url: 'Observation/pulse-a', ifMatch: 'W/"7"' },
      }),
    ],
    'operation-1',
  );
  const [write] = outbox.writes;
  assert.deepEqual(write?.resources, [pulse({ id: NAME }), report, { ...change, meta: { versionId: '7' } }]);
  // And the outbox takes it as it is: the name becomes the id that was given for it.
  const prepared = prepareWrite(write, {
    fhirBaseUrl: 'https://ehr.example/fhir',
    randomUUID: () => crypto.randomUUID(),
    isMadeHere: () => false,
  });
  const [observation, diagnostic] = prepared.writes;
  const { result } = diagnostic?.resource as { result: { reference: string }[] };
  assert.equal(result[0]?.reference, observation?.reference);
});

test('a Bundle that is no transaction of whole writes is refused with a code, and nothing is stored', async () => {
  const { record, outbox } = opened();
  const refused: Bundle[] = [
    { resourceType: 'Bundle', type: 'batch', entry: [create(pulse())] },
    { resourceType: 'Bundle', type: 'collection', entry: [create(pulse())] },
    { resourceType: 'Bundle', type: 'transaction' },
    transaction(),
    transaction({ resource: pulse() }),
    transaction({ request: { method: 'DELETE', url: 'Observation/pulse-a' } }),
    transaction({ request: { method: 'GET', url: 'Patient/b' } }),
    transaction({ resource: pulse(), request: { method: 'PATCH', url: 'Observation/pulse-a' } }),
    transaction({ resource: pulse(), request: { method: 'PUT', url: 'Observation/pulse-a' } }),
    transaction({ resource: pulse(), request: { method: 'PUT', url: 'Observation?code=x' } }),
    transaction({
      resource: pulse({ id: 'x', meta: { versionId: '1' } }),
      request: { method: 'PUT', url: 'Observation/y' },
    }),
    transaction({ resource: pulse(), request: { method: 'POST', url: 'Condition' } }),
    transaction({ resource: pulse(), request: { method: 'POST', url: 'https://evil.example/Observation' } }),
    transaction({
      resource: pulse(),
      request: { method: 'POST', url: 'Observation', ifNoneExist: 'identifier=x' },
    }),
    transaction(create(pulse(), NAME), create(pulse(), NAME)),
    transaction(create(pulse(), 'https://ehr.example/fhir/Observation/1')),
    transaction(create(transaction(create(pulse())))),
    transaction({
      resource: pulse({ id: 'pulse-a' }),
      request: { method: 'PUT', url: 'Observation/pulse-a' },
    }),
  ];
  for (const bundle of refused)
    assert.equal(
      await codeOf(record.save([bundle], 'operation-1')),
      'invalid-request',
      JSON.stringify(bundle),
    );
  const foreign = transaction(create(pulse()), create(pulse({ subject: { reference: 'Patient/b' } })));
  assert.equal(await codeOf(record.save([foreign], 'operation-1')), 'wrong-patient');
  assert.equal(
    await codeOf(record.save([pulse(), transaction(create(pulse()))], 'operation-1')),
    'invalid-request',
  );
  assert.deepEqual(outbox.writes, []);
});

test('each entry of a transaction needs its own right', async () => {
  const { record, outbox } = opened('patient/Observation.c');
  const change = pulse({ id: 'pulse-a', meta: { versionId: '1' } });
  const put: BundleEntry<FhirResource> = {
    resource: change,
    request: { method: 'PUT', url: 'Observation/pulse-a' },
  };
  assert.equal(await codeOf(record.save([transaction(create(pulse()), put)], 'operation-1')), 'denied');
  await record.save([transaction(create(pulse()))], 'operation-1');
  assert.equal(outbox.writes.length, 1);
});
