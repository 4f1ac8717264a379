import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BASE } from '../../../test/ward.ts';
import { patientSearchParameters } from '../../fhir/compartment.ts';
import type { SearchParameters } from '../../workplace/types.ts';
import { pairsOf } from './asked.ts';
import { assertConfinable, confineSearch } from './confinement.ts';

const confine = (type: string, parameters: SearchParameters) =>
  confineSearch(type, pairsOf(parameters), 'a').map((pair) => pair.join('='));

test('types that do not tell whose record they are, are refused', () => {
  for (const type of ['Binary', 'Bundle', 'Claim', 'ExplanationOfBenefit', 'Group', 'Parameters']) {
    assert.throws(() => assertConfinable(type), { code: 'denied' }, type);
    assert.throws(() => confine(type, {}), { code: 'denied' }, type);
  }
  for (const type of ['Practitioner', 'Organization', 'Questionnaire', 'ValueSet'])
    assert.deepEqual(confine(type, { name: 'x' }), ['name=x']);
});

test('the patient is added to every search of a patient type', () => {
  assert.deepEqual(confine('Observation', { code: 'x', _sort: '-date' }), [
    'code=x',
    '_sort=-date',
    'patient=a',
  ]);
  assert.deepEqual(confine('Patient', {}), ['_id=a']);
  assert.deepEqual(confine('Patient', { name: 'Nancy' }), ['name=Nancy', '_id=a']);
});

test('a search that names the patient of the lease is kept to one naming of it', () => {
  const named: SearchParameters[] = [
    { patient: 'a' },
    { patient: 'Patient/a' },
    { subject: 'Patient/a' },
    { patient: 'a', subject: 'Patient/a' },
  ];
  for (const parameters of named) assert.deepEqual(confine('Observation', parameters), ['patient=a']);
});

test('a patient named twice is refused, because servers differ in which of the two they follow', () => {
  assert.throws(() => confine('Observation', { patient: ['a', 'Patient/a'] }), { code: 'invalid-request' });
  assert.throws(() => confine('Patient', { _id: ['a', 'a'] }), { code: 'invalid-request' });
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
    { patient: 'а' }, // Cyrillic
    { patient: 7 },
  ];
  for (const parameters of named) {
    const text = JSON.stringify(parameters);
    assert.throws(() => confine('Observation', parameters), { code: 'wrong-patient' }, text);
  }
  assert.throws(() => confine('Patient', { _id: 'b' }), { code: 'wrong-patient' });
  assert.throws(() => confine('Patient', { _id: 'a,b' }), { code: 'wrong-patient' });
  assert.throws(() => confine('Coverage', { beneficiary: 'b' }), { code: 'wrong-patient' });
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
    '_revinclude:iterate',
    '_id:not',
    'patient:identifier',
    'code:in',
    '__proto__',
    'constructor.name',
    '_id&patient',
    'patient=b&x',
    '',
    '$everything',
  ];
  for (const name of names)
    assert.throws(() => confineSearch('Observation', [[name, '1']], 'a'), { code: 'invalid-request' }, name);
});

test('a page is a whole number of at most a thousand', () => {
  assert.deepEqual(confine('Observation', { _count: 1000 }), ['_count=1000', 'patient=a']);
  for (const count of ['1001', '99999', '-1', '1.5', '1e3', '', 'all'])
    assert.throws(() => confine('Observation', { _count: count }), { code: 'invalid-request' }, count);
});

test('a search is for one type by its name', () => {
  const types = [
    '',
    '$export',
    'Patient/b',
    'observation',
    'Observation?patient=b',
    '../Patient',
    'a'.repeat(80),
  ];
  for (const type of types) assert.throws(() => confine(type, {}), { code: 'invalid-request' }, type);
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
  const known = [
    'patient',
    'subject',
    '_id',
    'actor',
    'target',
    'code',
    'beneficiary',
    '_has:x',
    'patient:Patient',
  ];
  const name = fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 12 }));
  const value = fc.oneof(fc.constantFrom('a', 'b', 'Patient/a', 'Patient/b', 'a,b'), fc.string());
  const pairs = fc.array(fc.tuple(name, value), { maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...types), pairs, (type, given) => {
      let confined: ReturnType<typeof confineSearch>;
      try {
        confined = confineSearch(type, given, 'a');
      } catch (error) {
        assert.match((error as { code: string }).code, /^(wrong-patient|invalid-request)$/);
        return;
      }
      const [own = ''] = patientSearchParameters(type);
      const valuesOf = (wanted: string) => confined.filter(([n]) => n === wanted).map(([, v]) => v);
      assert.deepEqual(valuesOf(own), ['a']);
      for (const alias of ['patient', 'subject'].filter((one) => one !== own))
        assert.deepEqual(valuesOf(alias), []);
    }),
    { numRuns: 1000 },
  );
});
