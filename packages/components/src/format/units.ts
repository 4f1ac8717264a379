import { toLocale } from '../locales/languages.ts';
import { text, type KeyOf } from '../locales/text.ts';
import { unitTexts } from '../locales/catalogues/units.ts';
import { formatNumber } from './numbers.ts';

const keys: Readonly<Record<string, KeyOf<typeof unitTexts>>> = {
  '/min': 'unit.perMin',
  'mm[Hg]': 'unit.mmHg',
  Cel: 'unit.celsius',
  '%': 'unit.percent',
  kg: 'unit.kg',
  cm: 'unit.cm',
  'L/min': 'unit.litrePerMin',
  'l/min': 'unit.litrePerMin',
  'mmol/L': 'unit.mmolL',
  a: 'unit.years',
  mo: 'unit.months',
  wk: 'unit.weeks',
  d: 'unit.days',
};

/** Whether {@link formatUnit} knows how clinicians write it. */
export function knowsUnit(ucum: string): boolean {
  return Object.hasOwn(keys, ucum);
}

const noBreakSpace = '\u00a0';

/** A UCUM unit as clinicians write it: `mm[Hg]` is mmHg. A unit we do not know is shown as it came. */
export function formatUnit(ucum: string, locale: string): string {
  const key = Object.hasOwn(keys, ucum) ? keys[ucum] : undefined;
  return key ? text(unitTexts, toLocale(locale), key) : ucum;
}

/** Number and unit with a no-break space between them: `38,3 °C`. Without a unit only the number. */
export function formatQuantity(
  quantity: { value: number; unit?: string | undefined; decimals?: number | undefined },
  locale: string,
): string {
  const number = formatNumber(quantity.value, locale, quantity.decimals);
  if (!quantity.unit || !number) return number;
  return `${number}${noBreakSpace}${formatUnit(quantity.unit, locale)}`;
}
