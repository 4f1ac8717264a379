import type { Encounter, EncounterLocation } from 'fhir/r4';
import { codesOf, objectsIn } from '../../format/concepts.ts';

/** The smaller the place, the more it says: bed, room, ward, and so on outwards (FHIR's location-physical-type). */
const outwards = ['bd', 'ro', 'co', 'wa', 'lvl', 'wi', 'bu', 'si'];

/** All places of a contact, bed before ward; those of which nobody says how large they are last. */
export function placesOf({ location }: Encounter): EncounterLocation[] {
  return objectsIn(location).sort((a, b) => sizeOf(a) - sizeOf(b));
}

/**
 * Where the patient is now: the places in use. Where the record gives no place a status, those that nobody said were left.
 */
export function placesNow(encounter: Encounter): EncounterLocation[] {
  const places = placesOf(encounter);
  const active = places.filter(({ status }) => status === 'active');
  return active.length > 0
    ? active
    : places.filter(({ status, period }) => status === undefined && period?.end === undefined);
}

function sizeOf({ physicalType }: EncounterLocation): number {
  const codes = codesOf(physicalType);
  const size = outwards.findIndex((code) => codes.includes(code));
  return size === -1 ? outwards.length : size;
}
