import type { ChartBand } from '../../charts/chart-spec.ts';
import type { AnyTable } from '../../scores/score-facts.ts';

/** Ranges of values with their points, as they are drawn behind a chart. */
export interface ScoreBands {
  readonly bands: readonly ChartBand[];
  /** Some limits depend on more than the value, such as on oxygen: they are not drawn, and that is said. */
  readonly isPartial: boolean;
}

/** The bands of one parameter. None for one that the table does not score by a number. */
export function scoreBands(table: AnyTable, key: string, scale: '1' | '2'): ScoreBands {
  const parameter = table.parameters.find((each) => each.key === key);
  if (!parameter || !('bands' in parameter)) return { bands: [], isPartial: false };
  // Where a value is corrected for how it was taken, its place on the axis says nothing of its points.
  if (parameter.corrections) return { bands: [], isPartial: true };
  const inScale = parameter.bands.filter(({ when }) => when?.scale === undefined || when.scale === scale);
  const sure = inScale.filter(({ when }) => Object.keys(when ?? {}).every((input) => input === 'scale'));
  // Values are rounded half up before they are looked up: a band begins half a step below its first value.
  const half = 0.5 / 10 ** parameter.decimals;
  return {
    bands: sure
      .filter(({ points }) => points > 0)
      .map(({ min, max, points }) => ({
        min: min === undefined ? -Infinity : min - half,
        max: max === undefined ? Infinity : max + half,
        color: `points-${Math.min(points, 3)}`,
        label: String(points),
      })),
    isPartial: sure.length < inScale.length,
  };
}
