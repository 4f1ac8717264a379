import type { MarkShape } from './mark-shapes.ts';

/** A range of time, in milliseconds since the epoch. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** What is drawn of one series. */
export interface ChartColumn {
  /** One value per time; null where there is none, which interrupts the line (CHT-18). */
  readonly values: readonly (number | null)[];
  /** Series differ in shape, not by colour alone (CHT-02). */
  readonly shape: MarkShape;
  /** Custom property of its colour, without `--_`. */
  readonly color: string;
  /** Drawn hollow: a value that is not to be taken like the others. Words beside the chart say which ones. */
  readonly isHollow?: (index: number) => boolean;
}

/** The points of one chart. Another object is another drawing; the same one is only moved and scaled. */
export interface ChartData {
  /** Seconds since the epoch, ascending: what uPlot draws without making it anew. */
  readonly times: readonly number[];
  readonly columns: readonly ChartColumn[];
  /** `upright`: the columns are the two ends of one vertical line (CHT-08); `line`: each is joined over time. */
  readonly joins: 'line' | 'upright';
}

/** A range of values behind the points. */
export interface ChartBand {
  readonly min: number;
  readonly max: number;
  /** Custom property of its colour, without `--_`. */
  readonly color: string;
  /** Stands in it at the right edge, so that colour never says it alone. */
  readonly label?: string;
}

/** What one chart draws. */
export interface ChartSpec {
  readonly name: string;
  readonly data: ChartData;
  readonly time: TimeSpan;
  readonly values: readonly [number, number];
  /** Another list is another drawing. */
  readonly bands: readonly ChartBand[];
  readonly locale: string;
  /** CSS pixels. */
  readonly height: number;
}

/** What a drawing cannot show as points, for the words beside it. */
export interface DrawnMarks {
  /** Points so close to each other that they became strokes. */
  readonly crowded: number;
  /** Not to be taken like the others: hollow, where there is room for a mark. */
  readonly hollow: number;
  /** Beyond the upper and the lower end of the values (CHT-13). */
  readonly above: number;
  readonly below: number;
}

/** What the charts of one element have in common. */
export interface ChartShare {
  /** Cursors of charts with the same key move together (CHT-10). */
  readonly syncKey: string;
  /** A custom property of the element as the browser computes it. */
  color(role: string): string;
  /** The point under the cursor changed; undefined when the cursor left. */
  onPoint(name: string, index: number | undefined): void;
  /** A stretch of time was drawn over with the pointer. Without it, nothing can be selected. */
  onSelect?(span: TimeSpan): void;
  /** What the drawing shows otherwise than as points. */
  onDrawn?(name: string, marks: DrawnMarks): void;
}
