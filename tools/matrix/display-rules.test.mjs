import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicElements } from '../manifest/public-elements.mjs';
import { idsIn, namedRules, RULES, untested } from './display-rules.mjs';

test('every rule of display that applies is named by a test', async () => {
  assert.deepEqual(untested(await namedRules()), []);
});

test('a rule applies to an element there is, or has a reason; never both, and none twice', () => {
  const elements = publicElements().map(({ name }) => name);
  const applying = Object.values(RULES.applies).flat();
  assert.deepEqual(
    Object.keys(RULES.applies).filter((name) => !elements.includes(name)),
    [],
  );
  assert.equal(new Set(applying).size, applying.length);
  assert.deepEqual(
    applying.filter((id) => id in RULES.without),
    [],
  );
  for (const [id, reason] of Object.entries(RULES.without)) assert.match(reason, /\w{3}/, id);
});

test('an id counts in the name of a test that is run, and nowhere else', () => {
  const text = `
    // BAN-01
    it('BAN-02 BAN-03 says it', () => say('BAN-04'));
    it.skip('BAN-05 is off', () => say());
    test('a rule, BAN-06', () => say());`;
  assert.deepEqual([...idsIn(text, 'x.test.ts')], ['BAN-02', 'BAN-03', 'BAN-06']);
});

test('a rule without a test is named with its element', () => {
  const rules = { applies: { timeline: ['TML-01', 'TML-02'] }, without: {} };
  assert.deepEqual(untested(new Map([['TML-02', ['x']]]), rules), [{ id: 'TML-01', element: 'timeline' }]);
});
