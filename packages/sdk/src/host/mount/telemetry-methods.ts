import * as v from 'valibot';
import type { Served } from '../../bridge/contract.ts';
import type { TelemetryMethods, VitalReport } from '../../contract/index.ts';

/** What a plugin measured of itself. Nothing in it can hold text, so nothing about a patient. */
export function telemetryMethods(onVital: (vital: VitalReport) => void): Served<TelemetryMethods> {
  return {
    'telemetry.vital': {
      input: v.strictObject({
        name: v.picklist(['CLS', 'FCP', 'INP', 'LCP', 'TTFB']),
        value: v.pipe(v.number(), v.finite(), v.minValue(0)),
        id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/)),
      }),
      deadlineMs: 1_000,
      handle: async (vital) => {
        onVital(vital);
        return null;
      },
    },
  };
}
