import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SamspilError } from '../errors.ts';
import { pack, unpack } from './wire.ts';

test('an error keeps its code across the border of a worker', async () => {
  const packed = await pack(() => Promise.reject(new SamspilError('storage-full', 'no room')));
  const cloned = structuredClone(packed);
  assert.throws(
    () => unpack(cloned),
    (error: SamspilError) => error.code === 'storage-full' && error.message === 'no room',
  );
});

test('the text of a foreign error stays behind, for it may name a patient', async () => {
  const packed = await pack(() => Promise.reject(new TypeError('010203-1234 is not a function')));
  assert.ok(!JSON.stringify(packed).includes('010203-1234'));
  assert.throws(
    () => unpack(packed),
    (error: SamspilError) => error.code === 'unexpected',
  );
});

test('a value comes out as it went in', async () => {
  assert.equal(unpack(await pack(async () => undefined)), undefined);
  assert.deepEqual(unpack(await pack(async () => [1])), [1]);
});
