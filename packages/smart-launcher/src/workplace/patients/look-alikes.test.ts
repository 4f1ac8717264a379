import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListedPatient } from './listed-patient.ts';
import { findLookAlikes } from './look-alikes.ts';

function patient(id: string, given: string, family: string, birthDate?: string): ListedPatient {
  return {
    id,
    name: { family, given },
    birthDate,
    gender: 'female',
    identifier: undefined,
    isProtected: false,
    isDeceased: false,
    stay: undefined,
  };
}

test('LST-11 twins differ by their given names', () => {
  const twins = [
    patient('1', 'Freja Signe', 'Højlund', '2026-02-27'),
    patient('2', 'Freja Sofie', 'Højlund', '2026-02-27'),
    patient('3', 'Henrik', 'Højlund', '1951-12-31'),
  ];
  assert.deepEqual(
    [...findLookAlikes(twins)],
    [
      ['1', 'given'],
      ['2', 'given'],
    ],
  );
});

test('LST-11 equal names differ by birth date, and with equal birth dates by number', () => {
  const two = [patient('1', 'Anna', 'Holm', '1980-01-01'), patient('2', 'anna', 'HOLM', '1981-01-01')];
  assert.deepEqual([...findLookAlikes(two).values()], ['birthDate', 'birthDate']);
  const three = [...two, patient('3', 'Anna', 'Holm', '1980-01-01')];
  assert.deepEqual(Object.fromEntries(findLookAlikes(three)), {
    1: 'identifier',
    2: 'birthDate',
    3: 'identifier',
  });
});

test('LST-28 given names of one letter difference are similar, short ones and other families are not', () => {
  const similar = (a: string, b: string) =>
    findLookAlikes([patient('1', a, 'Bech'), patient('2', b, 'Bech')]).size > 0;
  assert.ok(similar('Anna', 'Anne'));
  assert.ok(similar('Mads', 'Matds'));
  assert.ok(similar('Katrine', 'Kathrine'));
  assert.ok(!similar('Bo', 'Ib'));
  assert.ok(!similar('Peter', 'Poul'));
  assert.equal(findLookAlikes([patient('1', 'Anna', 'Bech'), patient('2', 'Anna', 'Beck')]).size, 0);
});

test('two patients without names are not taken for each other', () => {
  const nameless = { ...patient('1', '', ''), name: undefined };
  assert.equal(findLookAlikes([nameless, { ...nameless, id: '2' }]).size, 0);
});
