import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkCpr, passesModulo11 } from './cpr.ts';
import { isTestCpr, testCpr } from './test-cpr.ts';

const anyPerson = fc.record({
  birthDate: fc
    .date({ min: new Date('1900-01-02'), max: new Date('2036-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
    .filter((date) => !date.endsWith('-01-01')),
  gender: fc.constantFrom('female' as const, 'male' as const),
});

test('fits the birth date and the gender, and belongs to nobody', () => {
  fc.assert(
    fc.property(anyPerson, fc.nat({ max: 9 }), (person, index) => {
      const number = testCpr({ ...person, index });
      const check = checkCpr(number);
      assert.ok(check.verdict === 'plausible');
      assert.deepEqual([check.birthDate, check.gender], [person.birthDate, person.gender]);
      assert.ok(isTestCpr(number));
    }),
  );
});

test('gives at least ten different numbers for each day and gender', () => {
  fc.assert(
    fc.property(anyPerson, (person) => {
      const numbers = Array.from({ length: 10 }, (_, index) => testCpr({ ...person, index }));
      assert.equal(new Set(numbers).size, 10);
    }),
  );
});

test('counts the official test numbers among those that belong to nobody', () => {
  for (const number of ['0108589995', '0201919990', '2311143995', '3103979995'])
    assert.ok(isTestCpr(number), number);
});

test('does not trust numbers that could be in use', () => {
  assert.ok(passesModulo11('1506364007'));
  for (const number of ['1506364007', '0101659995', '0202701234', 'x']) assert.ok(!isTestCpr(number), number);
});

test('refuses 1 January, dates that do not exist, and more numbers than a day has', () => {
  const wrong = [
    { birthDate: '1965-01-01', gender: 'female' as const },
    { birthDate: '1965-02-30', gender: 'female' as const },
    { birthDate: '1850-02-03', gender: 'female' as const },
    { birthDate: '1965-02-03', gender: 'female' as const, index: 99 },
  ];
  for (const person of wrong) assert.throws(() => testCpr(person), { code: 'invalid-request' });
});
