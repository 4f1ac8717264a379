import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FaultSource } from './fault.ts';
import type { Fault } from './fault.ts';

const draws = (faults: readonly Fault[], seed: number, count = 40) => {
  const source = new FaultSource(faults, seed);
  return Array.from({ length: count }, () => source.draw('fhir.save'));
};

const SOMETIMES: readonly Fault[] = [
  { at: 'fhir.save', kind: 'drop', probability: 0.5 },
  { at: 'fhir.save', kind: 'reject', code: 'server', probability: 0.3 },
];

test('the same seed draws the same faults, another one others', () => {
  assert.deepEqual(draws(SOMETIMES, 7), draws(SOMETIMES, 7));
  assert.notDeepEqual(draws(SOMETIMES, 7), draws(SOMETIMES, 8));
});

test('a fault strikes only where it was put, and no more often than it may', () => {
  const source = new FaultSource([{ at: 'fhir.read', kind: 'reject', code: 'denied', times: 2 }], 1);
  assert.equal(source.draw('fhir.save').status, undefined);
  assert.deepEqual(
    [1, 2, 3].map(() => source.draw('fhir.read').status),
    [403, 403, undefined],
  );
});

test('delays add up, and a fault of probability 0 never strikes', () => {
  const faults: readonly Fault[] = [
    { at: 'fhir.save', kind: 'delay', ms: 20 },
    { at: 'fhir.save', kind: 'delay' },
    { at: 'fhir.save', kind: 'drop', probability: 0 },
  ];
  assert.deepEqual(draws(faults, 3, 1), [{ delayMs: 1_020, drop: undefined, status: undefined }]);
});

test('what is heard in place of an answer to prepare strikes as often as it may, and nothing else', () => {
  const hold = { en: 'Not saved' };
  const source = new FaultSource([{ at: 'prepare', kind: 'answer', answer: { hold }, times: 1 }], 1);
  assert.equal(source.draw('heartbeat').answer, undefined);
  assert.deepEqual(source.draw('prepare').answer, { hold });
  assert.equal(source.draw('prepare').answer, undefined);
});

test('a probability that is none is refused', () => {
  for (const probability of [-1, 1.5, Number.NaN])
    assert.throws(() => new FaultSource([{ at: 'fhir.save', kind: 'drop', probability }], 1), {
      code: 'invalid-request',
    });
});
