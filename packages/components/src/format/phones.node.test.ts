import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPhone } from './phones.ts';

test('TEL-01 the code of the own country is not shown', () => {
  for (const typed of ['20123456', '20 12 34 56', '+4520123456', '0045 2012 3456', '(+45) 20-12-34-56'])
    assert.equal(formatPhone(typed), '20 12 34 56', typed);
});

test('TEL-02 a foreign code has a plus, no leading zeros, and one space after it', () => {
  assert.equal(formatPhone('0046701234567'), '+46 701 234 567');
  assert.equal(formatPhone('+46 (0)70-123 45 67'), '+46 701 234 567');
  assert.equal(formatPhone('+4798765432'), '+47 98 76 54 32');
  assert.equal(formatPhone('+298123456'), '+298 123 456');
});

test('TEL-03 groups are made by spaces, without brackets, and none of a single digit', () => {
  assert.equal(formatPhone('+44 (0)20 7946 0958'), '+44 207 946 0958');
});

test('TEL-05 what is no number we know stays as it was typed', () => {
  for (const typed of ['lok. 1234', '1813', '+45 123', 'ring til afdelingen', '070-123 45 67'])
    assert.equal(formatPhone(typed), typed);
});
