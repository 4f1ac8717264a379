import type { VitalSignReading } from '@samspil/sdk/clinical';
import { vitalSign } from '@samspil/sdk/clinical';
import { formatQuantity } from '../../format/units.ts';
import type { ScoreTexts } from './score-texts.ts';

const names = {
  respiratoryRate: 'vitals.rr',
  oxygenSaturation: 'vitals.spo2',
  oxygen: 'vitals.o2',
  systolic: 'vitals.systolic',
  diastolic: 'vitals.diastolic',
  pulse: 'vitals.pulse',
  consciousness: 'vitals.consciousness',
  temperature: 'vitals.temp',
} as const;

const choices = {
  A: 'consciousness.a',
  C: 'consciousness.c',
  V: 'consciousness.v',
  P: 'consciousness.p',
  U: 'consciousness.u',
  air: 'vitals.air',
  oxygen: 'vitals.oxygen',
} as const;

const isIn = <T extends object>(map: T, key: string): key is string & keyof T => Object.hasOwn(map, key);

/** The name of a parameter; one that only a regional table knows is called as the table calls it. */
export function parameterName(key: string, t: ScoreTexts['t'], isInSentence = false): string {
  if (!isIn(names, key)) return key;
  const name = t(names[key]);
  // Only the first letter changes, so that "SpO2" and "BT" stay as they are.
  return isInSentence ? name.charAt(0).toLocaleLowerCase() + name.slice(1) : name;
}

/** What was measured, with its unit, or the choice in words. */
export function readingText(reading: VitalSignReading, { t, locale }: ScoreTexts): string {
  if (typeof reading.value === 'string')
    return isIn(choices, reading.value) ? t(choices[reading.value]) : reading.value;
  return measuredText(reading.key, reading.value, locale);
}

/** A value of a vital sign as it is printed everywhere: the digits of the sign, unless it was recorded with more. */
export function measuredText(key: string, value: number, locale: string): string {
  const measure = isIn(names, key) ? vitalSign(key).measure : undefined;
  const recorded = String(value).split('.')[1]?.length ?? 0;
  const decimals = Math.min(3, Math.max(measure?.decimals ?? 0, recorded));
  return formatQuantity({ value, unit: measure?.ucum, decimals }, locale);
}
