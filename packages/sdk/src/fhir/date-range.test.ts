import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateRangeOf, periodRangeOf } from './date-range.ts';

const at = (text: string) => Date.parse(text);

const RANGES: [text: string, low: string, high: string][] = [
  ['2024', '2024-01-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z'],
  ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
  ['2024-05-01T08:30Z', '2024-05-01T08:30:00.000Z', '2024-05-01T08:30:59.999Z'],
  ['2024-05-01T08:30:15+02:00', '2024-05-01T06:30:15.000Z', '2024-05-01T06:30:15.999Z'],
  ['2024-05-01T00:30:00-01:30', '2024-05-01T02:00:00.000Z', '2024-05-01T02:00:00.999Z'],
  ['2024-05-01T08:30:15.5Z', '2024-05-01T08:30:15.500Z', '2024-05-01T08:30:15.599Z'],
  ['2024-05-01T08:30:15.123456Z', '2024-05-01T08:30:15.123Z', '2024-05-01T08:30:15.123Z'],
  ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z', '2016-12-31T23:59:59.999Z'],
];

for (const [text, low, high] of RANGES) {
  test(`${text} stands for all of its duration`, () => {
    assert.deepEqual(dateRangeOf(text), { low: at(low), high: at(high) });
  });
}

test('what is no date has no range', () => {
  for (const text of [
    '',
    '24',
    '2023-02-29',
    '2024-13',
    '2024-05-32',
    '2024-05-01T25:00Z',
    '2024-05-01T08:61Z',
    'today',
  ]) {
    assert.equal(dateRangeOf(text), undefined, text);
  }
});

test('a period without an end reaches past every instant', () => {
  const range = periodRangeOf({ start: '2024-05-01' });
  assert.equal(range?.low, at('2024-05-01T00:00:00Z'));
  assert.ok((range?.high ?? 0) > at('9999-12-31T23:59:59Z'));
  assert.equal(periodRangeOf({}), undefined);
});
