import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FhirResource } from 'fhir/r4';
import { BASE } from '../../../test/ward.ts';
import { belongsTo } from './ownership.ts';

const observation = (subject?: object, contained?: unknown) =>
  ({
    resourceType: 'Observation',
    status: 'final',
    code: {},
    ...(subject && { subject }),
    ...(contained !== undefined && { contained }),
  }) as FhirResource;
const own = (contained: unknown) => observation({ reference: 'Patient/a' }, contained);

test('a resource belongs to the patient it names, however the reference is written', () => {
  for (const reference of ['Patient/a', `${BASE}/Patient/a`, 'Patient/a/_history/2'])
    assert.equal(belongsTo(observation({ reference }), 'a', BASE), true, reference);
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

test('a type that does not tell whose it is belongs to nobody, one that tells nothing of patients to all', () => {
  for (const resourceType of [
    'Binary',
    'Bundle',
    'Claim',
    'Group',
    'Parameters',
    'VisionPrescription',
    'toString',
  ])
    assert.equal(belongsTo({ resourceType } as FhirResource, 'a', BASE), false, resourceType);
  for (const resourceType of ['Practitioner', 'Organization', 'Questionnaire', 'ValueSet'])
    assert.equal(belongsTo({ resourceType } as FhirResource, 'a', BASE), true, resourceType);
});

test('an element that names a patient where the type has none is not believed', () => {
  const odd = [
    { resourceType: 'Practitioner', subject: { reference: 'Patient/b' } },
    { resourceType: 'Device', subject: { reference: 'Patient/b' } },
    { resourceType: 'Patient', id: 'a', subject: { reference: 'Patient/b' } },
    { resourceType: 'Medication', patient: { reference: 'Patient/a' } },
  ];
  for (const resource of odd)
    assert.equal(belongsTo(resource as FhirResource, 'a', BASE), false, JSON.stringify(resource));
  assert.equal(belongsTo({ resourceType: 'Device', patient: { reference: 'Patient/a' } }, 'a', BASE), true);
});

test('what a resource contains must not be another patient’s', () => {
  const fine: unknown[] = [
    [{ resourceType: 'Practitioner', id: 'p' }],
    [{ resourceType: 'Medication', id: 'm' }],
    [observation({ reference: 'Patient/a' })],
    [observation()],
    [observation({ reference: '#' })],
  ];
  for (const contained of fine)
    assert.equal(belongsTo(own(contained), 'a', BASE), true, JSON.stringify(contained));
  const foreign: unknown[] = [
    [observation({ reference: 'Patient/b' })],
    [observation({ reference: 'Patient/a' }), observation({ reference: 'Patient/b' })],
    [{ resourceType: 'Patient', id: 'b' }],
    [{ resourceType: 'Patient', id: 'p1' }],
    [{ resourceType: 'Bundle', type: 'collection' }],
    [{ resourceType: 'Group' }],
    [{ resourceType: 'Provenance', target: [{ reference: 'Observation/pulse-b' }] }],
    [{ resourceType: 'Practitioner', contained: [{ resourceType: 'Patient', id: 'b' }] }],
    [null],
    ['Patient/b'],
    { resourceType: 'Patient', id: 'b' },
  ];
  for (const contained of foreign)
    assert.equal(belongsTo(own(contained), 'a', BASE), false, JSON.stringify(contained));
  const staff = { resourceType: 'Practitioner', contained: [observation({ reference: 'Patient/b' })] };
  assert.equal(belongsTo(staff as FhirResource, 'a', BASE), false);
});
