import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDefinitions } from '../definitions/definitions.ts';
import type { SearchParameter } from '../definitions/search-parameters.ts';
import { parseQuantity, parseReference, parseToken, splitUnescaped } from './parse-value.ts';

const definitions = readDefinitions();
const parameter = (type: string, code: string) =>
  definitions.searchParameters(type).get(code) as SearchParameter;

test('a backslash keeps a comma, a bar and itself within a value', () => {
  assert.deepEqual(splitUnescaped('a\\,b,c\\\\,d', ','), ['a\\,b', 'c\\\\', 'd']);
  assert.deepEqual(parseToken(parameter('Patient', 'identifier'), 'urn:a\\|b|c\\,d'), [
    { system: 'urn:a|b', value: 'c,d' },
  ]);
});

test('the digits of a number say how exact it is', () => {
  const quantity = parameter('Observation', 'value-quantity');
  assert.deepEqual(parseQuantity(quantity, '5.40'), { prefix: 'eq', value: 5.4, halfStep: 0.005 });
  assert.equal(parseQuantity(quantity, '1e3').halfStep, 500);
  assert.deepEqual(parseQuantity(quantity, 'ge7||mg'), { prefix: 'ge', value: 7, halfStep: 0.5, code: 'mg' });
});

test('a bare id means every type that the parameter may refer to', () => {
  const options = { fhirBaseUrl: 'http://here/fhir', resourceTypes: definitions.resourceTypes };
  const values = (text: string) =>
    parseReference(parameter('Observation', 'subject'), text, options).map(({ value }) => value);
  assert.deepEqual(values('1').sort(), ['Device/1', 'Group/1', 'Location/1', 'Patient/1']);
  assert.deepEqual(values('http://here/fhir/Patient/1/_history/3'), ['Patient/1']);
  assert.deepEqual(values('http://there/fhir/Patient/1'), ['http://there/fhir/Patient/1']);
});
