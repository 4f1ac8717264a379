import type { Quantity } from 'fhir/r4';
import { formatUnit, knowsUnit } from '../format/units.ts';
import { textIn } from '../states/render-facts.ts';

const powers: Readonly<Record<string, string>> = { 3: '³', 6: '⁶', 9: '⁹', 12: '¹²' };

/** A UCUM unit we know as clinicians write it; else as its source does, else the code itself: `10*9/L` is `10⁹/l`. */
export function unitText(quantity: Quantity | undefined, locale: string): string | undefined {
  const written = textIn(quantity?.unit);
  const code = textIn(quantity?.code);
  // A device writes "bpm" where clinicians write /min.
  if (code !== undefined && knowsUnit(code)) return formatUnit(code, locale);
  if (written !== undefined && written !== code) return written;
  return code === undefined || code === '1' ? undefined : ucumText(code, locale);
}

/** A UCUM code on the screen; what is not understood stays as it came. */
export function ucumText(code: string, locale: string): string {
  const known = formatUnit(code, locale);
  if (known !== code) return known;
  const text = code
    .replace(/^10\*(\d+)/, (whole, power: string) => (powers[power] ? `10${powers[power]}` : whole))
    .replace(/(^|\/)u(?=[A-Za-z])/g, '$1µ')
    .replace(/\{([^{}]+)\}/g, '$1');
  // Litres are a small letter in Danish and Swedish (clinical.md 4.1).
  return locale === 'en' ? text : text.replace(/(^|\/)([µmdcn]?)L$/, '$1$2l');
}
