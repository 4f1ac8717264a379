import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '../../../../test/scripted-runtime.ts';
import { ProcessRelease } from './process-release.ts';

test('after a silent frame was removed, its site waits a second, on whatever port, and others do not', () => {
  const clock = new VirtualClock();
  const release = new ProcessRelease({ now: () => clock.nowMs });
  assert.equal(release.waitFor('https://partner.example/a'), 0);
  release.removedSilent('https://partner.example/a');
  clock.advance(400);
  assert.equal(release.waitFor('https://partner.example:8443/b'), 600);
  assert.equal(release.waitFor('https://other.example/'), 0);
  clock.advance(600);
  assert.equal(release.waitFor('https://partner.example/a'), 0);
});
