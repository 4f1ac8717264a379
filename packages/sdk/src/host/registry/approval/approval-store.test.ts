import assert from 'node:assert/strict';
import { test } from 'node:test';
import VALID from '../../../../test/fixtures/manifests/valid.json' with { type: 'json' };
import { parseManifest } from '../../manifest/parse-manifest.ts';
import { approve } from './approval.ts';
import { memoryApprovals, parseApprovals } from './approval-store.ts';

const approval = (version: string) => approve(parseManifest({ ...VALID, version }), { approvedAt: 7 });

test('an approval is found until it is withdrawn, and each change is told', () => {
  const approvals = memoryApprovals();
  const told: number[] = [];
  const stop = approvals.subscribe(() => told.push(approvals.list().length));
  approvals.approve(approval('1.0.0'));
  approvals.approve(approval('1.1.0'));
  assert.equal(approvals.find(VALID.id)?.version, '1.1.0');
  approvals.withdraw(VALID.id);
  approvals.withdraw(VALID.id);
  assert.equal(approvals.find(VALID.id), undefined);
  assert.deepEqual(told, [1, 1, 0]);
  stop();
  approvals.approve(approval('1.0.0'));
  assert.equal(told.length, 3);
});

test('the list survives as JSON', () => {
  const approvals = memoryApprovals([approval('1.0.0')]);
  const kept = JSON.parse(JSON.stringify(approvals.list())) as unknown;
  assert.deepEqual(memoryApprovals(parseApprovals(kept)).find(VALID.id), approval('1.0.0'));
});

test('a list that was damaged approves nothing', () => {
  const { granted: _granted, ...half } = approval('1.0.0');
  for (const json of [null, {}, [1], [half], [{ ...approval('1.0.0'), more: true }]]) {
    assert.throws(() => parseApprovals(json), { code: 'storage-damaged' });
  }
});
