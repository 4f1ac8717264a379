import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '../../../../test/scripted-runtime.ts';
import { Presence } from './presence.ts';

/** A page whose frames can be counted, and who answers while `isAlive`. */
function watched() {
  const clock = new VirtualClock();
  const told: string[] = [];
  const page = { frames: 0, isAlive: true };
  const presence: Presence = new Presence({
    runtime: { schedule: (delayMs, callback) => clock.schedule(delayMs, callback) },
    countFrames: () => page.frames,
    ask() {
      told.push('ask');
      if (page.isAlive) presence.answered();
    },
    onDoubt: () => told.push('doubt'),
    onSure: () => told.push('sure'),
    onGone: (how) => told.push(how),
  });
  const pass = (ms: number) => {
    clock.advance(ms);
    return told.splice(0);
  };
  return { clock, page, presence, pass };
}

test('a page without frames is asked nothing', () => {
  assert.deepEqual(watched().pass(60_000), []);
});

test('threat 18: a page that crashes loses its frames: it is in doubt within a second and gone within five', () => {
  const { page, pass, clock } = watched();
  page.frames = 1;
  pass(1_000);
  Object.assign(page, { frames: 0, isAlive: false });
  assert.deepEqual(pass(1_000), ['ask', 'doubt']);
  assert.deepEqual(pass(4_000), ['vanished']);
  assert.deepEqual(clock.pending, []);
});

test('a page that removes its own frames is asked, answers and stays', () => {
  const { page, pass } = watched();
  page.frames = 2;
  pass(1_000);
  page.frames = 0;
  assert.deepEqual(pass(60_000), ['ask']);
});

test('threat 5: a page that leaves before it was loaded is in doubt within a second, and replaced if nobody answers', () => {
  const { page, pass, presence } = watched();
  page.isAlive = false;
  presence.loaded();
  assert.deepEqual(pass(750), ['ask', 'doubt']);
  assert.deepEqual(pass(3_250), ['replaced']);
});

test('a page that was only busy is sure again with its answer', () => {
  const { page, pass, presence } = watched();
  page.isAlive = false;
  presence.loaded();
  pass(1_000);
  presence.answered();
  presence.answered();
  assert.deepEqual(pass(60_000), ['sure']);
});

test('after it was stopped nothing is asked or told, also in doubt', () => {
  const { page, pass, presence, clock } = watched();
  page.isAlive = false;
  presence.loaded();
  pass(1_000);
  presence.stop();
  assert.deepEqual(clock.pending, []);
  assert.deepEqual(pass(60_000), []);
});
