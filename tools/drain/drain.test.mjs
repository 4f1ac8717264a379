import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { buildWithDefects } from '../build-with-defects.mjs';

const PACING = 'offline/send/pacing/pacing.ts';

test('five hundred devices drain within the bars, with one seed as with another, and always the same way', async () => {
  const { drainFigures, isMet, lineOf } = await buildWithDefects('tools/drain/figures.ts');
  for (const seed of [1, 2]) {
    const figures = drainFigures(500, seed, ['ours']);
    assert.deepEqual(figures.filter((figure) => !isMet(figure)).map(lineOf), []);
    assert.deepEqual(drainFigures(500, seed, ['ours']), figures);
  }
});

test('the bars tell our policy from those without it', async () => {
  const { drainFigures } = await buildWithDefects('tools/drain/figures.ts');
  const figures = new Map(drainFigures(200, 1).map(({ name, value }) => [name, value]));
  const peak = (outage, policy) => figures.get(`drain-${outage}-${policy}-peak-vs-limit`);
  for (const policy of ['interval', 'exponential']) assert.ok(peak('network', policy) > 100);
  for (const policy of ['interval', 'exponential'])
    assert.ok(figures.get(`drain-network-${policy}-requests-per-write`) > 20);
});

test('a pacing whose chance always falls on the longest wait is short of the bars', async () => {
  const defect = { file: PACING, from: '(mostMs * random) / 2 ** 32', to: 'random < 0 ? 0 : mostMs' };
  const { drainFigures, isMet } = await buildWithDefects('tools/drain/figures.ts', [defect]);
  const short = drainFigures(200, 1, ['ours']).filter((figure) => !isMet(figure));
  assert.ok(short.some(({ name }) => name === 'drain-network-ours-peak-vs-limit'));
});

for (const given of [['--devices', '7'], ['--devices', 'many'], ['--seed', '1.5'], ['--speed', '2'], ['all']])
  test(`refuses ${given.join(' ')} and says what is allowed`, () => {
    const { status, stderr } = spawnSync(process.execPath, ['tools/drain.mjs', ...given], {
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /^Allowed: --devices N, .* and --seed N/m);
  });
