import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicElements } from '../manifest/public-elements.mjs';
import { catalogues } from './catalogues.mjs';
import { COLUMNS, evidenceOf } from './evidence.mjs';
import { blocksOf } from './test-blocks.mjs';

test('a test file is cut into its tests, and one that is switched off is none', () => {
  const text = "it('reads', () => a());\nit.skip('writes', () => b());";
  const [first, ...rest] = blocksOf(text, 'x.test.ts');
  assert.equal(first.sentence, 'reads');
  assert.equal(rest.length, 0);
});

test('a test has what the functions it calls do, and nothing of those it does not call', () => {
  const text = `
    const look = async (element) => { await expectAccessible(element); };
    function lookTwice(element) { return look(element); }
    function never() { return withMarkup(); }
    describe('x', () => {
      it('looks', () => lookTwice(x));
      it('reads', () => read(x)); // expectAccessible(x)
    });
    describe.skip('y', () => { it('is off', () => look(y)); });`;
  const [looks, reads, ...rest] = blocksOf(text, 'x.test.ts');
  assert.match(looks.code, /expectAccessible\(/);
  assert.doesNotMatch(looks.code, /withMarkup/);
  assert.doesNotMatch(reads.code, /expectAccessible/);
  assert.equal(rest.length, 0);
});

test('each cell of the patient banner says where its evidence is', () => {
  const banner = publicElements().find(({ name }) => name === 'patient-banner');
  const found = evidenceOf(banner);
  assert.deepEqual(Object.keys(found), COLUMNS);
  assert.match(found.a11y, /patient-banner[a-z-]*\.test\.ts › /);
});

test('an element without story, or without a page that names it, has no docs', () => {
  const banner = publicElements().find(({ name }) => name === 'patient-banner');
  assert.notEqual(evidenceOf(banner).docs, undefined);
  assert.equal(evidenceOf({ ...banner, tag: 'samspil-patient' }).docs, undefined);
  assert.equal(evidenceOf({ ...banner, name: 'patient' }).docs, undefined);
});

test('texts that lack a language are no evidence', () => {
  assert.equal(catalogues(["import da from '../da/common.json';"]), 'common');
  assert.equal(catalogues(["import da from '../da/no-such-catalogue.json';"]), undefined);
  assert.equal(catalogues([]), undefined);
});
