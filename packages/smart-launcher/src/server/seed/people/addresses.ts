import type { Address } from 'fhir/r4';
import type { Random } from '../random.ts';

const MUNICIPALITY_EXTENSION = 'http://hl7.dk/fhir/core/StructureDefinition/dk-core-municipalityCodes';
const MUNICIPALITY_SYSTEM = 'http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes';
const REGION_EXTENSION = 'http://hl7.dk/fhir/core/StructureDefinition/dk-core-RegionalSubDivisionCodes';
const REGION_SYSTEM = 'urn:iso:std:iso:3166:-2';

interface Town {
  postalCode: string;
  city: string;
  /** Danish municipality: code and name. */
  municipality: readonly [code: string, name: string];
  region: string;
}

const town = (postalCode: string, city: string, code: string, name: string, region: string): Town => ({
  postalCode,
  city,
  municipality: [code, name],
  region,
});

const DANISH_TOWNS: readonly Town[] = [
  town('8600', 'Silkeborg', '0740', 'Silkeborg', 'DK-82'),
  town('8660', 'Skanderborg', '0746', 'Skanderborg', 'DK-82'),
  town('8000', 'Aarhus C', '0751', 'Aarhus', 'DK-82'),
  town('8305', 'Samsø', '0741', 'Samsø', 'DK-82'),
  town('8700', 'Horsens', '0615', 'Horsens', 'DK-82'),
  town('6950', 'Ringkøbing', '0760', 'Ringkøbing-Skjern', 'DK-82'),
  town('6700', 'Esbjerg', '0561', 'Esbjerg', 'DK-83'),
  town('5970', 'Ærøskøbing', '0492', 'Ærø', 'DK-83'),
  town('6400', 'Sønderborg', '0540', 'Sønderborg', 'DK-83'),
  town('9700', 'Brønderslev', '0810', 'Brønderslev', 'DK-81'),
  town('4600', 'Køge', '0259', 'Køge', 'DK-85'),
  town('3000', 'Helsingør', '0217', 'Helsingør', 'DK-84'),
];
const DANISH_STREETS = [
  'Mejsevænget',
  'Ågade',
  'Kløvermarken',
  'Nørre Allé',
  'Æblehaven',
  'Søndervangen',
  'Mølleåen',
  'Rønnebærvej',
  'Bøgely',
];
const SWEDISH_TOWNS = [
  { postalCode: '211 45', city: 'Malmö' },
  { postalCode: '252 20', city: 'Helsingborg' },
  { postalCode: '271 30', city: 'Ystad' },
];
const SWEDISH_STREETS = ['Björkgatan', 'Ängsvägen', 'Åkerstigen', 'Södra Hamngatan'];

/** A home in a real town, in a street and at a number that are drawn. */
export function addressIn(country: 'DK' | 'SE', random: Random): Address {
  const number = `${random.int(1, 148)}${random.chance(0.2) ? random.pick(['A', 'B', 'C']) : ''}`;
  if (country === 'SE') {
    const place = random.pick(SWEDISH_TOWNS);
    return {
      use: 'home',
      type: 'physical',
      line: [`${random.pick(SWEDISH_STREETS)} ${number}`],
      ...place,
      country,
    };
  }
  const { postalCode, city, municipality, region } = random.pick(DANISH_TOWNS);
  const floor = random.chance(0.4) ? `, ${random.int(1, 5)}. ${random.pick(['th', 'tv', 'mf'])}` : '';
  return {
    extension: [
      coded(MUNICIPALITY_EXTENSION, MUNICIPALITY_SYSTEM, municipality[0], municipality[1]),
      coded(REGION_EXTENSION, REGION_SYSTEM, region),
    ],
    use: 'home',
    type: 'physical',
    line: [`${random.pick(DANISH_STREETS)} ${number}${floor}`],
    city,
    postalCode,
    country,
  };
}

/**
 * A telephone number nobody has: Danish numbers never begin with 0, and the Swedish ones are from the series that the
 * Swedish regulator keeps free for books and films.
 */
export function phoneIn(country: 'DK' | 'SE', random: Random): string {
  return country === 'DK'
    ? `+45 0${random.int(1_000_000, 9_999_999)}`
    : `+46 70 174 06 ${String(random.int(5, 99)).padStart(2, '0')}`;
}

function coded(url: string, system: string, code: string, display?: string) {
  return { url, valueCodeableConcept: { coding: [{ system, code, ...(display && { display }) }] } };
}
