import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FhirResource, Observation } from 'fhir/r4';
import fc from 'fast-check';
import { BASE } from '../../test/ward.ts';
import { patientSearchParameters } from '../fhir/compartment.ts';
import type { SearchParameters } from '../workplace/types.ts';
import { assertWritable, belongsTo, confineSearch, parseOwnReference } from './confinement.ts';

const observation = (subject?: object): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: {},
  ...(subject && { subject }),
});

test('a reference is Type/id and nothing else', () => {
  assert.deepEqual(parseOwnReference('Observation/1', 'a'), { resourceType: 'Observation', id: '1' });
  const others = [
    'https://evil.example/Patient/1',
    `${BASE}/Observation/1`,
    '../Patient/a',
    'Patient/..',
    'Patient/.',
    'Observation/1/../2',
    'Observation/1/_history/2',
    'Patient/a/$everything',
    'Observation?patient=b',
    'Observation/1?_format=html',
    'Observation/%2e%2e',
    'observation/1',
    'Observation',
    '',
    'Observation/1\n',
  ];
  for (const reference of others) {
    assert.throws(() => parseOwnReference(reference, 'a'), { code: 'invalid-request' }, reference);
  }
});

test('another Patient is refused by name', () => {
  assert.throws(() => parseOwnReference('Patient/b', 'a'), { code: 'wrong-patient' });
  assert.equal(parseOwnReference('Patient/a', 'a').id, 'a');
});

test('types that do not tell whose record they are, are refused', () => {
  for (const type of [
    'Binary',
    'Bundle',
    'Claim',
    'ExplanationOfBenefit',
    'Group',
    'Parameters',
    'VisionPrescription',
  ]) {
    assert.throws(() => parseOwnReference(`${type}/1`, 'a'), { code: 'denied' }, type);
    assert.throws(() => confineSearch(type, {}, 'a'), { code: 'denied' }, type);
    assert.equal(belongsTo({ resourceType: type } as FhirResource, 'a', BASE), false, type);
  }
  for (const type of ['Practitioner', 'Organization', 'Questionnaire', 'ValueSet']) {
    assert.equal(belongsTo({ resourceType: type } as FhirResource, 'a', BASE), true, type);
    assert.deepEqual(confineSearch(type, { name: 'x' }, 'a'), { name: 'x' });
  }
});

test('the patient is added to every search of a patient type', () => {
  assert.deepEqual(confineSearch('Observation', { code: 'x', _sort: '-date' }, 'a'), {
    code: 'x',
    _sort: '-date',
    patient: 'a',
  });
  assert.deepEqual(confineSearch('Patient', {}, 'a'), { _id: 'a' });
  assert.deepEqual(confineSearch('Patient', { name: 'Nancy' }, 'a'), { name: 'Nancy', _id: 'a' });
});

test('a search that names the patient of the lease is kept to one naming of it', () => {
  const named: SearchParameters[] = [
    { patient: 'a' },
    { patient: 'Patient/a' },
    { subject: 'Patient/a' },
    { patient: ['a', 'Patient/a'] },
  ];
  for (const parameters of named)
    assert.deepEqual(confineSearch('Observation', parameters, 'a'), { patient: 'a' });
});

test('a search that names another patient is refused in every spelling', () => {
  const named: SearchParameters[] = [
    { patient: 'b' },
    { patient: 'Patient/b' },
    { subject: 'b' },
    { subject: 'Patient/b' },
    { patient: 'a,b' },
    { patient: 'Patient/a,Patient/b' },
    { patient: ['a', 'b'] },
    { 'patient:Patient': 'b' },
    { 'subject:Patient': 'a' },
    { 'patient:missing': 'true' },
    { 'subject:not': 'a' },
    { patient: `${BASE}/Patient/b` },
    { patient: '' },
    { patient: 'a&patient=b' },
    { patient: 7 },
  ];
  for (const parameters of named) {
    const text = JSON.stringify(parameters);
    assert.throws(() => confineSearch('Observation', parameters, 'a'), { code: 'wrong-patient' }, text);
  }
  assert.throws(() => confineSearch('Patient', { _id: 'b' }, 'a'), { code: 'wrong-patient' });
  assert.throws(() => confineSearch('Patient', { _id: 'a,b' }, 'a'), { code: 'wrong-patient' });
  assert.throws(() => confineSearch('Coverage', { beneficiary: 'b' }, 'a'), { code: 'wrong-patient' });
});

test('parameters that reach further, or hide whose the answer is, are refused', () => {
  const names = [
    'subject.name',
    'patient.identifier',
    'subject:Patient.name',
    '_has:Observation:patient:code',
    '_has',
    '_filter',
    '_query',
    '_list',
    '_contained',
    '_containedType',
    '_type',
    '_content',
    '_text',
    '_format',
    '_elements',
    '_summary',
    '_getpages',
    '_include:iterate',
    'patient:identifier',
    'code:in',
    '__proto__',
    '_id&patient',
    'patient=b&x',
    '',
    '$everything',
  ];
  for (const name of names) {
    const parameters = JSON.parse(`{${JSON.stringify(name)}:"1"}`) as SearchParameters;
    assert.throws(() => confineSearch('Observation', parameters, 'a'), { code: 'invalid-request' }, name);
  }
});

