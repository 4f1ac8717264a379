import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VirtualClock } from '../../../../test/scripted-runtime.ts';
import { FRESH } from './pacing-state.ts';
import { Pacing, backoffMs } from './pacing.ts';

/** A runtime whose chance always falls on the longest wait. */
const longest = { randomBytes: (length: number) => new Uint8Array(length).fill(255) };

function pacing() {
  const clock = new VirtualClock();
  const wakes: number[] = [];
  const schedule = (delayMs: number, callback: () => void) => clock.schedule(delayMs, callback);
  const runtime = { ...longest, schedule, now: () => clock.nowMs };
  return { clock, wakes, runtime, paced: new Pacing(runtime, () => wakes.push(clock.nowMs)) };
}

/** The waits of one sender, as the next one finds them in the store. */
const kept = (paced: Pacing): unknown => JSON.parse(JSON.stringify(paced.state));

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
  clock.advance(119_999);
  assert.equal(paced.isPaused, true);
  clock.advance(1);
  assert.equal(paced.isPaused, false);
});

test('I7: the jitter on top is as wide as what was asked for, and twice as wide with every further refusal', () => {
  const { paced, clock } = pacing();
  const waits = [1, 2, 3, 4, 5, 6].map((entry) => {
    paced.failed(entry, 10_000);
    const waitMs = Math.max(...clock.pending);
    clock.advance(waitMs);
    return waitMs;
  });
  assert.deepEqual(waits, [20_000, 30_000, 50_000, 90_000, 170_000, 310_000]);
  paced.failed(7, 10_000);
  assert.equal(Math.max(...clock.pending), 310_000, 'five minutes is the widest');
});

test('I7: a server that asks for something is there: how long it was silent before does not count', () => {
  const { paced, clock } = pacing();
  for (let attempt = 0; attempt < 20; attempt++) paced.failed(1, undefined);
  clock.advance(300_000);
  paced.failed(1, 10_000);
  assert.equal(Math.max(...clock.pending), 20_000);
});

test('I7: what an outage made fail goes as soon as the server is back, and is not held to rest of its own', () => {
  const { paced, clock } = pacing();
  for (let attempt = 0; attempt < 10; attempt++) [1, 2, 3].forEach((entry) => paced.failed(entry, undefined));
  clock.advance(300_000);
  paced.succeeded(1);
  assert.deepEqual([paced.isPaused, paced.isResting(2), paced.isResting(3)], [false, false, false]);
});

test('side by side goes one at first and after every failure, one more with each answer, six at most', () => {
  const { paced } = pacing();
  const widths = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((entry) => {
    paced.succeeded(entry);
    return paced.width;
  });
  assert.deepEqual(widths, [2, 3, 4, 5, 6, 7, 8, 8, 8]);
  paced.failed(8, undefined);
  assert.equal(paced.width, 1);
  paced.succeeded(8);
  paced.stumbled();
  assert.equal(paced.width, 1);
});

test('what was under way together and failed together counts as two in a row, however many they were', () => {
  const { paced, clock } = pacing();
  const entries = [1, 2, 3, 4, 5, 6];
  entries.forEach((entry) => paced.started(entry));
  entries.forEach((entry) => paced.failed(entry, undefined));
  assert.equal(paced.isPaused, true);
  assert.equal(Math.max(...clock.pending), 2000);
  clock.advance(2000);
  paced.started(1);
  paced.failed(1, undefined);
  assert.equal(Math.max(...clock.pending), 4000, 'the next one is the third');
});

test('back on the network a device that was cut off for long comes back within a minute, and not at once', () => {
  const { paced, clock } = pacing();
  for (let attempt = 0; attempt < 20; attempt++) paced.failed(1, undefined);
  paced.reconnected();
  assert.equal(paced.isPaused, true);
  assert.equal(Math.max(...clock.pending), 60_000);
  const short = pacing();
  short.paced.failed(1, undefined);
  short.paced.failed(1, undefined);
  short.paced.reconnected();
  assert.equal(Math.max(...short.clock.pending), 400);
});

