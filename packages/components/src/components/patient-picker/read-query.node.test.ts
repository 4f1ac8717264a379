import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQuery } from './read-query.ts';

const found = (typed: string) => {
  const read = readQuery(typed);
  return read.kind === 'query' ? { ...read.query, isDoubtful: read.isDoubtful } : read;
};

test('IDN-03 a whole number is looked for with or without its separator, as it is stored', () => {
  for (const typed of ['0201919990', '020191-9990', ' 020191 9990 '])
    assert.deepEqual(found(typed), { by: 'identifier', value: '0201919990', isDoubtful: true });
  assert.deepEqual(found('070761-4285'), { by: 'identifier', value: '0707614285', isDoubtful: false });
  assert.deepEqual(found('19820621-2386'), { by: 'identifier', value: '198206212386', isDoubtful: false });
});

test('IDN-04 replacement numbers are looked for as what they are', () => {
  assert.deepEqual(found('070392-1vj4'), { by: 'identifier', value: '0703921VJ4', isDoubtful: false });
  assert.deepEqual(found('1206550VK9'), { by: 'identifier', value: '1206550VK9', isDoubtful: false });
});

test('half a number is not enough, and what cannot be one is said to be none', () => {
  for (const typed of ['0', '020191', '020191-999', '02.02'])
    assert.deepEqual(found(typed), { kind: 'short', of: 'number' }, typed);
  for (const typed of ['320191-9990', '021391-9990', '0201919990123', 'ab0201919990'])
    assert.deepEqual(found(typed), { kind: 'malformed' }, typed);
});

test('a date of birth is read as people write it, and only if there was such a day', () => {
  for (const typed of ['02.03.1991', '2-3-1991', '2/3/1991', '1991-03-02'])
    assert.deepEqual(found(typed), { by: 'birthDate', value: '1991-03-02', isDoubtful: false }, typed);
  assert.deepEqual(found('31.02.1991'), { kind: 'malformed' });
});

test('SEA-04 names take two letters; each word counts by itself', () => {
  assert.deepEqual(found(''), { kind: 'empty' });
  assert.deepEqual(found(' '), { kind: 'empty' });
  assert.deepEqual(found('Å'), { kind: 'short', of: 'name' });
  assert.deepEqual(found('Sø, Else M'), { by: 'name', words: ['Sø', 'Else', 'M'], isDoubtful: false });
});
