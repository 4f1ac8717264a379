/**
 * Rounds the decimal number a person sees, not the binary one beside it: 38.05 becomes 38.1, where
 * `(38.05).toFixed(1)` gives 38.0 and so one NEWS2 point less. A half goes away from zero.
 *
 * @param decimals - digits to keep after the point, 0 or more.
 */
export function roundHalfUp(value: number, decimals: number): number {
  // Shortest decimal text that reads back as this number: what was typed or sent. Exponents only occur beyond any
  // measurement (below 1e-6 or from 1e21), where rounding to a few decimals is trivial.
  const text = String(Math.abs(value));
  if (!Number.isFinite(value) || text.includes('e+')) return value;
  if (text.includes('e-')) return 0;
  const [whole = '0', fraction = ''] = text.split('.');
  if (fraction.length <= decimals) return value;
  const kept = BigInt(whole + fraction.slice(0, decimals));
  const rounded = fraction.charAt(decimals) >= '5' ? kept + 1n : kept;
  return Math.sign(value) * shiftDecimalPoint(Number(rounded), -decimals);
}

/** Multiplies by a power of ten without binary noise: 0.57 shifted by 2 is 57, where `0.57 * 100` is 56.999…. */
export function shiftDecimalPoint(value: number, places: number): number {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}
