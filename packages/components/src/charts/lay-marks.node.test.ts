import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstFrom, layMarks, type MarkFrame } from './lay-marks.ts';

const frame: MarkFrame = {
  from: 0,
  to: 100,
  values: [0, 10],
  left: 20,
  top: 10,
  width: 200,
  height: 100,
  size: 8,
};
const lay = (times: number[], values: (number | null)[], isHollow?: (index: number) => boolean) =>
  layMarks(times, { values, ...(isHollow && { isHollow }) }, frame);

describe('marks of a chart', () => {
  it('CHT-01 a measurement stands exactly on its time and value', () => {
    const laid = lay([0, 50, 100], [0, 5, 10]);
    assert.deepEqual(laid.filled, [20, 110, 120, 60, 220, 10]);
    assert.deepEqual([laid.strokes.length, laid.crowded], [0, 0]);
  });

  it('points that would cover each other become strokes and are counted; the others stay points', () => {
    const laid = lay([10, 11, 50, 51, 90], [5, 5, 1, 9, 5]);
    assert.equal(laid.crowded, 2);
    assert.equal(laid.strokes.length, 2 * 3);
    assert.equal(laid.filled.length, 3 * 2, 'two moments apart in value do not cover each other');
  });

  it('many points in one pixel are one stroke over the height they take up, and all of them are counted', () => {
    const times = Array.from({ length: 1000 }, (_, index) => 50 + index / 10_000);
    const laid = lay(
      times,
      times.map((_, index) => 2 + (index % 2) * 6),
    );
    assert.equal(laid.crowded, 1000);
    assert.deepEqual(laid.strokes, [120, 28, 92]);
  });

  it('CHT-13 what lies beyond the values is counted on its side and marked at the edge', () => {
    const laid = lay([10, 50, 51, 90], [11, -1, -1, 99]);
    assert.deepEqual([laid.above, laid.below], [2, 2]);
    assert.deepEqual(laid.over, [40, 200]);
    assert.deepEqual(laid.under, [120], 'one arrow where two would cover each other');
    assert.deepEqual(laid.filled, []);
  });

  it('nothing outside the time is drawn, nothing is drawn where there is no value, and hollow ones are kept apart', () => {
    const laid = lay([-1, 20, 60, 101], [5, null, 5, 5], (index) => index === 2);
    assert.deepEqual(laid.filled, []);
    assert.deepEqual(laid.open, [140, 60]);
    assert.equal(laid.hollow, 1);
  });

  it('finds the first time that is not before another', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((from) => firstFrom([1, 1, 2], from)),
      [0, 0, 2, 3],
    );
  });
});
