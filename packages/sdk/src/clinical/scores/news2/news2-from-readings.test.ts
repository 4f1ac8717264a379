import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreNews2 } from './news2.ts';
import { news2FromReadings } from './news2-from-readings.ts';
import { readVitalSigns } from '../../vital-signs/read-vital-signs.ts';
import { observationsFor, type VitalSignsInput } from '../../vital-signs/vital-signs-observations.ts';

function readingsAt(measuredAt: string, input: VitalSignsInput) {
  const context = { patient: {}, performer: {}, measuredAt, issued: measuredAt };
  return observationsFor(input, context).flatMap(readVitalSigns);
}
const rest = {
  respiratoryRate: 16,
  oxygenSaturation: 97,
  oxygen: 'air',
  systolic: 120,
  consciousness: 'A',
  temperature: 37,
} as const;

test('takes the newest of each inside the window, and the time of the oldest that was used', () => {
  const found = news2FromReadings([
    ...readingsAt('2025-03-01T08:00:00+01:00', { pulse: 130 }),
    ...readingsAt('2025-03-01T08:50:00+01:00', rest),
    ...readingsAt('2025-03-01T09:30:00+01:00', { pulse: 70 }),
  ]);
  assert.equal(found.measuredAt, '2025-03-01T08:50:00+01:00');
  const result = scoreNews2(found.input);
  assert.ok(result.status === 'complete');
  assert.equal(result.total, 0);
});

test('says what is missing instead of mixing two moments', () => {
  const readings = [
    ...readingsAt('2025-03-01T08:00:00+01:00', { pulse: 70 }),
    ...readingsAt('2025-03-01T09:01:00+01:00', rest),
  ];
  const result = scoreNews2(news2FromReadings(readings).input);
  assert.ok(result.status === 'incomplete');
  assert.deepEqual(result.missing, ['pulse']);
  assert.equal(scoreNews2(news2FromReadings(readings, 61).input).status, 'complete');
});

test('compares instants, not texts: the repeated hour of autumn has two offsets', () => {
  const found = news2FromReadings([
    ...readingsAt('2025-10-26T02:10:00+01:00', { pulse: 70 }),
    ...readingsAt('2025-10-26T02:50:00+02:00', { pulse: 120 }),
  ]);
  assert.equal(found.input.pulse, 70);
});

test('has nothing to say about no readings, or readings without a time', () => {
  const untimed = readingsAt('', { pulse: 70 });
  assert.deepEqual(news2FromReadings(untimed), { input: {}, measuredAt: undefined, readings: [] });
});
