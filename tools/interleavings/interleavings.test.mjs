import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildInterleavings } from './build.mjs';
import { MUTANTS } from './mutants.mjs';

test('threat 3: in 1,200 interleavings of saves and changes of patient no write of an ended lease lands', async () => {
  const { explore } = await buildInterleavings();
  const { interleavings, violations, written, refusedAsStale } = await explore({ count: 1_200, seed: 1 });
  assert.deepEqual(
    violations.map(({ name, faults }) => `${name}: ${faults.join('; ')}`),
    [],
  );
  assert.equal(interleavings, 1_200);
  // Not for want of saves, nor of leases that ended under them.
  assert.ok(written > 500 && refusedAsStale > 100, `${written} written, ${refusedAsStale} refused`);
});

test('a schedule is the same each time it is played', async () => {
  const { replay } = await buildInterleavings();
  for (const name of ['random 7', 'point save a change/0/0/3/2'])
    assert.deepEqual(await replay(name), await replay(name));
});

for (const [name, mutant] of Object.entries(MUTANTS))
  test(`a host with this defect is caught: ${name}`, async () => {
    const { explore, replay } = await buildInterleavings(mutant);
    const { violations } = await explore({ count: 2_000, seed: 1, stopAtFirst: true });
    const [first] = violations;
    assert.ok(first, 'The interleavings say nothing of it.');
    // What is printed for a person leads back to it.
    assert.deepEqual((await replay(first.name)).faults, first.faults);
  });
