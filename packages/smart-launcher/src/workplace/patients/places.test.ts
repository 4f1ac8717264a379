import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Encounter, Location } from 'fhir/r4';
import { Places } from './places.ts';

function location(id: string, name: string, type: string, partOf?: string): Location {
  return {
    resourceType: 'Location',
    id,
    name,
    physicalType: { coding: [{ code: type }] },
    ...(partOf && { partOf: { reference: `Location/${partOf}` } }),
  };
}

const places = new Places([
  location('h2', 'Sundvig', 'bu'),
  location('w2', 'Afsnit H1', 'wa', 'h2'),
  location('h1', 'Bakkedal', 'bu'),
  location('w1', 'Afsnit M1', 'wa', 'h1'),
  location('r1', 'Stue 1', 'ro', 'w1'),
  location('b1', 'Stue 1, seng 2', 'bd', 'r1'),
]);

function encounter(...locations: string[]): Encounter {
  return {
    resourceType: 'Encounter',
    status: 'in-progress',
    class: { code: 'IMP' },
    location: locations.map((id) => ({
      location: { reference: `Location/${id}` },
      status: 'active' as const,
    })),
  };
}

test('wards are listed with their hospital, by hospital and name', () => {
  assert.deepEqual(places.wards('da'), [
    { id: 'w1', name: 'Afsnit M1', hospital: 'Bakkedal' },
    { id: 'w2', name: 'Afsnit H1', hospital: 'Sundvig' },
  ]);
});

test('a search of a ward names its rooms and beds too', () => {
  assert.equal(places.within('w1'), 'Location/w1,Location/r1,Location/b1');
});

test('a bed alone tells its ward', () => {
  assert.deepEqual(places.of(encounter('b1')), { ward: 'Afsnit M1', spot: 'Stue 1, seng 2' });
  assert.deepEqual(places.of(encounter('w2')), { ward: 'Afsnit H1', spot: undefined });
});

test('a place that was left, or is unknown, is not where the patient is', () => {
  const left = encounter('b1');
  left.location?.forEach((each) => (each.status = 'completed'));
  assert.equal(places.of(left), undefined);
  assert.equal(places.of(encounter('elsewhere')), undefined);
});

test('places that are part of each other do not hang the list', () => {
  const ring = new Places([location('a', 'A', 'wa', 'b'), location('b', 'B', 'wa', 'a')]);
  assert.equal(ring.wards('da').length, 2);
});
