import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListedPatient } from './listed-patient.ts';
import { criteriaOf, matchesText } from './search-text.ts';

test('each word is the beginning of a name', () => {
  assert.deepEqual(criteriaOf(' Søndervang,  Else '), { name: ['Søndervang', 'Else'] });
  assert.deepEqual(criteriaOf('  '), {});
});

test('a number is asked for with and without its separator', () => {
  assert.deepEqual(criteriaOf('270452-9996'), { identifier: '270452-9996,2704529996' });
  assert.deepEqual(criteriaOf('270452 9996'), { identifier: '2704529996,270452-9996' });
});

test('what FHIR would read as its own separators is escaped', () => {
  assert.deepEqual(criteriaOf('a|b$'), { name: ['a\\|b\\$'] });
});

test('a ward that is here is searched by the same rule', () => {
  const patient = {
    name: { family: 'Søndervang', given: 'Else Margrethe' },
    identifier: { label: 'banner.id.cpr', value: '270452-9996' },
  } as ListedPatient;
  assert.ok(matchesText(patient, ''));
  assert.ok(matchesText(patient, 'marg sønder'));
  assert.ok(matchesText(patient, '2704529996'));
  assert.ok(!matchesText(patient, '270452'));
  assert.ok(!matchesText(patient, 'vang'));
});
