import uPlot from 'uplot';
import { chartOptions } from './chart-options.ts';
import type { ChartShare, ChartSpec } from './chart-spec.ts';

/** One chart in its place on the page: points on their time and value, ranges to compare with, light grid lines. */
export class Chart {
  readonly #plot: uPlot;
  #spec: ChartSpec;

  constructor(place: HTMLElement, spec: ChartSpec, share: ChartShare) {
    this.#spec = spec;
    const options = chartOptions(uPlot, place, { spec: () => this.#spec, share });
    this.#plot = new uPlot(options, dataOf(spec), place);
  }

  /** Shows another stretch of time or range of values of the same points. */
  scale(spec: ChartSpec): void {
    const before = this.#spec;
    this.#spec = spec;
    const { time, values } = spec;
    if (before.time.from === time.from && before.time.to === time.to && isSameRange(before, spec)) return;
    this.#plot.batch(() => {
      this.#plot.setScale('x', { min: time.from / 1000, max: time.to / 1000 });
      this.#plot.setScale('y', { min: values[0], max: values[1] });
    });
  }

  resize(width: number): void {
    if (width > 0 && Math.abs(width - this.#plot.width) > 1)
      this.#plot.setSize({ width, height: this.#plot.height });
  }

  /** Moves the line to an instant, for the keyboard: it stands at the reading nearest to it. */
  moveTo(at: number): void {
    this.#plot.setCursor({ left: this.#plot.valToPos(at / 1000, 'x'), top: 1 });
  }

  destroy(): void {
    this.#plot.destroy();
  }
}

function isSameRange(a: ChartSpec, b: ChartSpec): boolean {
  return a.values[0] === b.values[0] && a.values[1] === b.values[1];
}

/** uPlot writes into none of it. */
function dataOf({ data }: ChartSpec): uPlot.AlignedData {
  return [data.times as number[], ...data.columns.map(({ values }) => values as (number | null)[])];
}
