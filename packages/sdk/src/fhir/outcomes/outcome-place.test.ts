import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FhirResource } from 'fhir/r4';
import { placeOf } from './outcome-place.ts';

const code = { text: 'x' };
const pulse: FhirResource = {
  resourceType: 'Observation',
  status: 'final',
  code,
  effectiveDateTime: '2026-01-15T08:00:00+01:00',
  valueQuantity: { value: 112 },
};
const pressure: FhirResource = {
  resourceType: 'Observation',
  status: 'final',
  code,
  component: [
    { code, valueQuantity: { value: 101 } },
    { code, valueQuantity: { value: 60 } },
  ],
};
const condition: FhirResource = { resourceType: 'Condition', subject: {} };

test('an expression in the transaction names the resource by its position, and the element within it', () => {
  const group = [pulse, pressure];
  const cases: [string, object][] = [
    ['Bundle.entry[0].resource.valueQuantity.value', { resource: 0, path: 'valueQuantity.value' }],
    [
      'Bundle.entry[1].resource.component[1].valueQuantity',
      { resource: 1, path: 'component[1].valueQuantity' },
    ],
    ['Bundle.entry[1].resource', { resource: 1 }],
    ['Bundle.entry[1]', { resource: 1 }],
    ['Bundle.entry[0].request.ifNoneExist', { resource: 0 }],
  ];
  for (const [expression, place] of cases) assert.deepEqual(placeOf(expression, group), place, expression);
});

test('the Provenance that leaves with the group, and what is in no group at all, has no place in it', () => {
  for (const expression of ['Bundle.entry[2].resource.target', 'Bundle', 'Bundle.type', 'Patient.name', ''])
    assert.deepEqual(placeOf(expression, [pulse, pressure]), {}, expression);
});

test('an expression that begins with a type means the only resource of that type, and nothing where there are several', () => {
  assert.deepEqual(placeOf('Observation.status', [condition, pulse]), { resource: 1, path: 'status' });
  assert.deepEqual(placeOf('Observation', [condition, pulse]), { resource: 1 });
  assert.deepEqual(placeOf('Observation.status', [pulse, pressure]), {});
});

test('an element with a choice of types has the name that it has in JSON', () => {
  const cases: [string, string][] = [
    ['Observation.value', 'valueQuantity'],
    ['Observation.value.value', 'valueQuantity.value'],
    ['Observation.value[x]', 'valueQuantity'],
    ['Observation.value.ofType(Quantity).value', 'valueQuantity.value'],
    ['Observation.effective.ofType(dateTime)', 'effectiveDateTime'],
    ['Observation.effective', 'effectiveDateTime'],
    ['Observation.bodySite.text', 'bodySite.text'],
  ];
  for (const [expression, path] of cases)
    assert.deepEqual(placeOf(expression, [pulse]), { resource: 0, path }, expression);
  assert.deepEqual(placeOf('Observation.component[0].value.value', [pressure]), {
    resource: 0,
    path: 'component[0].valueQuantity.value',
  });
});

test('what is no path of elements leads no further than what of it is one', () => {
  assert.deepEqual(placeOf('Observation.code.where(text = 1)', [pulse]), { resource: 0, path: 'code' });
});
