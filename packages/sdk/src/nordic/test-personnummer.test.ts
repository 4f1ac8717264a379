import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkPersonnummer, checkSamordningsnummer } from './personnummer.ts';
import { isTestPersonnummer, testPersonnummer } from './test-personnummer.ts';

const anyPerson = fc.record({
  birthDate: fc
    .date({ min: new Date('1900-01-01'), max: new Date('2036-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  gender: fc.constantFrom('female' as const, 'male' as const),
  index: fc.nat({ max: 49 }),
});

test('fits the birth date and the gender, and has a check digit nobody was given', () => {
  fc.assert(
    fc.property(anyPerson, (person) => {
      const number = testPersonnummer(person);
      const check = checkPersonnummer(number);
      assert.ok(check.verdict === 'plausible');
      assert.deepEqual([check.birthDate, check.gender], [person.birthDate, person.gender]);
      assert.deepEqual(check.warnings, ['check-digit']);
      assert.ok(isTestPersonnummer(number));
    }),
  );
});

test('makes coordination numbers too', () => {
  fc.assert(
    fc.property(anyPerson, (person) => {
      const number = testPersonnummer(person, 'samordningsnummer');
      const check = checkSamordningsnummer(number);
      assert.ok(check.verdict === 'plausible');
      assert.equal(check.birthDate, person.birthDate);
      assert.ok(isTestPersonnummer(number));
    }),
  );
});

test('does not trust a number with the right check digit', () => {
  assert.ok(!isTestPersonnummer('196101182803'));
  assert.ok(!isTestPersonnummer('196109732393'));
});

test('refuses a date that does not exist and more numbers than it has', () => {
  for (const person of [
    { birthDate: '1965-02-30', gender: 'female' as const },
    { birthDate: '1965-02-03', gender: 'male' as const, index: 50 },
  ]) {
    assert.throws(() => testPersonnummer(person), { code: 'invalid-request' });
  }
});
