import type { VitalSignReading } from '../../vital-signs/read-vital-signs.ts';
import { scoreInputs } from '../inputs-from-readings.ts';
import { news2 } from '../tables/news2.ts';
import type { News2Input } from './news2.ts';

/** Inputs for `scoreNews2` that were measured together. */
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
 * The newest reading of each NEWS2 parameter inside one time window, as `scoreInputs` finds them for any table.
 *
 * @param windowMinutes - default 60.
 */
export function news2FromReadings(
  readings: readonly VitalSignReading[],
  windowMinutes: number = news2.windowMinutes,
): News2Readings {
  const found = scoreInputs(news2, readings, windowMinutes);
  const { temperatureSite: _, ...input } = found.input;
  return { ...found, input };
}
