import type { MeasuredVitalSignKey } from '@samspil/sdk/clinical';
import type { MarkShape } from '../../charts/mark-shapes.ts';

/** One chart of the stack. Blood pressure is one: systolic and diastolic belong together (CHT-08). */
export type SignName = 'respiratoryRate' | 'oxygenSaturation' | 'bloodPressure' | 'pulse' | 'temperature';

/** A vital sign as it is drawn. */
export interface ChartSign {
  readonly name: SignName;
  /** Whose unit, decimals and score limits it has; the upper end of two. */
  readonly key: MeasuredVitalSignKey;
  readonly lower?: MeasuredVitalSignKey;
  /** The range of values by clinical sense (CHT-11): what patients on a ward have, alike for everybody. */
  readonly values: readonly [number, number];
  /** Its own symbol (CHT-02). */
  readonly shape: MarkShape;
  readonly lowerShape?: MarkShape;
  /** Custom property of its own colour, without `--_`: see `chart-colors.styles`. */
  readonly color: string;
}

/** In the usual order of an observation chart. */
export const chartSigns: readonly ChartSign[] = [
  {
    name: 'respiratoryRate',
    key: 'respiratoryRate',
    values: [4, 36],
    shape: 'square',
    color: 'series-respiration',
  },
  {
    name: 'oxygenSaturation',
    key: 'oxygenSaturation',
    values: [82, 101],
    shape: 'diamond',
    color: 'series-saturation',
  },
  {
    name: 'bloodPressure',
    key: 'systolic',
    lower: 'diastolic',
    values: [30, 230],
    shape: 'down',
    lowerShape: 'up',
    color: 'series-pressure',
  },
  { name: 'pulse', key: 'pulse', values: [30, 160], shape: 'circle', color: 'series-pulse' },
  {
    name: 'temperature',
    key: 'temperature',
    values: [34, 41.5],
    shape: 'triangle',
    color: 'series-temperature',
  },
];

/** The signs named in `vital`, separated by space, comma or `|`; all without it. */
export function signsOf(vital: string | undefined): readonly ChartSign[] {
  const wanted = (typeof vital === 'string' ? vital : '')
    .split(/[\s|,]+/)
    .map((name) => (/^(sys|dia)tolic$/.test(name) ? 'bloodPressure' : name));
  const known = chartSigns.filter(({ name }) => wanted.includes(name));
  return known.length > 0 ? known : chartSigns;
}
