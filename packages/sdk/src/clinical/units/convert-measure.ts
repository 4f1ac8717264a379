type Dimension = 'fraction' | 'length' | 'mass' | 'pressure' | 'temperature' | 'rate' | 'flow';

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
 * A value in another unit of the same dimension, both by their UCUM code; undefined where one is not known here. Apart from
 * concentrations, which need to know of what: an element that shows vital signs does without those.
 */
export function convertMeasure(value: number, from: string, to: string): number | undefined {
  // The same unit is always itself, also when nobody knows it.
  if (from === to) return value;
  const source = Object.hasOwn(UNITS, from) ? UNITS[from] : undefined;
  const target = Object.hasOwn(UNITS, to) ? UNITS[to] : undefined;
  if (!source || !target || source[0] !== target[0]) return undefined;
  if (source[0] !== 'temperature') return exact((value * source[1]) / target[1]);
  const celsius = TO_CELSIUS[from]?.(value);
  return celsius === undefined ? undefined : exact(FROM_CELSIUS[to]?.(celsius));
}

/** Without the noise of binary numbers. */
export function exact(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(SIGNIFICANT));
}
