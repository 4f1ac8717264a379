import { vitalSign, type Consciousness } from '@samspil/sdk/clinical';
import { formatNumber } from '../../format/numbers.ts';
import { formatUnit } from '../../format/units.ts';
import type { Locale } from '../../locales/languages.ts';
import type { KeyOf, TextParameters } from '../../locales/text.ts';
import type { trendTexts } from '../../locales/catalogues/trend.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { TrendName, TrendPoint } from './trend-series.ts';

/** What the parts of the trend need to write texts. */
export interface TrendWords {
  readonly locale: Locale;
  t: (key: KeyOf<typeof trendTexts | typeof commonTexts>, parameters?: TextParameters) => string;
}

const labels = {
  respiratoryRate: 'vitals.rr',
  oxygenSaturation: 'vitals.spo2',
  bloodPressure: 'vitals.bp',
  pulse: 'vitals.pulse',
  consciousness: 'vitals.consciousness',
  temperature: 'vitals.temp',
} as const satisfies Record<TrendName, unknown>;

const levels = {
  A: 'consciousness.a',
  C: 'consciousness.c',
  V: 'consciousness.v',
  P: 'consciousness.p',
  U: 'consciousness.u',
} as const satisfies Record<Consciousness, unknown>;

export function labelOf(name: TrendName, { t }: TrendWords): string {
  return t(labels[name]);
}

/** A value without its unit, with the precision of its kind: `38,3`, `128/76`, `Vågen og klar`. */
export function valueOf(name: TrendName, { value, second }: TrendPoint, { t, locale }: TrendWords): string {
  if (typeof value === 'string') return t(levels[value]);
  const decimals = name === 'temperature' ? 1 : 0;
  // A machine may be more precise than the chart; its digits are not thrown away.
  const shown = formatNumber(value, locale, Number.isInteger(value * 10 ** decimals) ? decimals : undefined);
  return name === 'bloodPressure'
    ? `${shown}/${second === undefined ? '–' : formatNumber(second, locale)}`
    : shown;
}

export function unitOf(name: TrendName, { locale }: TrendWords): string {
  if (name === 'consciousness') return '';
  return formatUnit(vitalSign(name === 'bloodPressure' ? 'systolic' : name).measure.ucum, locale);
}
