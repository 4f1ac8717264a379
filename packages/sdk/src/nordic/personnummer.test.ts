import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPersonnummer, checkSamordningsnummer } from './personnummer.ts';

test('reads the worked example of a personnummer', () => {
  assert.deepEqual(checkPersonnummer('19610118-2803'), {
    verdict: 'plausible',
    value: '196101182803',
    warnings: [],
    birthDate: '1961-01-18',
    gender: 'female',
  });
});

test('reads the worked example of a samordningsnummer, whose day is increased by 60', () => {
  const check = checkSamordningsnummer('196109732393');
  assert.ok(check.verdict === 'plausible');
  assert.deepEqual(check.warnings, []);
  assert.equal(check.birthDate, '1961-09-13');
});

test('does not take one for the other', () => {
  assert.equal(checkPersonnummer('196109732393').verdict, 'malformed');
  assert.equal(checkSamordningsnummer('196101182803').verdict, 'malformed');
});

test('warns of a wrong check digit or a date that never was, and refuses neither', () => {
  const digit = checkPersonnummer('196101182804');
  assert.ok(digit.verdict === 'plausible');
  assert.deepEqual(digit.warnings, ['check-digit']);
  const date = checkPersonnummer('196102302802');
  assert.ok(date.verdict === 'plausible');
  assert.ok(date.warnings.includes('date'));
  assert.equal(date.birthDate, undefined);
});

test('is malformed without its century, or with a month or day nobody has', () => {
  for (const text of ['610118-2803', '196113182803', '196101002803', '17610118280', '']) {
    assert.equal(checkPersonnummer(text).verdict, 'malformed', text);
  }
});
