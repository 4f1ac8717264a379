import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestApp } from './testing/app.ts';
import { startSimulator } from './testing/fixture.ts';
import type { Simulator } from './testing/fixture.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());

test('L2 L3: a standalone launch redirects with a code and the state unchanged', async () => {
  const app = new TestApp(simulator);
  const redirect = await app.arrive();
  assert.ok(redirect.get('code'));
  assert.equal(redirect.get('error'), null);
  assert.equal(redirect.get('state'), app.state);
  assert.equal(redirect.get('iss'), app.issuer);
});
