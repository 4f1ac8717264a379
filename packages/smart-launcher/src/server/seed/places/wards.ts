/** The wards of the two hospitals. `key` stands in ids: `loc-ward-m1`. */
export const wards = [
  { key: 'm1', hospital: 'bakkedal', name: 'Medicinsk afsnit M1', sor: '990000000000201', rooms: 8 },
  { key: 'l2', hospital: 'bakkedal', name: 'Lungemedicinsk afsnit L2', sor: '990000000000202', rooms: 6 },
  { key: 'o3', hospital: 'bakkedal', name: 'Ortopædkirurgisk afsnit O3', sor: '990000000000203', rooms: 6 },
  { key: 'b4', hospital: 'bakkedal', name: 'Børneafsnit B4', sor: '990000000000204', rooms: 4 },
  { key: 'h1', hospital: 'sundvig', name: 'Hjertemedicinsk afsnit H1', sor: '990000000000301', rooms: 6 },
  { key: 'i5', hospital: 'sundvig', name: 'Infektionsmedicinsk afsnit I5', sor: '990000000000302', rooms: 4 },
] as const;

/** Stands in ids: `loc-ward-m1`. */
export type WardKey = (typeof wards)[number]['key'];

/** Invented hospitals in real towns. */
export const hospitals = [
  {
    key: 'bakkedal',
    name: 'Regionshospitalet Bakkedal',
    sor: '990000000000101',
    city: 'Silkeborg',
    postalCode: '8600',
  },
  {
    key: 'sundvig',
    name: 'Sundvig Universitetshospital',
    sor: '990000000000102',
    city: 'Køge',
    postalCode: '4600',
  },
] as const;

/** Beds in each room of every ward. */
export const BEDS_PER_ROOM = 2;

/** A bed of a ward, by room and number from 1. */
export interface Bed {
  ward: WardKey;
  room: number;
  bed: number;
}

/** Gives out the beds of each ward in order. Undefined when the ward is full. */
export function bedKeeper(): (ward: WardKey) => Bed | undefined {
  const taken = new Map<WardKey, number>();
  return (ward) => {
    const next = taken.get(ward) ?? 0;
    const rooms = wards.find(({ key }) => key === ward)?.rooms ?? 0;
    if (next >= rooms * BEDS_PER_ROOM) return undefined;
    taken.set(ward, next + 1);
    return { ward, room: Math.floor(next / BEDS_PER_ROOM) + 1, bed: (next % BEDS_PER_ROOM) + 1 };
  };
}
