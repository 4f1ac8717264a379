import { SamspilError } from '../../samspil-error.ts';
import { convertMeasure, exact } from './convert-measure.ts';

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

// What one is in mmol/L, or in g/L. UCUM is case-sensitive: `mg` is no `Mg`, so nothing is folded here.
const AMOUNTS: Readonly<Record<string, number>> = {
  'mol/L': 1000,
  'mmol/L': 1,
  'umol/L': 1e-3,
  'nmol/L': 1e-6,
};
const MASSES: Readonly<Record<string, number>> = {
  'g/L': 1,
  'g/dL': 10,
  'mg/dL': 0.01,
  'mg/L': 1e-3,
  'ug/L': 1e-6,
};

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
  const converted = Number.isFinite(value)
    ? (convertMeasure(value, from, to) ?? convertConcentration(value, from, to, substance))
    : undefined;
  if (converted !== undefined) return converted;
  throw new SamspilError(
    'invalid-request',
    `A value cannot be converted from ${from} to ${to}: show it in the unit it was recorded in.`,
  );
}

function convertConcentration(
  value: number,
  from: string,
  to: string,
  substance: Substance | undefined,
): number | undefined {
  const [amount, mass] = [factorOf(AMOUNTS, from), factorOf(MASSES, from)];
  const [amountWanted, massWanted] = [factorOf(AMOUNTS, to), factorOf(MASSES, to)];
  if (amount !== undefined && amountWanted !== undefined) return exact((value * amount) / amountWanted);
  if (mass !== undefined && massWanted !== undefined) return exact((value * mass) / massWanted);
  if (!substance || !Object.hasOwn(GRAMS_PER_MOLE, substance)) return undefined;
  // mmol/L times grams per mole are mg/L: a thousandth of g/L.
  const gramsPerMillimole = GRAMS_PER_MOLE[substance] / 1000;
  if (amount !== undefined && massWanted !== undefined)
    return exact((value * amount * gramsPerMillimole) / massWanted);
  if (mass !== undefined && amountWanted !== undefined)
    return exact((value * mass) / gramsPerMillimole / amountWanted);
  return undefined;
}

function factorOf(factors: Readonly<Record<string, number>>, unit: string): number | undefined {
  return Object.hasOwn(factors, unit) ? factors[unit] : undefined;
}
