import { temperatureSite } from '../vital-signs/temperature-site.ts';
import type { VitalSignReading } from '../vital-signs/read-vital-signs.ts';
import type { ScoreInput } from './score.ts';
import type { ScoreTable } from './score-table.ts';

/** Milliseconds that a clock may be ahead of ours: what was measured later than that lies in the future, and is no "now". */
export const CLOCK_TOLERANCE_MS = 600_000;

/** Inputs of a score that were measured together. */
export interface ScoreReadings {
  /** The values by the key of their parameter, and `temperatureSite` where the measurement tells it. */
  input: ScoreInput;
  /** The score's time: that of its oldest input. Undefined when there is no input. */
  measuredAt: string | undefined;
  /** What was used, newest first: each with its time and the Observation it came from. */
  readings: readonly VitalSignReading[];
}

/**
 * The newest reading of each parameter of a table inside one time window that ends with the newest of all (clinical.md
 * §3.1, rule 3). What was measured earlier is left out, so the score says that it is missing instead of mixing two
 * moments. A reading without a time cannot be placed and is not used.
 *
 * @param windowMinutes - default: the table's.
 */
export function scoreInputs(
  table: Pick<ScoreTable<string, string, string>, 'parameters' | 'windowMinutes'>,
  readings: readonly VitalSignReading[],
  windowMinutes: number = table.windowMinutes,
): ScoreReadings {
  const dated = readings
    .filter(({ key }) => table.parameters.some((parameter) => parameter.key === key))
    .map((reading) => ({ reading, at: Date.parse(reading.effective ?? '') }))
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => b.at - a.at);
  const newest = dated[0]?.at ?? 0;
  const used = new Map<string, VitalSignReading>();
  for (const { reading, at } of dated) {
    if (newest - at <= windowMinutes * 60_000 && !used.has(reading.key)) used.set(reading.key, reading);
  }
  const chosen = [...used.values()];
  const temperature = used.get('temperature');
  const site = temperature && temperatureSite(temperature.observation);
  return {
    input: {
      ...Object.fromEntries(chosen.map(({ key, value }) => [key, value])),
      ...(site && { temperatureSite: site }),
    },
    measuredAt: chosen.at(-1)?.effective,
    readings: chosen,
  };
}
