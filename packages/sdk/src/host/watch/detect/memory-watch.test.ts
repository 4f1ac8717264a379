import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryWatch } from './memory-watch.ts';

function watched() {
  const told: string[] = [];
  const watch = new MemoryWatch({
    budget: 300,
    onWarning: (bytes) => told.push(`warning ${bytes}`),
    onTooMuch: () => told.push('too much'),
  });
  const hear = (...accounts: (number | undefined)[]) => {
    for (const bytes of accounts) watch.hear(bytes);
    return told.splice(0);
  };
  return { hear };
}

test('up to the budget nothing is said', () => {
  assert.deepEqual(watched().hear(0, 299, 300), []);
});

test('above it there is one warning, and after the third account in a row it is too much', () => {
  const { hear } = watched();
  assert.deepEqual(hear(301, 400), ['warning 301']);
  assert.deepEqual(hear(500, 600), ['too much']);
});

test('a passing peak is only a warning, each time', () => {
  assert.deepEqual(watched().hear(400, 400, 200, 500, 100), ['warning 400', 'warning 500']);
});

test('a browser that does not tell is no reason for anything', () => {
  assert.deepEqual(watched().hear(undefined, 400, undefined, 400), ['warning 400']);
});
