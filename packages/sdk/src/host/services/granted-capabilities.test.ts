import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAPABILITIES } from '../../contract/capabilities.ts';
import { grantedCapabilities, offeredCapabilities } from './granted-capabilities.ts';
import type { Activity, HostUi } from './host-ui.ts';

const nothing = () => undefined;
const whole: HostUi = {
  notify: nothing,
  confirm: () => Promise.resolve(true),
  permit: () => Promise.resolve(true),
  activities: [{ name: 'trend', open: () => ({ status: 'opened' }) }],
  done: nothing,
  download: nothing,
  print: nothing,
  offerShortcuts: nothing,
};
const place = { resize: nothing, openOverlay: () => nothing };

test('a workplace that implements everything offers everything', () => {
  const offered = offeredCapabilities(whole, place);
  assert.deepEqual([...offered].sort(), [...CAPABILITIES].sort());
});

test('a workplace without any service of its own still knows what is dirty, keeps drafts, gives back what was refused and has the bus', () => {
  assert.deepEqual([...offeredCapabilities({}, {})], ['dirty', 'drafts', 'repair', 'bus']);
});

test('without a way to ask the person there is neither download nor print, nor anything that leaves what she does', () => {
  const leaving: Activity = { name: 'patient.list', isDisruptive: true, open: () => ({ status: 'opened' }) };
  const offered = offeredCapabilities({ ...whole, permit: undefined, activities: [leaving] }, place);
  for (const capability of ['download', 'print', 'open'] as const)
    assert.equal(offered.has(capability), false);
});

test('what is usable was granted and is offered, and nothing else', () => {
  const offered = new Set(['notify', 'confirm', 'open'] as const);
  assert.deepEqual([...grantedCapabilities(['notify', 'confirm', 'print'], offered)], ['notify', 'confirm']);
  assert.deepEqual([...grantedCapabilities([], offered)], []);
});
