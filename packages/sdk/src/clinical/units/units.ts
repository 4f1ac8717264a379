import type { Quantity } from 'fhir/r4';
import { convertMeasure } from './convert-measure.ts';
import { roundHalfUp } from './round-half-up.ts';

// Unit texts without UCUM code in Danish and English messages (clinical.md §2.13), each with the UCUM unit it means.
const TEXTS: Readonly<Record<string, string>> = {
  '1/min': '/min',
  'min-1': '/min',
  'slag/minut': '/min',
  'slag/min': '/min',
  bpm: '/min',
  procent: '%',
  mmhg: 'mm[Hg]',
  'mm hg': 'mm[Hg]',
  '°c': 'Cel',
  c: 'Cel',
  'grader celcius': 'Cel',
  'grader celsius': 'Cel',
  '°f': '[degF]',
  'l/min': 'L/min',
  'kg/m²': 'kg/m2',
  'kg/m^2': 'kg/m2',
  '{fraction}': '1',
};

// Digits kept of a converted value: finer than any vital sign is measured.
const FINE = 4;

/** The UCUM unit of a quantity: its code, else its text where that is known. Undefined when nobody says. */
export function unitOf(quantity: Quantity): string | undefined {
  const stated = quantity.code ?? quantity.unit;
  if (stated === undefined) return undefined;
  return TEXTS[stated.toLowerCase()] ?? stated;
}

/**
 * The value in another UCUM unit. Goes by the unit alone, never by the size of the number: 0.97 with unit `1` is 97 %,
 * 0.97 with unit `%` stays 0.97. Undefined without a value, for a value with a comparator such as `<`, or between units
 * that are unknown here.
 */
export function valueIn(ucum: string, quantity: Quantity): number | undefined {
  const { value, comparator } = quantity;
  const unit = unitOf(quantity);
  if (value === undefined || comparator !== undefined || unit === undefined) return undefined;
  if (unit === ucum) return value;
  const converted = convertMeasure(value, unit, ucum);
  return converted === undefined ? undefined : roundHalfUp(converted, FINE);
}
