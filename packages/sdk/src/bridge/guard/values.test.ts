import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_VALUE_LIMITS, findValueFault } from './values.ts';

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

test('what a FHIR resource is made of passes', () => {
  const resource = {
    resourceType: 'Observation',
    valueQuantity: { value: 38.3 },
    note: [],
    isOn: true,
    x: null,
  };
  assert.equal(findValueFault(resource), undefined);
  assert.equal(findValueFault([undefined, '', 0, new ArrayBuffer(8), new Uint8Array(8)]), undefined);
  assert.equal(findValueFault(Object.create(null)), undefined);
});

test('keys that reach a prototype are refused at any depth', () => {
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const value = structuredClone(JSON.parse(`{"a":[{"${key}":{"polluted":true}}]}`));
    assert.equal(findValueFault(value), 'a forbidden key', key);
  }
});

test('objects that are more than data are refused', () => {
  const values = [new Date(0), new Map(), new Set(), /x/, new Error('x'), new Blob([]), new Boolean(true)];
  for (const value of values) assert.equal(findValueFault({ value }), 'an object that is not plain');
  for (const value of [1n, Symbol('x'), () => 1])
    assert.equal(findValueFault({ value }), 'a value that is not data');
  assert.equal(findValueFault(new SharedArrayBuffer(1)), 'an object that is not plain');
});

test('depth is allowed up to the limit and not beyond, without recursion of ours', () => {
  assert.equal(findValueFault(nested(32)), undefined);
  assert.equal(findValueFault(nested(33)), 'nested too deeply');
  let deep: unknown = 1;
  for (let i = 0; i < 200_000; i++) deep = [deep];
  assert.equal(findValueFault(deep), 'nested too deeply');
});

test('a circle is nested too deeply, and a value shared many times is many values', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  assert.equal(findValueFault(circle), 'nested too deeply');
  let laughs: unknown = 'ha';
  for (let i = 0; i < 30; i++) laughs = [laughs, laughs];
  assert.equal(findValueFault(laughs), 'too many values');
});

test('a long list is refused by its length, also when it is empty inside', () => {
  assert.equal(findValueFault(new Array(20_001)), 'too many values');
  assert.equal(findValueFault(new Array(4_000_000_000)), 'too many values');
  assert.equal(findValueFault(Array.from({ length: 19_999 }, () => 1)), undefined);
  assert.equal(findValueFault(Array.from({ length: 20_000 }, () => 1)), 'too many values');
});

test('size counts texts, keys and whole buffers', () => {
  assert.equal(findValueFault('x'.repeat(1_000_001)), 'too large');
  assert.equal(findValueFault({ ['k'.repeat(1_000_001)]: 1 }), 'too large');
  assert.equal(findValueFault(new ArrayBuffer(1_000_001)), 'too large');
  assert.equal(findValueFault(new Uint8Array(new ArrayBuffer(2_000_000), 0, 1)), 'too large');
  assert.equal(findValueFault(['x'.repeat(499_999), 'x'.repeat(499_999)]), undefined);
});

test('any JSON within the limits passes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 10 }), (value) => {
      // The generator makes own `__proto__` keys now and then; those are the ones to refuse.
      const hasForbidden = /"(?:__proto__|constructor|prototype)":/.test(JSON.stringify(value));
      assert.equal(findValueFault(value) === undefined, !hasForbidden);
    }),
  );
});

test('limits can be set', () => {
  const limits = { ...DEFAULT_VALUE_LIMITS, maxNodes: 3 };
  assert.equal(findValueFault([1, 2], limits), undefined);
  assert.equal(findValueFault([1, 2, 3], limits), 'too many values');
});

test('a list has numbers only and no gaps: what hides under a name would go unseen', () => {
  const named = structuredClone(Object.assign([1, 2], { hidden: { constructor: 1 } }));
  assert.equal(findValueFault({ a: [named] }), 'a list that is not plain');
  const forbidden: unknown[] = [1];
  Object.defineProperty(forbidden, '__proto__', { value: {}, enumerable: true });
  assert.equal(findValueFault(structuredClone(forbidden)), 'a list that is not plain');
  // As many names as gaps.
  const gaps = Object.assign([1, , 3], { hidden: 1 });
  assert.equal(findValueFault(gaps), 'a list that is not plain');
  assert.equal(findValueFault([1, undefined, 3]), undefined);
});

test('what an old library put on every object is not the peer’s, and does not hide what is', () => {
  const everything = Object.prototype as unknown as Record<string, unknown>;
  everything['extend'] = () => undefined;
  try {
    assert.equal(findValueFault({ a: [{}] }), undefined);
    assert.equal(findValueFault(structuredClone(JSON.parse('{"a":{"__proto__":1}}'))), 'a forbidden key');
    assert.equal(findValueFault({ extend: () => undefined }), 'a value that is not data');
  } finally {
    delete everything['extend'];
  }
});
