import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPastSunset, stageOf, supportOf } from './stage.ts';

const publisher = (contact: string) => ({ publisher: { name: 'Partner', contact } });

test('a plugin that names no stage is an innovation', () => {
  assert.deepEqual(stageOf({}), { name: 'innovation' });
});

test('a sunset lasts to the end of its last day, by UTC', () => {
  const manifest = { stage: { name: 'sunset', until: '2026-06-30' } } as const;
  assert.ok(!isPastSunset(manifest, Date.UTC(2026, 5, 30, 23, 59, 59, 999)));
  assert.ok(isPastSunset(manifest, Date.UTC(2026, 6, 1)));
});

test('a sunset without a last day goes on, and so does a pilot that is past its own', () => {
  const never = Date.UTC(2099, 0);
  assert.ok(!isPastSunset({ stage: { name: 'sunset' } }, never));
  assert.ok(!isPastSunset({ stage: { name: 'pilot', until: '2026-06-30' } }, never));
  assert.ok(!isPastSunset({}, never));
});

test('support is what the manifest says, or else the publisher', () => {
  const support = { email: 'help@partner.example' };
  assert.deepEqual(supportOf({ ...publisher('x@y.z'), support }), { name: 'Partner', ...support });
  assert.deepEqual(supportOf(publisher('x@y.z')), { name: 'Partner', email: 'x@y.z' });
  assert.deepEqual(supportOf(publisher('https://y.z/help')), { name: 'Partner', url: 'https://y.z/help' });
  assert.deepEqual(supportOf(publisher('+45 12 34 56 78')), { name: 'Partner', phone: '+45 12 34 56 78' });
});
