import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainLine, plainText } from './plain-text.ts';

test('marks that turn the direction of a text are taken out, so that nothing reads as another name', () => {
  assert.equal(plainText('Open report\u202Efdp.exe'), 'Open reportfdp.exe');
  assert.equal(plainText('\u2066a\u2069\u200E\u061C'), 'a');
});

test('words are not tagged or split by characters without a look', () => {
  assert.equal(plainText('pass\u200Bword\uFEFF\u00AD'), 'password');
  assert.equal(plainText(`ok${String.fromCodePoint(0xe0041, 0xe007f)}`), 'ok');
});

test('what languages need stays: accents, joiners, lines', () => {
  for (const text of ['Ærø é ñ', 'Đặng Thị Ngọc', 'क्‍ष', 'one\n\ntwo', '👩‍⚕️'])
    assert.equal(plainText(text), text);
});

test('controls go, towers of accents are cut, lines are at most two apart', () => {
  assert.equal(plainText('a\u0000b\u001B[31mc\u0085d'), 'a b [31mc d');
  assert.equal(plainText(`Z${'\u0300'.repeat(50)}`), `Z${'\u0300'.repeat(3)}`);
  assert.equal(plainText('a\r\n\u2028\n\n\nb'), 'a\n\nb');
});

test('markup is no business of this: it stays the text it is', () => {
  assert.equal(plainText('<b>1 < 2</b>'), '<b>1 < 2</b>');
  assert.equal(plainLine(' a\n\tb '), 'a b');
});

test('whatever comes in, nothing that turns or hides comes out, and twice is the same as once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (given) => {
      const plain = plainText(given);
      assert.doesNotMatch(plain, /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f]/);

      assert.doesNotMatch(plain, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      assert.equal(plainText(plain), plain);
    }),
  );
});
