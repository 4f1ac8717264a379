import type { Quantity } from 'fhir/r4';
import { roundHalfUp, shiftDecimalPoint } from './round-half-up.ts';

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

// Digits kept where a factor is not a power of ten: finer than any of these is measured.
const FINE = 4;

type Convert = (value: number) => number;

const CONVERSIONS: Readonly<Record<string, Convert>> = {
  '1 %': (value) => shiftDecimalPoint(value, 2),
  '% 1': (value) => shiftDecimalPoint(value, -2),
  'm cm': (value) => shiftDecimalPoint(value, 2),
  'cm m': (value) => shiftDecimalPoint(value, -2),
  'mm cm': (value) => shiftDecimalPoint(value, -1),
  'g kg': (value) => shiftDecimalPoint(value, -3),
  '[in_i] cm': (value) => roundHalfUp(value * 2.54, FINE),
  '[lb_av] kg': (value) => roundHalfUp(value * 0.45359237, FINE),
  '[degF] Cel': (value) => roundHalfUp(((value - 32) * 5) / 9, FINE),
};

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
  return unit === ucum ? value : CONVERSIONS[`${unit} ${ucum}`]?.(value);
}
