import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDefinitions } from './definitions.ts';

const definitions = readDefinitions();

test('the types are those of R4 that can be stored', () => {
  assert.equal(definitions.resourceTypes.length, 146);
  for (const type of ['Patient', 'Observation', 'Bundle', 'Binary', 'VisionPrescription'])
    assert.ok(definitions.isResourceType(type));
  for (const type of ['Resource', 'DomainResource', 'MetadataResource', 'Parameters', 'Element', 'toString'])
    assert.ok(!definitions.isResourceType(type));
});

test('every type is known by its id and its instant of change', () => {
  for (const type of definitions.resourceTypes) {
    if (type === 'Binary') continue;
    const codes = definitions.searchParameters(type);
    assert.ok(codes.has('_id') && codes.has('_lastUpdated'), type);
  }
});

test('the patient and the chief date are columns where a type has one of each', () => {
  const homeOf = (type: string, code: string) => definitions.searchParameters(type).get(code)?.home;
  assert.deepEqual(
    [homeOf('Observation', 'patient'), homeOf('Observation', 'date')],
    ['patient', 'chief-date'],
  );
  assert.deepEqual(
    [homeOf('MedicationRequest', 'authoredon'), homeOf('Condition', 'onset-date')],
    ['chief-date', 'index'],
  );
  assert.equal(homeOf('Appointment', 'patient'), 'index');
});
