import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Bundle, Observation, Quantity } from 'fhir/r4';
import { readVitalSigns } from './read-vital-signs.ts';

const fixtures = new URL('../../../test/fixtures/', import.meta.url);
function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, fixtures), 'utf8')) as T;
}
const danish = (id: string) => read<Observation>(`dk-core/Observation-${id}.json`);
const keysAndValues = (observation: Observation) =>
  readVitalSigns(observation).map(({ key, value }) => [key, value]);

test('reads the single observations of DK Core', () => {
  assert.deepEqual(keysAndValues(danish('MaxRespirationRate')), [['respiratoryRate', 13]]);
  assert.deepEqual(keysAndValues(danish('MaxHeartRate')), [['pulse', 68]]);
  assert.deepEqual(keysAndValues(danish('MaxBodyTemperature')), [['temperature', 37]]);
  assert.deepEqual(keysAndValues(danish('MaxSaturation')), [['oxygenSaturation', 99]]);
  assert.deepEqual(keysAndValues(danish('MaxConsciousness')), [['consciousness', 'P']]);
});

test('reads a personal device by LOINC, MDC or NPU', () => {
  assert.deepEqual(keysAndValues(danish('HeartRate.Poul.1974654')), [['pulse', 93]]);
});

test('reads both pressures of a panel, with one time and one source', () => {
  const panel = danish('ElseBloodPressure');
  const readings = readVitalSigns(panel);
  assert.deepEqual(
    readings.map(({ key, value, unit }) => [key, value, unit]),
    [
      ['systolic', 147, 'mm[Hg]'],
      ['diastolic', 95, 'mm[Hg]'],
    ],
  );
  assert.deepEqual(
    new Set(readings.map(({ effective }) => effective)),
    new Set(['2023-09-12T17:45:00.000Z']),
  );
  assert.equal(readings[0]?.observation, panel);
});

test('reads a fraction of NPU as per cent by its unit', () => {
  const fraction = danish('ObservationOxySatObservation');
  assert.equal(fraction.valueQuantity?.value, 0.97);
  assert.deepEqual(keysAndValues(fraction), [['oxygenSaturation', 97]]);
});

test('does not guess a percentage from the size of a number', () => {
  const saturation = (valueQuantity: Quantity) =>
    keysAndValues({ ...danish('MaxSaturation'), valueQuantity });
  assert.deepEqual(saturation({ value: 0.97, unit: '%' }), [['oxygenSaturation', 0.97]]);
  assert.deepEqual(saturation({ value: 97, code: '1' }), [['oxygenSaturation', 9700]]);
  assert.deepEqual(saturation({ value: 97 }), [], 'without a unit nobody knows');
  assert.deepEqual(saturation({ value: 90, comparator: '<', unit: '%' }), [], 'less than 90 is not 90');
});

test('reads a municipal message, whose units have no UCUM code', () => {
  const bundle = read<Bundle>('medcom/Bundle-401cbc36-db1e-4fe0-bf90-6df331dde179.json');
  const observations = (bundle.entry ?? [])
    .map(({ resource }) => resource)
    .filter((resource): resource is Observation => resource?.resourceType === 'Observation');
  assert.deepEqual(observations.flatMap(keysAndValues), [
    ['respiratoryRate', 19],
    ['pulse', 92],
    ['systolic', 147],
    ['temperature', 38.7],
  ]);
});

test('converts the units other systems record in', () => {
  const one = (code: string, valueQuantity: Quantity) =>
    keysAndValues({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity,
    })[0]?.[1];
  assert.equal(one('8302-2', { value: 1.83, code: 'm' }), 183);
  assert.equal(one('29463-7', { value: 3450, code: 'g' }), 3.45);
  assert.equal(one('8310-5', { value: 100.4, code: '[degF]' }), 38);
  assert.equal(one('29463-7', { value: 150, code: '[lb_av]' }), 68.0389);
  assert.equal(one('29463-7', { value: 12, code: '[stone_av]' }), undefined);
});

test('reads nothing from what was entered in error, cancelled, absent, or no vital sign', () => {
  assert.deepEqual(readVitalSigns({ ...danish('MaxHeartRate'), status: 'entered-in-error' }), []);
  assert.deepEqual(readVitalSigns({ ...danish('MaxHeartRate'), status: 'cancelled' }), []);
  const { valueQuantity: _, ...absent } = danish('MaxHeartRate');
  assert.deepEqual(readVitalSigns(absent), []);
  assert.deepEqual(readVitalSigns(danish('ElseUrinStix')), []);
  assert.deepEqual(readVitalSigns(danish('MaxGlasgowComaScale')), []);
});

test('takes the end of a period as the time of the value', () => {
  const { effectiveDateTime: _, ...rest } = danish('MaxHeartRate');
  const effectivePeriod = { start: '2025-01-01T08:00:00+01:00', end: '2025-01-01T08:05:00+01:00' };
  assert.equal(readVitalSigns({ ...rest, effectivePeriod })[0]?.effective, effectivePeriod.end);
});
