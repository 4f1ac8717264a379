import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildPages } from '../tools/faults/kills/build-pages.ts';
import { coverageOf } from '../tools/faults/kills/coverage.ts';
import { drawPlans } from '../tools/faults/kills/draw-plans.ts';
import { playKill } from '../tools/faults/kills/run/play.ts';

test('ten times a real browser is killed while it saves and sends, and nothing is lost or doubled', async () => {
  const scripts = await buildPages();
  const outcomes = [];
  for (const plan of drawPlans(10, 1)) outcomes.push(await playKill(plan, scripts));
  for (const { plan, violations } of outcomes)
    assert.deepEqual(violations, [], `npm run faults -- --replay FILE with ${JSON.stringify({ plan })}`);
  assert.deepEqual(coverageOf(outcomes).missed, []);
  // Not for want of saves, nor of saves that arrived.
  assert.ok(outcomes.every(({ promised, effects }) => promised > 0 || effects > 0));
});
