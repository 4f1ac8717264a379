import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FhirResource, Observation } from 'fhir/r4';
import { BASE } from '../../../test/ward.ts';
import { assertWritable, plainCopy, staysIn } from './writable.ts';

const observation = (subject?: object, more: object = {}): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: {},
  ...(subject && { subject }),
  ...more,
});
const own = { reference: 'Patient/a' };

test('what may be saved names the patient of the lease and nobody else', () => {
  assertWritable(observation(own), 'a', BASE);
  assertWritable(observation(own, { id: 'urn:uuid:0a3f1c0e-0000-4000-8000-000000000001' }), 'a', BASE);
  const wrong = [
    observation(),
    observation({ reference: 'Patient/b' }),
    observation({ reference: '#a' }),
    observation({ display: 'Patient a' }),
    observation([{ reference: 'Patient/a' }, { reference: 'Patient/b' }]),
    observation(own, { contained: [{ resourceType: 'Patient', id: 'b' }] }),
    observation(own, { contained: [observation({ reference: 'Patient/b' })] }),
    { resourceType: 'Practitioner' } as FhirResource,
    { resourceType: 'Patient' } as FhirResource,
    {
      resourceType: 'Appointment',
      status: 'booked',
      participant: [{ actor: { reference: 'Patient/a' } }, { actor: { reference: 'Patient/b' } }],
    } as FhirResource,
  ];
  for (const resource of wrong)
    assert.throws(
      () => assertWritable(resource, 'a', BASE),
      { code: 'wrong-patient' },
      JSON.stringify(resource),
    );
});

test('evidence is the workplace to write, and a Bundle is nobody to save', () => {
  for (const resourceType of ['Provenance', 'AuditEvent'])
    assert.throws(() => assertWritable({ resourceType } as FhirResource, 'a', BASE), { code: 'denied' });
  for (const resourceType of ['Bundle', 'observation', '', undefined, 'Observation/../Patient'])
    assert.throws(() => assertWritable({ resourceType } as FhirResource, 'a', BASE), {
      code: 'invalid-request',
    });
});

test('a change carries an id the server gave and the version it was read with', () => {
  assertWritable(observation(own, { id: '1', meta: { versionId: '1' } }), 'a', BASE);
  for (const id of ['..', '.', 'a/b', '', 'x'.repeat(65), '1?x=1', 'urn:uuid:x']) {
    const change = observation(own, { id, meta: { versionId: '1' } });
    assert.throws(() => assertWritable(change, 'a', BASE), { code: 'invalid-request' }, id);
  }
  assert.throws(() => assertWritable(observation(own, { id: '1' }), 'a', BASE), { code: 'invalid-request' });
});

test('a reference that is a search is refused: the server would put whatever it finds in its place', () => {
  for (const reference of ['Encounter?identifier=x', 'Observation?code=y', `${BASE}/Patient?identifier=b`]) {
    const resource = observation(own, { hasMember: [{ reference }] });
    assert.throws(() => assertWritable(resource, 'a', BASE), { code: 'invalid-request' }, reference);
  }
});

test('threat 17: keys that would change a prototype never get past a save, at any depth', () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const inner = JSON.parse(`{"text":{${JSON.stringify(key)}:{"polluted":true}}}`) as object;
    assert.throws(() => plainCopy([observation(own, { code: inner })]), { code: 'invalid-request' }, key);
    assert.throws(
      () => plainCopy([observation(own, { contained: [inner] })]),
      { code: 'invalid-request' },
      key,
    );
  }
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  const loop = observation(own) as unknown as Record<string, unknown>;
  loop['extension'] = [loop];
  for (const value of [loop, observation(own, { note: () => 1 }), observation(own, { when: new Date(0) })])
    assert.throws(() => plainCopy([value as unknown as FhirResource]), { code: 'invalid-request' });
});

test('a save is copied, so that a form may go on with its object', () => {
  const given = observation({ ...own });
  const [copy] = plainCopy([given]) as Observation[];
  given.subject = { reference: 'Patient/b' };
  assert.deepEqual(copy?.subject, own);
});

test('every stay a group refers to is found, wherever it stands', () => {
  const group = [
    observation(own, { encounter: { reference: 'Encounter/one' } }),
    observation(own, { encounter: { reference: `${BASE}/Encounter/two/_history/3` } }),
    {
      resourceType: 'DocumentReference',
      subject: own,
      context: { encounter: [{ reference: 'Encounter/three' }, { reference: 'EpisodeOfCare/four' }] },
    } as FhirResource,
    observation(own, { encounter: { reference: 'urn:uuid:0a3f1c0e-0000-4000-8000-000000000001' } }),
    observation(own, { encounter: { display: 'Indlæggelse' } }),
  ];
  const stays = ['Encounter/one', 'Encounter/two', 'Encounter/three', 'EpisodeOfCare/four'];
  assert.deepEqual([...staysIn(group, BASE)], stays);
  for (const reference of ['https://other.example/fhir/Encounter/one', 'Encounter/one/two', 'Encounter/..']) {
    const elsewhere = observation(own, { encounter: { reference } });
    assert.throws(() => staysIn([elsewhere], BASE), { code: 'wrong-patient' }, reference);
  }
});
