import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findLookAlikes, type Distinguishable } from './look-alikes.ts';

function patient(id: string, given: string, family: string, birthDate?: string, value = id): Distinguishable {
  return { id, name: { family, given }, birthDate, identifier: { value } };
}
const marks = (...patients: Distinguishable[]) => Object.fromEntries(findLookAlikes(patients));

test('LST-11 twins differ by their given names', () => {
  const twins = [
    patient('1', 'Freja Signe', 'Højlund', '2026-02-27'),
    patient('2', 'Freja Sofie', 'Højlund', '2026-02-27'),
    patient('3', 'Henrik', 'Højlund', '1951-12-31'),
  ];
  assert.deepEqual(marks(...twins), { 1: 'given', 2: 'given' });
});

test('LST-11 equal names differ by birth date, and with equal birth dates by number', () => {
  const two = [patient('1', 'Anna', 'Holm', '1980-01-01'), patient('2', 'anna', 'HOLM', '1981-01-01')];
  assert.deepEqual(marks(...two), { 1: 'birthDate', 2: 'birthDate' });
  const three = [...two, patient('3', 'Anna', 'Holm', '1980-01-01')];
  assert.deepEqual(marks(...three), { 1: 'identifier', 2: 'birthDate', 3: 'identifier' });
});

test('two entries with one name, birth date and number are told apart by nothing; one patient twice is one patient', () => {
  const same = (id: string) => patient(id, 'Max', 'Berg', '1972-07-01', '0107729995');
  assert.deepEqual(marks(same('1'), same('2')), { 1: 'nothing', 2: 'nothing' });
  assert.deepEqual(marks(same('1'), same('1')), {});
});

test('LST-28 names of one letter difference are similar, short ones and others are not', () => {
  const similar = (a: string, b: string) => marks(patient('1', a, 'Bech'), patient('2', b, 'Bech'))[1];
  for (const [a, b] of [
    ['Anna', 'Anne'],
    ['Mads', 'Matds'],
    ['Katrine', 'Kathrine'],
    ['Karl', 'Kalr'],
  ] as const)
    assert.equal(similar(a, b), 'given', a);
  assert.equal(similar('Bo', 'Ib'), undefined);
  assert.equal(similar('Peter', 'Poul'), undefined);
  const families = [patient('1', 'Anna', 'Mosebryggersen'), patient('2', 'Anna', 'Mosebrygersen')];
  assert.deepEqual(marks(...families), { 1: 'family', 2: 'family' });
});

test('patients without names are not taken for each other', () => {
  assert.deepEqual(marks({ ...patient('1', '', ''), name: undefined }, patient('2', '', '')), {});
});

test('ten thousand namesakes are told apart by their numbers', () => {
  const many = Array.from({ length: 10_000 }, (_each, index) => patient(`${index}`, 'Anna', 'Holm', '1980'));
  assert.equal(findLookAlikes(many).get('9999'), 'identifier');
});
