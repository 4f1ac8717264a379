import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProbeReport } from '../../bridge/index.ts';
import { readProbeReport } from '../../bridge/probe/probe-report.ts';
import type { IsolationFinding } from './isolation-report.ts';
import { reportOf } from './isolation-report.ts';
import { engineOf, isKnownToIsolate, KNOWN_ENGINES } from './known-engines.ts';
import { findingsOf } from './told-by-plugin.ts';

const finding = (verdict: IsolationFinding['verdict']): IsolationFinding => ({
  check: 'process',
  verdict,
  evidence: 'measured',
});

const TIGHT: ProbeReport = {
  storage: {
    localStorage: 'blocked',
    indexedDB: 'blocked',
    cookies: 'blocked',
    caches: 'absent',
    serviceWorker: 'absent',
  },
  hasStorageAccess: false,
  isCredentialless: false,
  isCrossOriginIsolated: false,
  limitsConnections: true,
};

test('the grade is that of the worst finding', () => {
  const grade = (...verdicts: IsolationFinding['verdict'][]) => reportOf(verdicts.map(finding)).grade;
  assert.equal(grade('good', 'good'), 'A');
  assert.equal(grade('good', 'weak'), 'B');
  assert.equal(grade('weak', 'shared', 'good'), 'C');
  assert.equal(grade('shared', 'broken', 'weak'), 'F');
  assert.equal(grade(), 'B');
});

test('what a plugin tells of itself is never more than good or weak', () => {
  const verdicts = (report: ProbeReport | undefined) => findingsOf(report).map(({ verdict }) => verdict);
  assert.deepEqual(verdicts(TIGHT), ['good', 'good']);
  assert.deepEqual(verdicts(undefined), ['weak']);
  assert.deepEqual(verdicts({ ...TIGHT, limitsConnections: false }), ['good', 'weak']);
  const open = { ...TIGHT, storage: { ...TIGHT.storage, indexedDB: 'open' as const } };
  assert.deepEqual(verdicts(open), ['weak', 'good']);
  assert.deepEqual(verdicts({ ...open, isCredentialless: true }), ['good', 'good']);
  assert.equal(findingsOf({ ...open, hasStorageAccess: true })[0]?.detail, 'indexedDB unpartitioned');
});

test('a report of a plugin is read field by field, and nothing else of it is kept', () => {
  assert.deepEqual(readProbeReport({ ...TIGHT, extra: 'words of its own' }), TIGHT);
  const others = [
    undefined,
    null,
    'report',
    {},
    { ...TIGHT, storage: undefined },
    { ...TIGHT, storage: { ...TIGHT.storage, caches: '<b>open</b>' } },
    { ...TIGHT, storage: { ...TIGHT.storage, cookies: undefined } },
    { ...TIGHT, hasStorageAccess: 'yes' },
    { ...TIGHT, isCredentialless: 1 },
    { ...TIGHT, isCrossOriginIsolated: undefined },
    { ...TIGHT, limitsConnections: 'true' },
  ];
  for (const other of others) assert.equal(readProbeReport(other), undefined, JSON.stringify(other));
});

test('every engine of the table names what it isolates among what was measured', () => {
  assert.ok(KNOWN_ENGINES.length > 0);
  for (const { stallMs, isolated } of KNOWN_ENGINES) {
    for (const placement of isolated) assert.ok((stallMs[placement] ?? Infinity) < 200, placement);
    for (const [placement, ms] of Object.entries(stallMs)) {
      assert.equal(isolated.includes(placement), ms < 200, placement);
    }
  }
});

test('what is known of an engine is said, and of another one nothing', () => {
  assert.equal(isKnownToIsolate('chromium', 'cross-site'), true);
  assert.equal(isKnownToIsolate('chromium', 'same-site'), false);
  assert.equal(isKnownToIsolate('unheard-of', 'cross-site'), undefined);
  assert.equal(isKnownToIsolate(undefined, 'opaque'), undefined);
});

test('an engine is told by its user agent, which names the others too', () => {
  const engine = (userAgent: string) => engineOf({ userAgent });
  const webKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
  assert.equal(engine('Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'), 'firefox');
  assert.equal(
    engine(`Mozilla/5.0 (X11; Linux x86_64) ${webKit} Chrome/156.0.0.0 Safari/537.36`),
    'chromium',
  );
  assert.equal(engine(`Mozilla/5.0 (X11; Linux x86_64) ${webKit} HeadlessChrome/156.0.0.0`), 'chromium');
  assert.equal(engine(`Mozilla/5.0 (X11; Linux x86_64) ${webKit} Version/18.0 Safari/605.1.15`), 'webkitgtk');
  assert.equal(engine(`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Version/18.0`), undefined);
  assert.equal(engine('curl/8.0'), undefined);
});
