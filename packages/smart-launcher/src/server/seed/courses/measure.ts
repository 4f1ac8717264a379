import type { VitalSignsInput } from '@samspil/sdk/clinical';
import type { Random } from '../random.ts';
import { type Archetype, severity, type Vitals } from './archetype.ts';

/**
 * What a nurse would measure at one point of the course: the person's own values, moved by illness, time of day and
 * chance. Oxygen is given when the saturation on air falls below what is wanted, and lifts it.
 *
 * @param progress - from 0, the first measurement, to 1, now.
 * @param hour - hour of the day.
 */
export function measure(
  archetype: Archetype,
  progress: number,
  hour: number,
  random: Random,
): Required<Pick<VitalSignsInput, keyof Vitals | 'oxygen' | 'consciousness'>> &
  Pick<VitalSignsInput, 'oxygenFlow'> {
  const { baseline, illness, course } = archetype;
  const ill = severity(course, progress);
  // Highest late in the afternoon, lowest before dawn.
  const daytime = 1 - Math.abs(((hour - 17 + 36) % 24) - 12) / 6;
  const value = (sign: keyof Vitals, diurnal: number, spread: number) =>
    baseline[sign] + (illness[sign] ?? 0) * ill + diurnal * daytime + random.noise(spread);

  const onAir = value('oxygenSaturation', 0, 1.2);
  const wanted = archetype.scale === 2 ? 88 : 93;
  const lacking = wanted - onAir;
  const isOnOxygen = lacking > 1;
  const saturation = isOnOxygen ? wanted + 1.5 + random.noise(1.2) : onAir;
  return {
    respiratoryRate: Math.round(value('respiratoryRate', 0.6, 1.6)),
    oxygenSaturation: Math.min(100, Math.round(saturation)),
    oxygen: isOnOxygen ? 'oxygen' : 'air',
    ...(isOnOxygen && { oxygenFlow: Math.min(15, Math.ceil(lacking / 2)) }),
    systolic: Math.round(value('systolic', 4, 8)),
    diastolic: Math.round(value('diastolic', 2, 5)),
    pulse: Math.round(value('pulse', 3, 6)),
    temperature: Math.round(value('temperature', 0.25, 0.2) * 10) / 10,
    consciousness: archetype.confusion && ill > 0.8 ? 'C' : 'A',
  };
}
