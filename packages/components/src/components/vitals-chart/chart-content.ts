import type { Observation } from 'fhir/r4';
import type { ChartBand } from '../../charts/chart-spec.ts';
import { chartSigns, signsOf } from './chart-signs.ts';
import { readMeasurements, type ReadMeasurements } from './read-measurements.ts';
import { keysOf, seriesOf, type VitalSeries } from './vital-series.ts';

/** What a list of Observations has for the charts, read once. */
export interface ChartContent {
  readonly read: ReadMeasurements;
  /** Of the signs that are asked for. */
  readonly series: readonly VitalSeries[];
  /** The first of all measurements with a time, in milliseconds. */
  readonly first: number;
}

/** Keeps what was read for as long as the list is the same: moving a line must not read a hundred thousand again. */
export class ContentKeeper {
  #kept:
    | { readonly from: readonly Observation[]; readonly vital: unknown; readonly content: ChartContent }
    | undefined;
  readonly #bands = new Map<string, { readonly key: string; readonly bands: readonly ChartBand[] }>();

  of(from: readonly Observation[], vital: string | undefined): ChartContent {
    if (this.#kept?.from !== from || this.#kept.vital !== vital) {
      const read = readMeasurements(from, keysOf(chartSigns));
      const series = seriesOf(read, signsOf(vital));
      const first = Math.min(...series.map(({ data }) => (data.times[0] ?? Infinity) * 1000));
      this.#kept = { from, vital, content: { read, series, first } };
    }
    return this.#kept.content;
  }

  /** The same list for the same bands: another list is another drawing. */
  bands(name: string, bands: readonly ChartBand[]): readonly ChartBand[] {
    const key = bands.map(({ min, max, color, label }) => [min, max, color, label].join()).join(';');
    const kept = this.#bands.get(name);
    if (kept?.key === key) return kept.bands;
    this.#bands.set(name, { key, bands });
    return bands;
  }
}
