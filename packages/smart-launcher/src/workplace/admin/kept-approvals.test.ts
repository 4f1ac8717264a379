import assert from 'node:assert/strict';
import { test } from 'node:test';
import { additionsOf, approve, parseManifest } from '@samspil/sdk/host';
import type { PluginManifest } from '@samspil/sdk/host';
import MANIFEST from '../../../test/fixtures/plugins/manifest.json' with { type: 'json' };
import { keptApprovals } from './kept-approvals.ts';

const entry = { mode: 'frame', url: 'https://ward.example/', origin: 'https://ward.example' };
const version = (text: string, change: object = {}): PluginManifest =>
  parseManifest({ ...MANIFEST, entry, version: text, ...change });
const older = version('1.0.0');
const newer = version('2.0.0', { capabilities: ['notify'] });
const runtime = { now: () => 0 };

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

const waits = (approvals: ReturnType<typeof keptApprovals>, manifest: PluginManifest) =>
  additionsOf(manifest, approvals.find(manifest.id)).length > 0;

test('what the configuration names is approved, and what asks for more waits', () => {
  const approvals = keptApprovals(storage(), [older], runtime);
  assert.deepEqual([waits(approvals, older), waits(approvals, newer)], [false, true]);
});

test('what the administrator approved is approved on the next page too', () => {
  const shared = storage();
  const approvals = keptApprovals(shared, [older], runtime);
  approvals.approve(approve(newer, { approvedAt: 0, before: approvals.find(older.id) }));
  const next = keptApprovals(shared, [older], runtime);
  assert.deepEqual([waits(next, older), waits(next, newer)], [false, false]);
});

test('a plugin that was named anew and asks for other things is approved as it asks today, and no further', () => {
  const shared = storage();
  keptApprovals(shared, [older], runtime).approve(approve(newer, { approvedAt: 0 }));
  const changed = version('1.0.0', { scopes: 'patient/Condition.rs' });
  const next = keptApprovals(shared, [changed], runtime);
  assert.deepEqual([waits(next, changed), waits(next, newer)], [false, true]);
});

test('an approval of what the configuration does not name is forgotten', () => {
  const shared = storage();
  keptApprovals(shared, [older], runtime).approve(approve(newer, { approvedAt: 0 }));
  assert.deepEqual(keptApprovals(shared, [], runtime).list(), []);
});

for (const text of ['', '{', 'null', '[{"pluginId":"dk.example.ward"}]'])
  test(`what cannot be read approves nothing beyond the configuration: ${text || 'an empty text'}`, () => {
    const damaged = { getItem: () => text, setItem: () => undefined };
    const approvals = keptApprovals(damaged, [older], runtime);
    assert.deepEqual([waits(approvals, older), waits(approvals, newer)], [false, true]);
  });

test('a storage that refuses is no reason to refuse the approval while the page lives', () => {
  const blocked = {
    getItem: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
    setItem: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  };
  const approvals = keptApprovals(blocked, [older], runtime);
  approvals.approve(approve(newer, { approvedAt: 0 }));
  assert.equal(waits(approvals, newer), false);
});
