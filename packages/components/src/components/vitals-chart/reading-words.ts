import { unitOf, vitalSign, type MeasuredVitalSignKey } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';
import { formatNumber } from '../../format/numbers.ts';
import { formatUnit } from '../../format/units.ts';
import { textIn } from '../../states/render-facts.ts';
import type { ChartSign, SignName } from './chart-signs.ts';
import { howTaken, quantityIn, standingOf } from './observation-facts.ts';
import { partsOf, signOf } from './observation-parts.ts';
import { isImplausible, type VitalPoint } from './vital-series.ts';
import type { ChartWords } from './vitals-chart-texts.ts';

const labels = {
  respiratoryRate: 'vitals.rr',
  oxygenSaturation: 'vitals.spo2',
  bloodPressure: 'vitals.bp',
  systolic: 'vitals.systolic',
  diastolic: 'vitals.diastolic',
  pulse: 'vitals.pulse',
  temperature: 'vitals.temp',
  consciousness: 'vitals.consciousness',
  oxygen: 'chart.o2',
} as const;

const levels = {
  A: 'consciousness.a',
  C: 'consciousness.c',
  V: 'consciousness.v',
  P: 'consciousness.p',
  U: 'consciousness.u',
  air: 'vitals.air',
  oxygen: 'vitals.oxygen',
} as const;

const isIn = <T extends object>(map: T, key: string): key is string & keyof T => Object.hasOwn(map, key);

/** The name of a sign or a score's parameter; one that only a regional table knows is called as the table calls it. */
export function nameOfSign(name: SignName | (string & {}), { t }: Pick<ChartWords, 't'>): string {
  return isIn(labels, name) ? t(labels[name]) : name;
}

/** A level of consciousness, or what is breathed. */
export function wordOf(value: string, { t }: Pick<ChartWords, 't'>): string {
  return isIn(levels, value) ? t(levels[value]) : value;
}

/** With the digits of its kind, or those it was recorded with where these are more (CHT-09). */
export function numberText(key: MeasuredVitalSignKey, value: number, locale: string): string {
  // Beyond twelve digits stands only the noise of binary numbers.
  const recorded = String(Number(value.toPrecision(12))).split('.')[1]?.length ?? 0;
  return formatNumber(value, locale, Math.min(3, Math.max(vitalSign(key).measure.decimals, recorded)));
}

/** The unit of a sign as clinicians write it. */
export function unitText({ key }: Pick<ChartSign, 'key'>, locale: string): string {
  return formatUnit(vitalSign(key).measure.ucum, locale);
}

/** A value without its unit: `38,3`, `128/76`; a dash where one of the two is not known. */
export function valueText({ sign, value, lower }: VitalPoint, locale: string): string {
  const upper = value === null ? '–' : numberText(sign.key, value, locale);
  if (!sign.lower) return upper;
  return `${upper}/${typeof lower === 'number' ? numberText(sign.lower, lower, locale) : '–'}`;
}

/** What must be said of a value, wherever it is shown. */
export function remarksOn(point: VitalPoint, words: ChartWords): string[] {
  const { sign, source } = point;
  return [
    ...conversionsIn(source, sign.lower ? [sign.key, sign.lower] : [sign.key], words),
    ...(isImplausible(point) ? [words.t('chart.implausible')] : []),
    ...standingWords(source, words),
    ...deviceWords(source, words),
  ];
}

/** How it stands, unless it is simply true. */
export function standingWords(source: Observation, { t }: ChartWords): string[] {
  const standing = standingOf(source);
  switch (standing.kind) {
    case 'final':
      return [];
    case 'preliminary':
      return [t('obs.preliminary')];
    case 'corrected':
      return [t('obs.corrected')];
    case 'entered-in-error':
      return [t('chart.enteredInError')];
    case 'cancelled':
      return [t('chart.cancelled')];
    case 'unknown':
      return [t('chart.statusUnknown')];
    case 'other':
      return [standing.code];
  }
}

function deviceWords(source: Observation, { t }: ChartWords): string[] {
  const how = howTaken(source);
  if (!how.isFromDevice) return [];
  return [
    how.device ? t('chart.device', { name: how.device }) : t('chart.deviceUnnamed'),
    ...(how.isUnvalidated ? [t('chart.unvalidated')] : []),
  ];
}

/** How it was taken, all that the record says of it (TBL-05). */
export function howWords(source: Observation, words: ChartWords): string[] {
  const { t } = words;
  const { people, method, site } = howTaken(source);
  return [
    ...deviceWords(source, words),
    ...people.map(({ name, role }) =>
      role === 'citizen' ? t('chart.patientReported') : (name ?? (role && t(`common.role.${role}`)) ?? ''),
    ),
    ...(method ? [t('chart.method', { text: method })] : []),
    ...(site ? [t('chart.site', { text: site })] : []),
  ].filter(Boolean);
}

/** Values that were recorded in another unit, as they were recorded (CHT-06). */
export function conversionsIn(
  source: Observation,
  keys: readonly MeasuredVitalSignKey[],
  { t, locale }: Pick<ChartWords, 't' | 'locale'>,
): string[] {
  return partsOf(source).flatMap((valued) => {
    const sign = signOf(valued);
    const quantity = quantityIn(valued.valueQuantity);
    if (!sign?.measure || !keys.includes(sign.key) || quantity?.value === undefined) return [];
    const unit = unitOf(quantity);
    if (unit === undefined || unit === sign.measure.ucum) return [];
    const value = formatNumber(quantity.value, locale, undefined);
    // UCUM's name of "no unit" is 1: a fraction needs none on the screen.
    return [
      t('chart.converted', {
        value:
          unit === '1' ? value : `${value} ${textIn(valued.valueQuantity?.unit) ?? formatUnit(unit, locale)}`,
      }),
    ];
  });
}
