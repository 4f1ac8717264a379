import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPlausible, vitalSign, vitalSigns } from './vital-signs.ts';

test('writes LOINC first wherever a LOINC code exists, and NPU only for the same unit', () => {
  for (const { key, write } of vitalSigns) {
    if (key !== 'oxygen') assert.equal(write[0]?.system, 'http://loinc.org', key);
  }
  const written = (key: 'oxygenSaturation' | 'height' | 'pulse') =>
    vitalSign(key).write.map(({ code }) => code);
  assert.deepEqual(written('oxygenSaturation'), ['59408-5', '2708-6']);
  assert.deepEqual(written('height'), ['8302-2']);
  assert.deepEqual(written('pulse'), ['8867-4', 'NPU21692']);
});

test('refuses only what no living body can have', () => {
  assert.equal(checkPlausible('temperature', 41.9), undefined);
  assert.equal(checkPlausible('systolic', 55), undefined);
  assert.deepEqual(checkPlausible('temperature', 383), { code: 'implausible-value', min: 20, max: 45 });
  assert.deepEqual(checkPlausible('oxygenSaturation', 101), { code: 'implausible-value', min: 30, max: 100 });
  assert.equal(checkPlausible('pulse', NaN)?.code, 'implausible-value');
});

test('accepts both limits themselves, for every measured vital sign', () => {
  for (const sign of vitalSigns) {
    if (!sign.measure) continue;
    const { min, max } = sign.measure;
    assert.equal(checkPlausible(sign.key, min), undefined);
    assert.equal(checkPlausible(sign.key, max), undefined);
    assert.ok(checkPlausible(sign.key, min - 0.1) && checkPlausible(sign.key, max + 0.1));
  }
});
