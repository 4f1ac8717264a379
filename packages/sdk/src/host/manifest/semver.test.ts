import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareVersions, parseVersion } from './semver.ts';

test('versions are ordered as semver.org §11 orders its own examples', () => {
  const ordered = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.9.0',
    '1.10.0',
    '2.0.0',
  ];
  assert.deepEqual(ordered.toReversed().sort(compareVersions), ordered);
});

test('what is no semantic version is none, and older than all', () => {
  for (const text of [
    '',
    '1',
    '1.2',
    '01.0.0',
    '1.0.0-',
    '1.0.0-01',
    '1.0.0+build',
    'v1.0.0',
    '1.0.0 ',
    '1.2.3.4',
  ]) {
    assert.equal(parseVersion(text), undefined, text);
    assert.ok(compareVersions(text, '0.0.0-a') < 0, text);
  }
  assert.equal(compareVersions('x', 'y'), 0);
});

test('the order is total: two ways round give two signs, and only the same text is equal', () => {
  const part = fc.nat({ max: 12 });
  const tag = fc.array(fc.constantFrom('a', 'b', '1', '2', '10', 'rc-1'), { maxLength: 3 });
  const version = fc
    .tuple(part, part, part, tag)
    .map(([a, b, c, tags]) => `${a}.${b}.${c}${tags.length > 0 ? '-' : ''}${tags.join('.')}`);
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      assert.equal(Math.sign(compareVersions(a, b)), -Math.sign(compareVersions(b, a)) + 0);
      assert.equal(compareVersions(a, b) === 0, a === b);
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) assert.ok(compareVersions(a, c) <= 0);
    }),
  );
});
