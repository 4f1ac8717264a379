import assert from 'node:assert/strict';
import { test } from 'node:test';
import { criteriaOf, isMeant } from './search-text.ts';

test('each word is the beginning of a name', () => {
  assert.deepEqual(criteriaOf({ by: 'name', words: ['Søndervang', 'Else'] }), {
    name: ['Søndervang', 'Else'],
  });
  assert.deepEqual(criteriaOf(undefined), {});
});

test('a number is asked for with and without its separator, a birth date as it is', () => {
  assert.deepEqual(criteriaOf({ by: 'identifier', value: '2704529996' }), {
    identifier: '2704529996,270452-9996',
  });
  assert.deepEqual(criteriaOf({ by: 'birthDate', value: '1952-04-27' }), { birthdate: '1952-04-27' });
});

test('what FHIR would read as its own separators is escaped', () => {
  assert.deepEqual(criteriaOf({ by: 'name', words: ['a|b$'] }), { name: ['a\\|b\\$'] });
});

test('a ward that is here is searched by the same rule', () => {
  const patient = {
    name: { family: 'Søndervang', given: 'Else Margrethe' },
    birthDate: '1952-04-27',
    identifier: { label: 'banner.id.cpr', value: '270452-9996' },
  } as const;
  assert.ok(isMeant(patient, undefined));
  assert.ok(isMeant(patient, { by: 'name', words: ['marg', 'sønder'] }));
  assert.ok(!isMeant(patient, { by: 'name', words: ['vang'] }));
  assert.ok(isMeant(patient, { by: 'identifier', value: '2704529996' }));
  assert.ok(!isMeant(patient, { by: 'identifier', value: '2704529995' }));
  assert.ok(isMeant(patient, { by: 'birthDate', value: '1952-04-27' }));
  assert.ok(!isMeant(patient, { by: 'birthDate', value: '1952-04-28' }));
});
