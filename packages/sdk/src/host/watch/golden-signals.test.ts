import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HostEvent } from '../types.ts';
import { SignalLog } from './golden-signals.ts';

const event = (at: number, rest: Pick<HostEvent, 'kind' | 'name'> & Partial<HostEvent>): HostEvent => ({
  at,
  plugin: 'vitals',
  instance: 'a',
  ...rest,
});

function heard(...events: HostEvent[]) {
  const log = new SignalLog();
  for (const each of events) log.hear(each);
  return log.of('vitals');
}

test('handshake and first data are counted from the start of loading, each instance for itself', () => {
  const signals = heard(
    event(0, { kind: 'plugin', name: 'loading' }),
    event(5, { kind: 'plugin', name: 'loading', instance: 'b' }),
    event(40, { kind: 'plugin', name: 'ready' }),
    event(70, { kind: 'call', name: 'fhir.search', durationMs: 20 }),
    event(90, { kind: 'call', name: 'fhir.search', durationMs: 20 }),
  );
  assert.deepEqual([signals.handshakeMs, signals.firstDataMs], [40, 70]);
});

test('a failed call is no first data', () => {
  const signals = heard(
    event(0, { kind: 'plugin', name: 'loading' }),
    event(70, { kind: 'call', name: 'fhir.read', code: 'denied', durationMs: 1 }),
  );
  assert.equal(signals.firstDataMs, undefined);
});

test('calls are counted by how they ended, and their 95th percentile is told by method', () => {
  const calls = Array.from({ length: 100 }, (_, n) =>
    event(n, { kind: 'call', name: 'fhir.read', durationMs: n + 1 }),
  );
  const signals = heard(
    ...calls,
    event(200, { kind: 'call', name: 'fhir.save', code: 'stale-context', durationMs: 3 }),
    event(201, { kind: 'call', name: 'fhir.save', code: 'timeout', durationMs: 30_000 }),
  );
  assert.deepEqual(
    [...signals.p95ByMethod],
    [
      ['fhir.read', 95],
      ['fhir.save', 30_000],
    ],
  );
  assert.deepEqual([signals.calls, signals.errors, signals.timeouts, signals.staleLeases], [102, 2, 1, 1]);
});

test('silences, kills, refused messages and answers to a change of patient are counted', () => {
  const signals = heard(
    event(0, { kind: 'plugin', name: 'not-responding' }),
    event(1, { kind: 'plugin', name: 'failed', code: 'timeout' }),
    event(2, { kind: 'refused', name: 'path', code: 'protocol' }),
    event(3, { kind: 'context', name: 'ready' }),
    event(4, { kind: 'context', name: 'hold' }),
    event(5, { kind: 'context', name: 'ready' }),
  );
  assert.deepEqual([signals.silences, signals.kills, signals.dropped], [1, 1, 1]);
  assert.deepEqual(
    [...signals.surveys],
    [
      ['ready', 2],
      ['hold', 1],
    ],
  );
});

test('what belongs to another plugin, or to none, is not counted', () => {
  const signals = heard(event(0, { kind: 'call', name: 'fhir.read', plugin: 'other' }), {
    at: 0,
    kind: 'lease',
    name: 'opened',
  });
  assert.equal(signals.calls, 0);
});
