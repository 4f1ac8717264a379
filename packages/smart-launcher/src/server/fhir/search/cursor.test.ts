import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { openCursor, sealCursor } from './cursor.ts';

const key = randomBytes(32);
const cursor = { keys: ['hansen', 5], rid: 7, total: 12 };

test('a cursor comes back as it was, and shows nothing of what it holds', () => {
  const sealed = sealCursor(cursor, key);
  assert.deepEqual(openCursor(sealed, key), cursor);
  assert.doesNotMatch(Buffer.from(sealed, 'base64url').toString('latin1'), /hansen/);
});

test('a cursor of another database, and one that was changed, is refused', () => {
  const sealed = sealCursor(cursor, key);
  assert.throws(() => openCursor(sealed, randomBytes(32)), /Start the search again/);
  assert.throws(() => openCursor(`${sealed.slice(0, -2)}AA`, key), /Start the search again/);
  assert.throws(() => openCursor('', key), /Start the search again/);
});
