import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from './random.ts';

const draw = (random: Random) => Array.from({ length: 50 }, () => random.next());

test('the same seed and label draw the same, others differ', () => {
  assert.deepEqual(draw(Random.for(1, 'patient 7')), draw(Random.for(1, 'patient 7')));
  assert.notDeepEqual(draw(Random.for(1, 'patient 7')), draw(Random.for(1, 'patient 8')));
  assert.notDeepEqual(draw(Random.for(1, 'patient 7')), draw(Random.for(2, 'patient 7')));
});

test('is the published mulberry32', () => {
  const random = new Random(1);
  assert.deepEqual(
    [random.next(), random.next(), random.next()].map((value) => Math.round(value * 2 ** 32)),
    [2693262067, 11749833, 2265367787],
  );
});

test('whole numbers reach both ends and nothing else', () => {
  const random = new Random(3);
  const seen = new Set(Array.from({ length: 500 }, () => random.int(4, 7)));
  assert.deepEqual([...seen].sort(), [4, 5, 6, 7]);
});

test('noise stays within its bounds and has no bias', () => {
  const random = new Random(5);
  const values = Array.from({ length: 3000 }, () => random.noise(2));
  assert.ok(values.every((value) => Math.abs(value) <= 3));
  assert.ok(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length) < 0.1);
});

test('there is nothing to pick from an empty list', () => {
  assert.throws(() => new Random(1).pick([]), RangeError);
});
