import type { Location } from 'fhir/r4';
import { synthetic } from '../synthetic.ts';
import { type Bed, BEDS_PER_ROOM, hospitals, wards, type WardKey } from './wards.ts';

const PHYSICAL_TYPE = 'http://terminology.hl7.org/CodeSystem/location-physical-type';
const PHYSICAL_TYPES = { bu: 'Building', wa: 'Ward', ro: 'Room', bd: 'Bed', ho: 'House' } as const;

/** Id of a ward's Location. */
export const wardId = (ward: WardKey): string => `loc-ward-${ward}`;
/** Id of a bed's Location. */
export const bedId = ({ ward, room, bed }: Bed): string => `loc-${ward}-room-${room}-bed-${bed}`;
/** A bed as the chart names it. */
export const bedName = ({ room, bed }: Bed): string => `Stue ${room}, seng ${bed}`;

/** Hospitals, wards, rooms and beds, each part of the one before. */
export function* locations(): Generator<Location> {
  for (const { key, name } of hospitals) {
    yield location(`loc-hospital-${key}`, name, 'bu', `org-hospital-${key}`);
  }
  for (const { key, name, hospital, rooms } of wards) {
    const owner = `org-ward-${key}`;
    yield location(wardId(key), name, 'wa', owner, `loc-hospital-${hospital}`);
    for (let room = 1; room <= rooms; room += 1) {
      const roomId = `loc-${key}-room-${room}`;
      yield location(roomId, `Stue ${room}`, 'ro', owner, wardId(key));
      for (let bed = 1; bed <= BEDS_PER_ROOM; bed += 1) {
        const place = { ward: key, room, bed };
        yield location(bedId(place), bedName(place), 'bd', owner, roomId);
      }
    }
  }
}

function location(
  id: string,
  name: string,
  type: keyof typeof PHYSICAL_TYPES,
  organization: string,
  partOf?: string,
): Location {
  return synthetic(id, {
    resourceType: 'Location',
    status: 'active',
    name,
    mode: 'instance',
    physicalType: { coding: [{ system: PHYSICAL_TYPE, code: type, display: PHYSICAL_TYPES[type] }] },
    managingOrganization: { reference: `Organization/${organization}` },
    ...(partOf && { partOf: { reference: `Location/${partOf}` } }),
  });
}
