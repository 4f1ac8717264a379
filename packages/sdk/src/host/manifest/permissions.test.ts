import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frameAllow } from './permissions.ts';

const origin = 'https://plugin.example';
const url = `${origin}/vitals/`;

test('a frame without permissions allows nothing', () => {
  assert.equal(frameAllow([], { mode: 'frame', url, origin }), '');
});

test('a permission names the origin of the plugin, so that a page it moves on to has none', () => {
  const allow = frameAllow(['camera', 'clipboard-write'], { mode: 'frame', url, origin });
  assert.equal(allow, 'camera https://plugin.example; clipboard-write https://plugin.example');
});

test('an opaque frame has no origin that could be named', () => {
  assert.equal(frameAllow(['camera'], { mode: 'frame', url, origin: 'opaque' }), 'camera *');
});
