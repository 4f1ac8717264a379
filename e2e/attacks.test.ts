import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { attacks, THREATS } from '@samspil/sdk/testing';
import type { AttackControl } from '@samspil/sdk/testing';
import { runCorpus } from '../tools/attack-range/run-corpus.ts';
import { openChromium } from '../tools/engines/chromium.ts';
import type { Driver } from '../tools/engines/driver.ts';

let driver: Driver;
before(async () => (driver = await openChromium()));
after(() => driver?.close());

test('every row of the threat model has a case that runs from a frame, and every case an id of its own', () => {
  for (const row of Object.keys(THREATS).map(Number))
    assert.ok(
      attacks.some(({ threat, kind }) => threat === row && kind === 'frame'),
      `row ${row}`,
    );
  assert.equal(new Set(attacks.map(({ id }) => id)).size, attacks.length);
  assert.ok(attacks.length >= 60);
  for (const { id, threat } of attacks) assert.ok(id.startsWith(`t${String(threat).padStart(2, '0')}-`), id);
});

test('every attack of the corpus is rejected by the workplace', async () => {
  const results = await runCorpus({ driver });
  const escapes = results.filter(({ escaped }) => escaped !== undefined);
  assert.deepEqual(
    escapes.map(({ id, escaped }) => `${id}: ${escaped}`),
    [],
  );
  assert.equal(results.length, attacks.length);
});

/**
 * Cases without a control are those where nothing on our side can be weakened: the guide names them. Here the first case
 * of each control, and of bare comlink all that host-security.md measured; `npm run attacks -- --host bare` runs the rest.
 */
const CONTROLS = [...new Set(attacks.flatMap(({ control }) => control ?? []))] as AttackControl[];

for (const control of CONTROLS) {
  test(`an attack that ${control} lets through gets through then, so that its rejection means something`, async () => {
    const controlled = attacks.filter((attack) => attack.control === control);
    const chosen =
      control === 'bare' ? controlled.filter(({ threat }) => threat === 1) : controlled.slice(0, 1);
    const results = await runCorpus({ driver, variant: control, only: (attack) => chosen.includes(attack) });
    const rejected = results.filter(({ escaped }) => escaped === undefined).map(({ id }) => id);
    assert.deepEqual(rejected, []);
    assert.equal(results.length, chosen.length);
  });
}
