import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MAX_RETRY_AFTER_MS, parseRetryAfter } from './retry-after.ts';

const NOW = Date.UTC(2026, 0, 15, 8, 0, 0);

test('seconds become milliseconds', () => {
  assert.equal(parseRetryAfter('120', NOW), 120_000);
  assert.equal(parseRetryAfter(' 0 ', NOW), 0);
});

test('a date is counted from now, and a past one means at once', () => {
  assert.equal(parseRetryAfter('Thu, 15 Jan 2026 08:00:30 GMT', NOW), 30_000);
  assert.equal(parseRetryAfter('Thu, 15 Jan 2026 07:00:00 GMT', NOW), 0);
});

test('absurd waits are capped at an hour', () => {
  for (const header of ['999999999', '9'.repeat(400), 'Fri, 15 Jan 2027 08:00:00 GMT']) {
    assert.equal(parseRetryAfter(header, NOW), MAX_RETRY_AFTER_MS);
  }
});

test('what is malformed says nothing', () => {
  for (const header of [null, '', '-5', '1.5', 'soon', 'Thuesday']) {
    assert.equal(parseRetryAfter(header, NOW), undefined);
  }
});

test('any header gives nothing or a wait within bounds', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.date().map(String)), (header) => {
      const wait = parseRetryAfter(header, NOW);
      assert.ok(wait === undefined || (wait >= 0 && wait <= MAX_RETRY_AFTER_MS));
    }),
  );
});
