import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDEcpr, checkXEcpr } from './replacement-cpr.ts';

test('reads the worked examples, each as its own kind only', () => {
  assert.deepEqual(checkXEcpr('0703921VJ4'), { verdict: 'plausible', value: '0703921VJ4', warnings: [] });
  assert.deepEqual(checkDEcpr('1206550VK9'), { verdict: 'plausible', value: '1206550VK9', warnings: [] });
  assert.equal(checkDEcpr('0703921VJ4').verdict, 'malformed');
  assert.equal(checkXEcpr('1206550VK9').verdict, 'malformed');
});

test('accepts a hyphen and small letters as typed', () => {
  assert.deepEqual(checkXEcpr('070392-1vj4'), { verdict: 'plausible', value: '0703921VJ4', warnings: [] });
});

test('says nothing about century or gender', () => {
  const check = checkXEcpr('0703921VJ4');
  assert.ok(!('birthDate' in check) && !('gender' in check));
});

test('is malformed with an impossible date or digits for letters', () => {
  for (const text of ['3102921VJ4', '0703921114', '0703921VJ', '']) {
    assert.equal(checkXEcpr(text).verdict, 'malformed', text);
  }
});
