import { SamspilError } from '../../samspil-error.ts';

/** Laboratory substances that are reported both by mass and by amount: grams in a mole. */
const GRAMS_PER_MOLE = {
  glucose: 180.156,
  creatinine: 113.12,
  urea: 60.056,
  cholesterol: 386.65,
  triglycerides: 885.4,
  bilirubin: 584.66,
  calcium: 40.078,
  phosphate: 30.974,
  // The monomer with one haem, as Danish and Swedish laboratories count.
  haemoglobin: 16114,
} as const;

/** A substance whose mass and amount can be converted into each other. */
export type Substance = keyof typeof GRAMS_PER_MOLE;

type Dimension =
  | 'fraction'
  | 'length'
  | 'mass'
  | 'pressure'
  | 'temperature'
  | 'rate'
  | 'flow'
  | 'amount-concentration'
  | 'mass-concentration';

// [dimension, how many of its first unit one is]. UCUM is case-sensitive: `mg` is no `Mg`, so nothing is folded here.
const UNITS: Readonly<Record<string, readonly [Dimension, number]>> = {
  '1': ['fraction', 1],
  '%': ['fraction', 0.01],
  m: ['length', 1],
  cm: ['length', 0.01],
  mm: ['length', 0.001],
  '[in_i]': ['length', 0.0254],
  '[ft_i]': ['length', 0.3048],
  kg: ['mass', 1],
  g: ['mass', 0.001],
  mg: ['mass', 1e-6],
  '[lb_av]': ['mass', 0.45359237],
  '[oz_av]': ['mass', 0.028349523125],
  'mm[Hg]': ['pressure', 1],
  'cm[H2O]': ['pressure', 98.0665 / 133.322387415],
  kPa: ['pressure', 1000 / 133.322387415],
  Pa: ['pressure', 1 / 133.322387415],
  '/min': ['rate', 1],
  '/s': ['rate', 60],
  'L/min': ['flow', 1],
  'mL/min': ['flow', 0.001],
  'L/h': ['flow', 1 / 60],
  'mol/L': ['amount-concentration', 1000],
  'mmol/L': ['amount-concentration', 1],
  'umol/L': ['amount-concentration', 1e-3],
  'nmol/L': ['amount-concentration', 1e-6],
  'g/L': ['mass-concentration', 1],
  'g/dL': ['mass-concentration', 10],
  'mg/dL': ['mass-concentration', 0.01],
  'mg/L': ['mass-concentration', 1e-3],
  'ug/L': ['mass-concentration', 1e-6],
  Cel: ['temperature', 1],
  K: ['temperature', 1],
  '[degF]': ['temperature', 1],
};

const TO_CELSIUS: Readonly<Record<string, (value: number) => number>> = {
  Cel: (value) => value,
  K: (value) => value - 273.15,
  '[degF]': (value) => ((value - 32) * 5) / 9,
};
const FROM_CELSIUS: Readonly<Record<string, (value: number) => number>> = {
  Cel: (value) => value,
  K: (value) => value + 273.15,
  '[degF]': (value) => (value * 9) / 5 + 32,
};

/** Digits that no measurement has: beyond them stands only the noise of binary numbers. */
const SIGNIFICANT = 12;

/**
 * A value in another unit, both by their UCUM code. Mass and amount of a substance are converted only when the substance
 * is given: 5 mmol/L of glucose are 90 mg/dL, of cholesterol 193.
 *
 * The result is not rounded to what is worth printing: that is for the formatter, and a score must not be rounded twice.
 *
 * @throws SamspilError `invalid-request` for a unit that is not known here, between units that measure different things,
 *   and for a value that is no finite number.
 */
export function convertUnit(value: number, from: string, to: string, substance?: Substance): number {
  const converted = Number.isFinite(value) ? convert(value, from, to, substance) : undefined;
  if (converted !== undefined) return converted;
  throw new SamspilError(
    'invalid-request',
    `A value cannot be converted from ${from} to ${to}: show it in the unit it was recorded in.`,
  );
}

/** The same, and undefined where it cannot be converted. The same unit is always itself, also when nobody knows it. */
export function convert(value: number, from: string, to: string, substance?: Substance): number | undefined {
  if (from === to) return value;
  const source = Object.hasOwn(UNITS, from) ? UNITS[from] : undefined;
  const target = Object.hasOwn(UNITS, to) ? UNITS[to] : undefined;
  if (!source || !target) return undefined;
  if (source[0] === 'temperature' && target[0] === 'temperature') {
    const celsius = TO_CELSIUS[from]?.(value);
    return celsius === undefined ? undefined : exact(FROM_CELSIUS[to]?.(celsius));
  }
  if (source[0] === target[0]) return exact((value * source[1]) / target[1]);
  if (!substance || !Object.hasOwn(GRAMS_PER_MOLE, substance)) return undefined;
  // mmol/L times grams per mole are mg/L: a thousandth of g/L.
  const gramsPerMillimole = GRAMS_PER_MOLE[substance] / 1000;
  if (source[0] === 'amount-concentration' && target[0] === 'mass-concentration') {
    return exact((value * source[1] * gramsPerMillimole) / target[1]);
  }
  if (source[0] === 'mass-concentration' && target[0] === 'amount-concentration') {
    return exact((value * source[1]) / gramsPerMillimole / target[1]);
  }
  return undefined;
}

function exact(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(SIGNIFICANT));
}
