import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VirtualClock } from '../../../test/scripted-runtime.ts';
import { Pacing, backoffMs } from './pacing.ts';

/** A runtime whose chance always falls on the longest wait. */
const longest = { randomBytes: (length: number) => new Uint8Array(length).fill(255) };

function pacing() {
  const clock = new VirtualClock();
  const wakes: number[] = [];
  const schedule = (delayMs: number, callback: () => void) => clock.schedule(delayMs, callback);
  return { clock, wakes, paced: new Pacing({ ...longest, schedule }, () => wakes.push(clock.nowMs)) };
}

test('back-off doubles, has full jitter and never passes five minutes', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 20, 5000].map((failures) => backoffMs(failures, longest)),
    [1000, 2000, 4000, 8000, 300_000, 300_000],
  );
  fc.assert(
    fc.property(fc.nat(2000), fc.uint8Array({ minLength: 4, maxLength: 4 }), (failures, bytes) => {
      const wait = backoffMs(failures, { randomBytes: () => new Uint8Array(bytes) });
      assert.ok(wait >= 0 && wait <= Math.min(1000 * 2 ** Math.max(failures - 1, 0), 300_000));
    }),
  );
});

test('I7: one failing entry rests alone, so that the next has its turn', () => {
  const { paced, clock, wakes } = pacing();
  paced.failed(1, undefined);
  assert.equal(paced.isResting(1), true);
  assert.equal(paced.isResting(2), false);
  assert.equal(paced.isPaused, false);
  clock.advance(1000);
  assert.equal(paced.isResting(1), false);
  assert.equal(wakes.length, 1);
});

test('I7: two failures in a row pause everything, and a success ends the count', () => {
  const { paced, clock } = pacing();
  paced.failed(1, undefined);
  paced.failed(2, undefined);
  assert.equal(paced.isPaused, true);
  clock.advance(2000);
  assert.equal(paced.isPaused, false);
  paced.succeeded(2);
  paced.failed(1, undefined);
  assert.equal(paced.isPaused, false);
});

test('I7: Retry-After is kept, with jitter on top, also when a person presses "try now"', () => {
  const { paced, clock } = pacing();
  paced.failed(1, 60_000);
  paced.hurry();
  assert.equal(paced.isPaused, true);
  clock.advance(60_000);
  assert.equal(paced.isPaused, true);
  clock.advance(1000);
  assert.equal(paced.isPaused, false);
});

test('a person may end our own waits', () => {
  const { paced } = pacing();
  paced.failed(1, undefined);
  paced.failed(1, undefined);
  paced.hurry();
  assert.equal(paced.isPaused, false);
  assert.equal(paced.isResting(1), false);
});

test('no timer outlives the sender', () => {
  const { paced, clock } = pacing();
  paced.failed(1, undefined);
  paced.failed(2, 1000);
  paced.stop();
  assert.deepEqual(clock.pending, []);
});
