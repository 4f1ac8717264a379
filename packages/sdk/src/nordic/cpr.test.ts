import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkCpr, cprBirthYear, passesModulo11 } from './cpr.ts';

function plausible(text: string, options?: Parameters<typeof checkCpr>[1]) {
  const check = checkCpr(text, options);
  assert.ok(check.verdict === 'plausible');
  return check;
}

describe('CPR number', () => {
  test('tells birth date and gender, as in the worked example', () => {
    assert.deepEqual(plausible('250947-9989'), {
      verdict: 'plausible',
      value: '2509479989',
      warnings: [],
      birthDate: '1947-09-25',
      gender: 'male',
    });
    assert.equal(plausible('150636-4007').birthDate, '2036-06-15');
  });

  test('is accepted with a hyphen, a space or nothing between date and serial number', () => {
    for (const text of ['250947-9989', '250947 9989', '2509479989', ' 250947-9989 ']) {
      assert.equal(plausible(text).value, '2509479989');
    }
  });

  test('is malformed with a day its month never has, or another number of digits', () => {
    const wrong = [
      '3002009990',
      '3104009990',
      '0013009990',
      '0000009990',
      '25094799',
      '25094799891',
      '2509-479989',
      'abc',
      '',
    ];
    for (const text of wrong) assert.equal(checkCpr(text).verdict, 'malformed', text);
  });

  test('is plausible on 29 February of any year, with a warning where the year had none', () => {
    assert.deepEqual(plausible('2902009990').warnings, []);
    const never = plausible('2902019990');
    assert.deepEqual(never.warnings, ['date']);
    assert.equal(never.birthDate, undefined);
  });

  const centuries: [digit: string, year: string, born: number][] = [
    ['0', '00', 1900],
    ['3', '99', 1999],
    ['4', '00', 2000],
    ['4', '36', 2036],
    ['4', '37', 1937],
    ['4', '99', 1999],
    ['5', '57', 2057],
    ['8', '58', 1858],
    ['5', '99', 1899],
    ['9', '36', 2036],
    ['9', '37', 1937],
  ];
  for (const [digit, year, born] of centuries) {
    test(`with year ${year} and seventh digit ${digit} is of ${born}`, () => {
      assert.equal(cprBirthYear(`0202${year}${digit}990`), born);
    });
  }

  test('reads the birth date of a person born before 1900', () => {
    assert.equal(plausible('020258-8990').birthDate, '1858-02-02');
    assert.equal(plausible('311299-5990').birthDate, '1899-12-31');
  });

  test('is never refused for modulo 11, and hinted at only on request', () => {
    assert.ok(passesModulo11('1506364007'));
    assert.ok(!passesModulo11('2509479989'));
    assert.deepEqual(plausible('2509479989').warnings, []);
    assert.deepEqual(plausible('2509479989', { modulo11: true }).warnings, ['check-digit']);
    assert.deepEqual(plausible('1506364007', { modulo11: true }).warnings, []);
  });
});
