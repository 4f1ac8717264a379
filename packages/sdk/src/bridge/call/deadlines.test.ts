import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '../../../test/scripted-runtime.ts';
import { Deadlines } from './deadlines.ts';

function made() {
  const clock = new VirtualClock();
  const deadlines = new Deadlines({
    now: () => clock.nowMs,
    schedule: (delayMs, callback) => clock.schedule(delayMs, callback),
  });
  const expired: string[] = [];
  const add = (name: string, afterMs: number) => deadlines.add(afterMs, () => expired.push(name));
  return { clock, deadlines, expired, add };
}

test('each expires at its own time, over one timer', () => {
  const { clock, expired, add } = made();
  add('late', 300);
  add('soon', 100);
  clock.advance(50);
  add('between', 100);
  assert.equal(clock.pending.length, 1);
  clock.advance(49);
  assert.deepEqual(expired, []);
  clock.advance(1);
  assert.deepEqual(expired, ['soon']);
  clock.advance(50);
  assert.deepEqual(expired, ['soon', 'between']);
  clock.advance(149);
  assert.deepEqual(expired, ['soon', 'between']);
  clock.advance(1);
  assert.deepEqual(expired, ['soon', 'between', 'late']);
  assert.deepEqual(clock.pending, []);
});

test('one that was dropped never expires, and the next one still does', () => {
  const { clock, deadlines, expired, add } = made();
  deadlines.drop(add('dropped', 100));
  add('kept', 200);
  clock.advance(1_000);
  assert.deepEqual(expired, ['kept']);
});

test('one that is set by another’s expiry has its whole time', () => {
  const { clock, deadlines, expired, add } = made();
  deadlines.add(100, () => add('second', 100));
  clock.advance(199);
  assert.deepEqual(expired, []);
  clock.advance(1);
  assert.deepEqual(expired, ['second']);
});

test('stopping forgets all of them, and the timer', () => {
  const { clock, deadlines, expired, add } = made();
  add('a', 100);
  add('b', 200);
  deadlines.stop();
  assert.deepEqual(clock.pending, []);
  clock.advance(1_000);
  assert.deepEqual(expired, []);
  add('after', 100);
  clock.advance(100);
  assert.deepEqual(expired, ['after']);
});

test('a clock that is set back keeps nobody waiting', () => {
  const { clock, expired } = made();
  const timers: (() => void)[] = [];
  const jumping = new Deadlines({
    now: () => clock.nowMs,
    schedule: (_, callback) => {
      timers.push(callback);
      return () => undefined;
    },
  });
  jumping.add(100, () => expired.push('jumped'));
  clock.nowMs -= 3_600_000;
  timers[0]?.();
  assert.deepEqual(expired, ['jumped']);
});
