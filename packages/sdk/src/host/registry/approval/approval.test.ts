import assert from 'node:assert/strict';
import { test } from 'node:test';
import WHOLE from '../../../../test/fixtures/manifests/whole.json' with { type: 'json' };
import { parseManifest } from '../../manifest/parse-manifest.ts';
import type { PluginManifest } from '../../manifest/plugin-manifest.ts';
import { additionsOf, approve, codeOf } from './approval.ts';

const MANIFEST = parseManifest(WHOLE);
const APPROVAL = approve(MANIFEST, { approvedAt: 0 });
const added = (change: Partial<PluginManifest>) =>
  additionsOf({ ...MANIFEST, version: '3.0.0', ...change }, APPROVAL).map(
    ({ kind, name }) => `${kind} ${name}`,
  );

test('the version that was approved, and any that asks for no more, add nothing', () => {
  assert.deepEqual(additionsOf(MANIFEST, APPROVAL), []);
  assert.deepEqual(added({}), []);
  assert.deepEqual(
    added({
      scopes: 'patient/Observation.r?category=vital-signs',
      capabilities: ['notify'],
      permissions: [],
    }),
    [],
  );
});

test('without an approval everything is new', () => {
  const names = additionsOf(MANIFEST, undefined).map(({ name }) => name);
  assert.deepEqual(names, [
    'frame https://wounds.partner.example',
    'patient/Patient.r',
    'patient/Observation.crus',
    'drafts',
    'notify',
    'open',
    'bus',
    'camera',
    'https://images.partner.example',
    'chart.wounds',
    'wounds.changed',
    'vitals.saved',
  ]);
});

test('each thing that is asked for and was not seen is named', () => {
  const scopes = 'patient/Patient.r patient/Observation.cruds patient/Condition.r';
  assert.deepEqual(added({ scopes }), ['scopes patient/Observation.d', 'scopes patient/Condition.r']);
  assert.deepEqual(added({ scopes: 'user/Observation.r' }), ['scopes user/Observation.r']);
  assert.deepEqual(added({ scopes: 'offline_access' }), ['scopes offline_access']);
  assert.deepEqual(added({ capabilities: ['notify', 'print'] }), ['capabilities print']);
  assert.deepEqual(added({ permissions: ['camera', 'microphone'] }), ['permissions microphone']);
  assert.deepEqual(added({ egress: ['https://tracker.example'] }), ['egress https://tracker.example']);
  assert.deepEqual(added({ opens: ['chart.medication'] }), ['opens chart.medication']);
  assert.deepEqual(added({ bus: { publishes: ['a'], subscribes: ['b'] } }), ['publishes a', 'subscribes b']);
});

test('code from elsewhere has to be looked at, though it asks for nothing new', () => {
  const frame = (url: string, origin: string) => added({ entry: { mode: 'frame', url, origin } });
  assert.deepEqual(frame('https://wounds.partner.example/v3/', 'https://wounds.partner.example'), []);
  assert.deepEqual(frame('https://new-owner.example/', 'https://new-owner.example'), [
    'code frame https://new-owner.example',
  ]);
  assert.deepEqual(frame('https://wounds.partner.example/', 'opaque'), [
    'code opaque https://wounds.partner.example',
  ]);
});

test('code in our own page is approved byte by byte', () => {
  const integrity = (letter: string) => `sha384-${letter.repeat(64)}`;
  const element = (letter: string): PluginManifest => ({
    ...MANIFEST,
    entry: { mode: 'element', url: 'https://wounds.partner.example/app.js', integrity: integrity(letter) },
  });
  assert.equal(additionsOf(element('A'), APPROVAL)[0]?.kind, 'code');
  const vetted = approve(element('A'), { approvedAt: 0 });
  assert.deepEqual(additionsOf(element('A'), vetted), []);
  assert.deepEqual(additionsOf(element('B'), vetted), [{ kind: 'code', name: codeOf(element('B')) }]);
});

test('what the site declined is not asked again with each version', () => {
  const declined = approve(MANIFEST, { approvedAt: 0, limit: { permissions: [] } });
  assert.deepEqual(declined.granted.permissions, []);
  assert.deepEqual(additionsOf({ ...MANIFEST, version: '2.2.0' }, declined), []);
});

test('an approval of a new version goes on to cover the older one, and what was declined stays declined', () => {
  const before = approve(MANIFEST, { approvedAt: 0, limit: { permissions: [] } });
  const newer: PluginManifest = {
    ...MANIFEST,
    version: '3.0.0',
    scopes: 'patient/Patient.r patient/Observation.cruds',
    capabilities: ['bus', 'print'],
  };
  const approval = approve(newer, { approvedAt: 1, before });
  assert.deepEqual([additionsOf(newer, approval), additionsOf(MANIFEST, approval)], [[], []]);
  assert.equal(approval.version, '3.0.0');
  assert.deepEqual(approval.granted.permissions, []);
  assert.deepEqual(approval.granted.capabilities, ['drafts', 'notify', 'open', 'bus', 'print']);
  assert.equal(approval.granted.scopes, 'patient/Patient.r patient/Observation.crus patient/Observation.d');
});

test('an approval of code from elsewhere takes nothing over from the one before', () => {
  const before = approve(MANIFEST, { approvedAt: 0 });
  const moved: PluginManifest = {
    ...MANIFEST,
    entry: { mode: 'frame', url: 'https://new-owner.example/', origin: 'https://new-owner.example' },
    capabilities: ['bus'],
  };
  assert.deepEqual(approve(moved, { approvedAt: 1, before }), approve(moved, { approvedAt: 1 }));
});