test('a search is for one type by its name', () => {
  for (const type of [
    '',
    '$export',
    'Patient/b',
    'observation',
    'Observation?patient=b',
    '../Patient',
    'a'.repeat(80),
  ]) {
    assert.throws(() => confineSearch(type, {}, 'a'), { code: 'invalid-request' }, type);
  }
});

test('whatever the parameters are, a search of a patient type is refused or asks for this patient only', () => {
  const types = [
    'Observation',
    'Patient',
    'Appointment',
    'Coverage',
    'Provenance',
    'Task',
    'AllergyIntolerance',
  ];
  const name = fc.oneof(
    fc.constantFrom(
      'patient',
      'subject',
      '_id',
      'actor',
      'target',
      'code',
      'beneficiary',
      '_has:x',
      'patient:Patient',
    ),
    fc.string({ maxLength: 12 }),
  );
  const value = fc.oneof(
    fc.constantFrom('a', 'b', 'Patient/a', 'Patient/b', 'a,b'),
    fc.string(),
    fc.integer(),
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      fc.dictionary(name, fc.oneof(value, fc.array(value, { maxLength: 3 })), { noNullPrototype: true }),
      (type, parameters) => {
        let confined: SearchParameters;
        try {
          confined = confineSearch(type, parameters, 'a');
        } catch (error) {
          assert.match((error as { code: string }).code, /^(wrong-patient|invalid-request)$/);
          return;
        }
        const [own = ''] = patientSearchParameters(type);
        assert.equal(confined[own], 'a');
        for (const alias of ['patient', 'subject'])
          assert.ok([undefined, 'a'].includes(confined[alias] as string));
      },
    ),
    { numRuns: 1000 },
  );
});

test('a resource belongs to the patient it names, however the reference is written', () => {
  for (const reference of ['Patient/a', `${BASE}/Patient/a`, 'Patient/a/_history/2']) {
    assert.equal(belongsTo(observation({ reference }), 'a', BASE), true, reference);
  }
  const others = [
    'Patient/b',
    'https://other.example/fhir/Patient/a',
    '#a',
    'Group/a',
    'Patient/a/..',
    'urn:uuid:a',
    'a',
  ];
  for (const reference of others)
    assert.equal(belongsTo(observation({ reference }), 'a', BASE), false, reference);
  assert.equal(belongsTo(observation(), 'a', BASE), false);
  assert.equal(belongsTo(observation({ identifier: { value: 'x' }, type: 'Patient' }), 'a', BASE), false);
});

test('what may be saved names the patient of the lease and nobody else', () => {
  assertWritable(observation({ reference: 'Patient/a' }), 'a', BASE);
  const wrong = [
    observation(),
    observation({ reference: 'Patient/b' }),
    observation({ reference: '#a' }),
    observation({ display: 'Patient a' }),
    observation([{ reference: 'Patient/a' }, { reference: 'Patient/b' }]),
    { resourceType: 'Practitioner' } as FhirResource,
    { resourceType: 'Patient' } as FhirResource,
    {
      resourceType: 'Appointment',
      status: 'booked',
      participant: [{ actor: { reference: 'Patient/a' } }, { actor: { reference: 'Patient/b' } }],
    } as FhirResource,
  ];
  for (const resource of wrong) {
    assert.throws(
      () => assertWritable(resource, 'a', BASE),
      { code: 'wrong-patient' },
      JSON.stringify(resource),
    );
  }
});

test('evidence is the workplace to write, and a Bundle is nobody to save', () => {
  for (const resourceType of ['Provenance', 'AuditEvent']) {
    assert.throws(() => assertWritable({ resourceType } as FhirResource, 'a', BASE), { code: 'denied' });
  }
  for (const resourceType of ['Bundle', 'observation', '', undefined, 'Observation/../Patient']) {
    assert.throws(() => assertWritable({ resourceType } as FhirResource, 'a', BASE), {
      code: 'invalid-request',
    });
  }
});

test('a change carries an id the server gave and the version it was read with', () => {
  const subject = { reference: 'Patient/a' };
  assertWritable({ ...observation(subject), id: '1', meta: { versionId: '1' } }, 'a', BASE);
  for (const id of ['..', '.', 'a/b', '', 'x'.repeat(65), '1?x=1']) {
    const change = { ...observation(subject), id, meta: { versionId: '1' } };
    assert.throws(() => assertWritable(change, 'a', BASE), { code: 'invalid-request' }, id);
  }
  assert.throws(() => assertWritable({ ...observation(subject), id: '1' }, 'a', BASE), {
    code: 'invalid-request',
  });
});
