import assert from 'node:assert/strict';
import { test } from 'node:test';
import FAULTS from '../../../test/fixtures/manifests/faults.json' with { type: 'json' };
import VALID from '../../../test/fixtures/manifests/valid.json' with { type: 'json' };
import type { ValidationError } from '../../errors.ts';
import { localizedText } from '../localized-text.ts';
import { parseManifest } from './parse-manifest.ts';

const faultsOf = (json: unknown) => {
  try {
    parseManifest(json);
  } catch (error) {
    const { code, faults } = error as ValidationError;
    assert.equal(code, 'invalid-manifest');
    return faults;
  }
  return [];
};

test('a whole manifest is read as it stands', () => {
  assert.deepEqual(parseManifest(VALID), VALID);
});

test('an opaque plugin may lie anywhere', () => {
  const entry = { mode: 'frame', url: 'http://localhost:4000/plugin.html', origin: 'opaque' };
  assert.deepEqual(parseManifest({ ...VALID, entry }).entry, entry);
});

for (const { name, change, path } of FAULTS) {
  test(`${name} is refused at ${path}`, () => {
    const paths = faultsOf({ ...VALID, ...change }).map((fault) => fault.path);
    assert.equal(paths[0], path);
    const [top] = path.split(/[.[]/);
    assert.ok(paths.every((other) => other.split(/[.[]/)[0] === top));
  });
}

test('every fault is named, and the message tells the first', () => {
  const json = { ...VALID, id: 'A', version: 'x' };
  assert.deepEqual(
    faultsOf(json).map(({ path }) => path),
    ['id', 'version'],
  );
  assert.throws(() => parseManifest(json), /2 fault\(s\); the first is at "id"/);
});

test('what is no object is refused without a crash', () => {
  for (const json of [null, undefined, 42, 'text', [], true]) assert.ok(faultsOf(json).length > 0);
});

test('keys that reach a prototype are refused', () => {
  const json = JSON.parse(JSON.stringify(VALID).replace('{', '{"__proto__":{"polluted":true},')) as unknown;
  assert.ok(Object.hasOwn(json as object, '__proto__'));
  const read = faultsOf(json).length > 0 ? undefined : parseManifest(json);
  assert.equal((read as { polluted?: unknown } | undefined)?.polluted, undefined);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('a text is found by language and region, by language, and else in English', () => {
  assert.equal(localizedText(VALID.title, 'sv-SE'), 'Vitala parametrar');
  assert.equal(localizedText(VALID.title, 'da-DK'), 'Vitale værdier');
  assert.equal(localizedText(VALID.title, 'fi'), 'Vital signs');
});
