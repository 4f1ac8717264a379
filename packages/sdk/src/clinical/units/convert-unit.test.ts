import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { convertUnit, type Substance } from './convert-unit.ts';

const { conversions, refused } = JSON.parse(
  readFileSync(new URL('../../../test/fixtures/unit-conversions.json', import.meta.url), 'utf8'),
) as {
  conversions: [value: number, from: string, to: string, expected: number, substance?: Substance][];
  refused: [from: string, to: string, substance?: Substance][];
};

for (const [value, from, to, expected, substance] of conversions) {
  test(`${value} ${from}${substance ? ` of ${substance}` : ''} are ${expected} ${to}`, () => {
    const converted = convertUnit(value, from, to, substance);
    assert.ok(Math.abs(converted - expected) <= 1e-4 * Math.abs(expected), `got ${converted}`);
  });
}

test('what is exact comes out exact, without binary noise', () => {
  assert.equal(convertUnit(0.57, '1', '%'), 57);
  assert.equal(convertUnit(1.1, 'm', 'cm'), 110);
  assert.equal(convertUnit(98.6, '[degF]', 'Cel'), 37);
  assert.equal(convertUnit(37, 'Cel', '[degF]'), 98.6);
  assert.equal(convertUnit(70, '[in_i]', 'cm'), 177.8);
});

for (const [from, to, substance] of refused) {
  test(`refuses ${from || 'no unit'} to ${to}${substance ? ` of ${substance}` : ''}`, () => {
    assert.throws(() => convertUnit(5, from, to, substance), { code: 'invalid-request' });
  });
}

test('refuses what is no number, and keeps the value in its own unit even when nobody knows the unit', () => {
  for (const value of [NaN, Infinity]) {
    assert.throws(() => convertUnit(value, 'm', 'cm'), { code: 'invalid-request' });
  }
  assert.equal(convertUnit(5, '[arb]', '[arb]'), 5);
});

test('there and back is the same value, for every conversion', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...conversions),
      fc.integer({ min: -4000, max: 400000 }),
      (row, hundredths) => {
        const [, from, to, , substance] = row;
        const value = hundredths / 100;
        const back = convertUnit(convertUnit(value, from, to, substance), to, from, substance);
        assert.ok(
          Math.abs(back - value) <= 1e-8 * Math.max(1, Math.abs(value)),
          `${value} came back as ${back}`,
        );
      },
    ),
  );
});
