import type { News2Input } from './news2.ts';
import { news2 } from '../tables/news2.ts';
import type { VitalSignReading } from '../../vital-signs/read-vital-signs.ts';

/** Inputs for {@link scoreNews2} that were measured together. */
export interface News2Readings {
  input: Pick<
    News2Input,
    'respiratoryRate' | 'oxygenSaturation' | 'oxygen' | 'systolic' | 'pulse' | 'consciousness' | 'temperature'
  >;
  /** The score's time: that of its oldest input. Undefined when there is no input. */
  measuredAt: string | undefined;
  readings: readonly VitalSignReading[];
}

/**
 * The newest reading of each NEWS2 parameter inside one time window that ends with the newest of all (clinical.md §3.1,
 * rule 3). What was measured earlier is left out, so the score says that it is missing instead of mixing two moments.
 *
 * @param windowMinutes - default 60.
 */
export function news2FromReadings(
  readings: readonly VitalSignReading[],
  windowMinutes: number = news2.windowMinutes,
): News2Readings {
  const dated = readings
    .filter(({ key }) => news2.parameters.some((parameter) => parameter.key === key))
    .map((reading) => ({ reading, at: Date.parse(reading.effective ?? '') }))
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => b.at - a.at);
  const newest = dated[0]?.at ?? 0;
  const used = new Map<string, VitalSignReading>();
  for (const { reading, at } of dated) {
    if (newest - at <= windowMinutes * 60_000 && !used.has(reading.key)) used.set(reading.key, reading);
  }
  const chosen = [...used.values()];
  return {
    input: Object.fromEntries(chosen.map(({ key, value }) => [key, value])),
    measuredAt: chosen.at(-1)?.effective,
    readings: chosen,
  };
}
