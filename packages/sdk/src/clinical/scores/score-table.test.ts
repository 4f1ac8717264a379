import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ValidationError } from '../../errors.ts';
import { score } from './score.ts';
import { checkScoreTable, type ScoreBand, type ScoreTable } from './score-table.ts';
import { news2 } from './tables/news2.ts';

function table(bands: ScoreBand[]): ScoreTable<'pulse', 'low', '12h'> {
  return {
    id: 'regional',
    version: '1',
    verified: false,
    credit: '',
    windowMinutes: 60,
    parameters: [{ key: 'pulse', unit: '/min', decimals: 0, bands }],
    responses: [{ min: 0, max: 2, level: 'low', monitoring: '12h' }],
  };
}

function faultsOf(bands: ScoreBand[]): string[] {
  try {
    checkScoreTable(table(bands));
  } catch (error) {
    assert.ok(error instanceof ValidationError);
    assert.equal(error.code, 'invalid-request');
    return error.faults.map(({ path, fault }) => `${path} ${fault}`);
  }
  return [];
}

test('accepts the table of NEWS2', () => {
  assert.doesNotThrow(() => checkScoreTable(news2));
});

test('refuses bands that leave a gap', () => {
  assert.deepEqual(
    faultsOf([
      { max: 50, points: 1 },
      { min: 52, points: 0 },
    ]),
    ['pulse has a gap between 50 and 52'],
  );
});

test('refuses bands that overlap', () => {
  assert.deepEqual(
    faultsOf([
      { max: 50, points: 1 },
      { min: 50, points: 0 },
    ]),
    ['pulse has bands that overlap at 50'],
  );
});

test('refuses bands that do not reach to both ends', () => {
  assert.deepEqual(faultsOf([{ min: 1, points: 0 }]), ['pulse has no band below 1']);
  assert.deepEqual(faultsOf([{ max: 90, points: 0 }]), ['pulse has no band above 90']);
  assert.deepEqual(faultsOf([]), ['pulse has no bands']);
});

test('checks bands with a condition for each condition on its own', () => {
  const onAir = { when: { oxygen: 'air' } };
  const onOxygen = { when: { oxygen: 'oxygen' } };
  const shared = { max: 92, points: 0 };
  assert.deepEqual(
    faultsOf([shared, { ...onAir, min: 93, points: 0 }, { ...onOxygen, min: 93, points: 1 }]),
    [],
  );
  assert.deepEqual(
    faultsOf([shared, { ...onAir, min: 93, points: 0 }, { ...onOxygen, min: 95, points: 1 }]),
    ['pulse has a gap between 92 and 95'],
  );
});

test('does not call a total complete that no response speaks of', () => {
  assert.throws(() => score(table([{ points: 3 }]), { pulse: 70 }), { code: 'invalid-request' });
});
