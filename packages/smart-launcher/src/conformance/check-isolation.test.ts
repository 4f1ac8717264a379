import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IsolationFinding, IsolationReport } from '@samspil/sdk/host';
import { checkIsolation } from './check-isolation.ts';

const ownSite = { origin: 'https://plugin.example' };
const opaque = { origin: 'opaque' };

const GRADE_OF = { good: 'A', weak: 'B', shared: 'C', broken: 'F' } as const;

function report(
  check: IsolationFinding['check'],
  verdict: IsolationFinding['verdict'],
  detail?: string,
): IsolationReport {
  const finding: IsolationFinding = { check, verdict, evidence: 'told', ...(detail && { detail }) };
  return {
    grade: GRADE_OF[verdict],
    findings: [{ check: 'placement', verdict: 'good', evidence: 'set' }, finding],
  };
}

test('grade A passes, for either entry', () => {
  for (const entry of [ownSite, opaque])
    assert.equal(checkIsolation(entry, report('storage', 'good')).outcome, 'passed');
});

test('grade B is a warning that says what to do, never a failure of a site of its own', () => {
  const kept = checkIsolation(ownSite, report('storage', 'weak', 'indexedDB'));
  assert.equal(kept.outcome, 'warned');
  assert.match(kept.detail, /register it as opaque/);
  const loose = checkIsolation(opaque, report('connections', 'weak'));
  assert.equal(loose.outcome, 'warned');
  assert.match(loose.detail, /Content-Security-Policy/);
});

test('an opaque entry promises that its page keeps nothing: open storage fails', () => {
  const { outcome, detail } = checkIsolation(opaque, report('storage', 'weak', 'indexedDB'));
  assert.equal(outcome, 'failed');
  assert.match(detail, /indexedDB/);
});

test('grades C and F fail, for either entry, and name what was found', () => {
  for (const entry of [ownSite, opaque]) {
    const shared = checkIsolation(entry, report('process', 'shared'));
    assert.deepEqual([shared.outcome, /process/.test(shared.detail)], ['failed', true]);
    const broken = checkIsolation(entry, report('document', 'broken'));
    assert.deepEqual([broken.outcome, /document/.test(broken.detail)], ['failed', true]);
  }
});

test('a frame that was gone before it was looked at is not vouched for', () => {
  assert.equal(checkIsolation(ownSite, undefined).outcome, 'failed');
});
