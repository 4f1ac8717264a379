import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTraceparent, TraceSource } from './trace-context.ts';

const GOOD = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const randomness = {
  randomBytes: (length: number) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
};

test('what the standard allows is read, also from a later version with more fields', () => {
  const later = 'cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-will-be-like';
  for (const value of [GOOD, GOOD.replace(/1$/, '0'), later]) assert.equal(readTraceparent(value), value);
});

test('anything else is dropped', () => {
  const others = [
    undefined,
    null,
    7,
    {},
    '',
    GOOD.toUpperCase(),
    ` ${GOOD}`,
    `${GOOD}\n`,
    `${GOOD}-more`,
    GOOD.replace('00-', 'ff-'),
    GOOD.replace('4bf92f3577b34da6a3ce929d0e0e4736', '0'.repeat(32)),
    GOOD.replace('00f067aa0ba902b7', '0'.repeat(16)),
    GOOD.slice(0, -1),
    `cc${GOOD.slice(2)}-${'x'.repeat(65)}`,
    `cc${GOOD.slice(2)}-a\r\nX-Header: b`,
  ];
  for (const other of others) assert.equal(readTraceparent(other), undefined, JSON.stringify(other));
  fc.assert(fc.property(fc.string(), (text) => assert.equal(readTraceparent(text), undefined)));
});

test('each call begins a trace of its own', () => {
  const source = new TraceSource(randomness);
  const made = new Set<string>();
  for (let n = 0; n < 100; n++) {
    const traceparent = source.next();
    assert.equal(readTraceparent(traceparent), traceparent);
    assert.match(traceparent, /^00-.*-01$/);
    made.add(traceparent.slice(3, 35)).add(traceparent.slice(36, 52));
  }
  assert.equal(made.size, 200);
});

test('a call within a trace keeps its id and flags, under a parent id of its own', () => {
  const child = new TraceSource(randomness).next(GOOD.replace(/1$/, '0'));
  assert.match(child, /^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
  assert.doesNotMatch(child, /00f067aa0ba902b7/);
  assert.doesNotMatch(new TraceSource(randomness).next('nonsense'), /nonsense/);
});

test('every byte is written with two digits', () => {
  const bytes = { randomBytes: (length: number) => Uint8Array.from({ length }, (_, index) => index + 1) };
  assert.equal(new TraceSource(bytes).next(), '00-0102030405060708090a0b0c0d0e0f10-1112131415161718-01');
});
