import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SamspilError } from '../../errors.ts';
import { isLostConnection, storageFault } from './faults.ts';

const dom = (name: string) => new DOMException('010203-1234', name);

test('each fault of the browser has its code', () => {
  assert.equal(storageFault(dom('QuotaExceededError'), 'work').code, 'storage-full');
  assert.equal(storageFault(dom('SecurityError'), 'open').code, 'storage-blocked');
  assert.equal(storageFault(dom('InvalidStateError'), 'open').code, 'storage-blocked');
  assert.equal(storageFault(dom('VersionError'), 'open').code, 'storage-blocked');
  assert.equal(storageFault(new TypeError('undefined.open'), 'open').code, 'storage-blocked');
  assert.equal(storageFault(dom('UnknownError'), 'work').code, 'storage-damaged');
  assert.equal(storageFault(undefined, 'work').code, 'storage-damaged');
});

test('an error of ours is not renamed, and no text of the browser is repeated', () => {
  const own = new SamspilError('storage-locked', 'x');
  assert.equal(storageFault(own, 'work'), own);
  assert.ok(!storageFault(dom('UnknownError'), 'work').message.includes('010203-1234'));
});

test('a closed connection and a restarted storage process are worth another try, a full disk is not', () => {
  assert.equal(isLostConnection(dom('InvalidStateError')), true);
  assert.equal(isLostConnection(dom('UnknownError')), true);
  assert.equal(isLostConnection(dom('QuotaExceededError')), false);
  assert.equal(isLostConnection(new SamspilError('storage-locked', 'x')), false);
});