test('back on the network no wait is made longer, and what the server asked for is kept', () => {
  const { paced, clock } = pacing();
  for (let attempt = 0; attempt < 20; attempt++) paced.failed(1, undefined);
  clock.advance(299_000);
  paced.reconnected();
  assert.equal(Math.max(...clock.pending), 1000);
  paced.failed(1, 60_000);
  paced.reconnected();
  assert.equal(Math.max(...clock.pending), 120_000);
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

test('F12: what the server asked for outlives the sender, and no button of the next session ends it', () => {
  const { paced, clock, runtime } = pacing();
  paced.failed(1, 120_000);
  const state = kept(paced);
  paced.stop();
  clock.advance(20_000);
  const next = new Pacing(runtime, () => undefined);
  next.resume(state);
  next.hurry();
  assert.equal(next.isPaused, true);
  clock.advance(100_000);
  assert.equal(next.isPaused, true, 'our own wait comes on top');
  clock.advance(120_000);
  assert.equal(next.isPaused, false);
});

test('back-off goes on where the last sender left it, entry by entry', () => {
  const { paced, clock, runtime } = pacing();
  paced.failed(1, undefined);
  paced.succeeded(2);
  clock.advance(1000);
  paced.failed(1, undefined);
  paced.succeeded(2);
  const state = kept(paced);
  paced.stop();
  const next = new Pacing(runtime, () => undefined);
  next.resume(state);
  assert.equal(next.isResting(1), true);
  clock.advance(2000);
  assert.equal(next.isResting(1), false);
  next.failed(1, undefined);
  clock.advance(3999);
  assert.equal(
    next.isResting(1),
    true,
    'the third failure of an entry that fails alone waits up to four seconds',
  );
});

test('F19: a clock that jumped makes no wait longer than it was', () => {
  const { paced, clock, runtime } = pacing();
  paced.failed(1, 120_000);
  const state = kept(paced);
  paced.stop();
  clock.nowMs -= 86_400_000;
  const next = new Pacing(runtime, () => undefined);
  next.resume(state);
  assert.deepEqual(
    clock.pending.filter((ms) => ms > 240_000),
    [],
  );
  clock.nowMs += 3 * 86_400_000;
  const later = new Pacing(runtime, () => undefined);
  later.resume(state);
  assert.equal(later.isPaused, false);
});

test('waits that make no sense are no reason not to send', () => {
  const year = 365 * 86_400_000;
  const { clock, runtime } = pacing();
  const damaged: unknown[] = [
    undefined,
    'x',
    {},
    { at: 0, failuresInARow: 1, entries: [{}] },
    { at: 0, failuresInARow: 'many', entries: [] },
    { at: 0, failuresInARow: 1, pause: { untilAt: 'never' }, entries: [] },
  ];
  for (const state of damaged) {
    const next = new Pacing(runtime, () => undefined);
    next.resume(state);
    assert.equal(next.isPaused, false, JSON.stringify(state));
  }
  const absurd = new Pacing(runtime, () => undefined);
  const untilAt = clock.nowMs + year;
  absurd.resume({ at: clock.nowMs, failuresInARow: 1, pause: { untilAt, isAsked: true }, entries: [] });
  assert.equal(absurd.isPaused, true);
  clock.advance(3_900_000);
  assert.equal(absurd.isPaused, false);
});

test('nothing is left to remember once all is well', () => {
  const { paced, clock } = pacing();
  assert.equal(paced.state, FRESH);
  paced.failed(1, undefined);
  assert.notEqual(paced.state, FRESH);
  clock.advance(1000);
  paced.succeeded(1);
  assert.equal(paced.state, FRESH);
});

test('a wait that the server asked for is not ended early by one of our own', () => {
  const { paced, clock, wakes } = pacing();
  paced.failed(1, 60_000);
  paced.stumbled();
  clock.advance(59_000);
  assert.equal(paced.isPaused, true);
  assert.equal(wakes.length, 1, 'only the entry has rested enough');
});
