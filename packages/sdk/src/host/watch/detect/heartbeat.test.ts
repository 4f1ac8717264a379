import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '../../../../test/scripted-runtime.ts';
import { Heartbeat } from './heartbeat.ts';

/** A peer that answers while `isAlive`. */
function watched(during: { onSilent?: (heartbeat: Heartbeat) => void } = {}) {
  const clock = new VirtualClock();
  const told: string[] = [];
  const peer = { isAlive: true };
  const heartbeat: Heartbeat = new Heartbeat({
    runtime: { schedule: (delayMs, callback) => clock.schedule(delayMs, callback) },
    intervalMs: 100,
    ping: () => told.push('ping'),
    onSilent() {
      told.push('silent');
      during.onSilent?.(heartbeat);
    },
    onBack: () => told.push('back'),
    onGone: () => told.push('gone'),
  });
  const intervals = (count: number) => {
    for (let i = 0; i < count; i++) {
      if (peer.isAlive) heartbeat.pong();
      clock.advance(100);
    }
    return told.splice(0);
  };
  return { clock, heartbeat, peer, told, intervals };
}

test('a peer is asked at once, and again after each interval', () => {
  const { intervals, told } = watched();
  assert.deepEqual(told, ['ping']);
  assert.deepEqual(intervals(3), ['ping', 'ping', 'ping', 'ping']);
});

test('the default interval is five seconds', () => {
  const clock = new VirtualClock();
  const nothing = () => undefined;
  const runtime = { schedule: (delayMs: number, callback: () => void) => clock.schedule(delayMs, callback) };
  new Heartbeat({ runtime, ping: nothing, onSilent: nothing, onBack: nothing, onGone: nothing });
  assert.deepEqual(clock.pending, [5_000]);
});

test('one missing answer is nothing, two are silence, four are the end', () => {
  const { intervals, peer, clock } = watched();
  intervals(3);
  peer.isAlive = false;
  assert.deepEqual(intervals(1), ['ping']);
  assert.deepEqual(intervals(1), ['silent', 'ping']);
  assert.deepEqual(intervals(1), ['ping']);
  assert.deepEqual(intervals(1), ['gone']);
  assert.deepEqual(clock.pending, []);
  assert.deepEqual(intervals(3), []);
});

test('a peer that never answers is silent after two intervals and gone after four', () => {
  const { intervals, peer } = watched();
  peer.isAlive = false;
  assert.deepEqual(intervals(4), ['ping', 'ping', 'silent', 'ping', 'ping', 'gone']);
});

test('an answer after silence brings it back, and counting begins anew', () => {
  const { intervals, peer } = watched();
  peer.isAlive = false;
  intervals(3);
  peer.isAlive = true;
  assert.deepEqual(intervals(1), ['back', 'ping']);
  peer.isAlive = false;
  assert.deepEqual(intervals(2), ['ping', 'silent', 'ping']);
});

test('a late answer counts, and a second answer to one question says nothing more', () => {
  const { intervals, peer, heartbeat, told } = watched();
  peer.isAlive = false;
  intervals(2);
  heartbeat.pong();
  heartbeat.pong();
  assert.deepEqual(told, ['back']);
});

test('every second answer missing is no silence', () => {
  const { intervals, peer } = watched();
  for (let i = 0; i < 5; i++) {
    peer.isAlive = !peer.isAlive;
    assert.deepEqual(
      intervals(1).filter((word) => word !== 'ping'),
      [],
    );
  }
});

test('after it was stopped nothing is asked or told', () => {
  const { intervals, peer, heartbeat, clock } = watched();
  peer.isAlive = false;
  intervals(3);
  heartbeat.stop();
  heartbeat.pong();
  assert.deepEqual(clock.pending, []);
  assert.deepEqual(intervals(4), []);
});

test('it can be stopped from within what it tells', () => {
  const { intervals, peer, clock } = watched({ onSilent: (heartbeat) => heartbeat.stop() });
  peer.isAlive = false;
  assert.deepEqual(intervals(5), ['ping', 'ping', 'silent']);
  assert.deepEqual(clock.pending, []);
});
