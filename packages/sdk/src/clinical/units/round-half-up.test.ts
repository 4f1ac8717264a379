import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { roundHalfUp, shiftDecimalPoint } from './round-half-up.ts';

test('rounds the decimal number that was written, where the binary one lies below it', () => {
  assert.equal((38.05).toFixed(1), '38.0', 'what the platform does, and why this module exists');
  assert.equal(roundHalfUp(38.05, 1), 38.1);
  assert.equal(roundHalfUp(35.05, 1), 35.1);
  assert.equal(roundHalfUp(1.005, 2), 1.01);
});

test('leaves what already has few enough digits', () => {
  for (const value of [0, 37, 37.5, -1.5, 1e21, Infinity]) assert.equal(roundHalfUp(value, 1), value);
  assert.ok(Number.isNaN(roundHalfUp(NaN, 1)));
});

test('carries over nines, and a half goes away from zero', () => {
  assert.equal(roundHalfUp(99.96, 1), 100);
  assert.equal(roundHalfUp(0.5, 0), 1);
  assert.equal(roundHalfUp(-0.5, 0), -1);
  assert.equal(roundHalfUp(0.0000004, 1), 0);
});

test('agrees with arithmetic on the digits for any number of hundredths', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (hundredths) => {
      const tenths = Math.floor((hundredths + 5) / 10);
      assert.equal(roundHalfUp(hundredths / 100, 1), tenths / 10);
    }),
  );
});

test('moves the decimal point without binary noise', () => {
  assert.notEqual(0.57 * 100, 57);
  assert.equal(shiftDecimalPoint(0.57, 2), 57);
  assert.equal(shiftDecimalPoint(1e-7, 2), 1e-5);
});
