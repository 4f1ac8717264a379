import type { ChartColumn, DrawnMarks } from './chart-spec.ts';

/** How times and values become pixels: `x = times * xScale + xShift`, likewise for values. */
export interface MarkFrame {
  /** Seconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly values: readonly [number, number];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** How wide a mark is, in the same pixels. Marks closer than this overlap. */
  readonly size: number;
}

/** Where marks stand, in pixels. Numbers in a row: x, y for marks; x, y, y for strokes. */
export interface LaidMarks extends DrawnMarks {
  readonly filled: readonly number[];
  readonly open: readonly number[];
  readonly strokes: readonly number[];
  /** x of values beyond the upper and the lower end. */
  readonly over: readonly number[];
  readonly under: readonly number[];
}

/** One column of pixels with the points in it. */
interface PixelColumn {
  readonly x: number;
  top: number;
  bottom: number;
  n: number;
  readonly isOpen: boolean;
}

/**
 * Finds each point its place. Points that would cover each other shrink to short strokes over the height they take up,
 * and are counted (components.md 6.11, GTAB-013 to 017); so a hundred thousand points cost a stroke per pixel.
 */
export function layMarks(
  times: readonly number[],
  { values, isHollow }: Pick<ChartColumn, 'values' | 'isHollow'>,
  frame: MarkFrame,
): LaidMarks {
  const [low, high] = frame.values;
  const xScale = frame.width / (frame.to - frame.from);
  const yScale = frame.height / (high - low);
  const columns: PixelColumn[] = [];
  const over: number[] = [];
  const under: number[] = [];
  let above = 0;
  let below = 0;
  let hollow = 0;
  let last: PixelColumn | undefined;
  for (let index = firstFrom(times, frame.from); index < times.length; index += 1) {
    const time = times[index] ?? Infinity;
    if (time > frame.to) break;
    const value = values[index];
    if (value === null || value === undefined) continue;
    const isOpen = isHollow?.(index) ?? false;
    if (isOpen) hollow += 1;
    const x = frame.left + (time - frame.from) * xScale;
    if (value > high) {
      above += 1;
      if (x - (over.at(-1) ?? -Infinity) >= frame.size) over.push(x);
      continue;
    }
    if (value < low) {
      below += 1;
      if (x - (under.at(-1) ?? -Infinity) >= frame.size) under.push(x);
      continue;
    }
    const y = frame.top + (high - value) * yScale;
    if (last && x - last.x < 1) {
      if (y < last.top) last.top = y;
      if (y > last.bottom) last.bottom = y;
      last.n += 1;
    } else {
      last = { x, top: y, bottom: y, n: 1, isOpen };
      columns.push(last);
    }
  }
  return { ...shapeOf(columns, frame.size), over, under, hollow, above, below };
}

function shapeOf(columns: readonly PixelColumn[], size: number) {
  const filled: number[] = [];
  const open: number[] = [];
  const strokes: number[] = [];
  let crowded = 0;
  columns.forEach((column, index) => {
    const { x, top, bottom, n } = column;
    if (n > 1 || touches(columns[index - 1], column, size) || touches(column, columns[index + 1], size)) {
      crowded += n;
      strokes.push(x, top - size / 4, bottom + size / 4);
    } else (column.isOpen ? open : filled).push(x, top);
  });
  return { filled, open, strokes, crowded };
}

function touches(a: PixelColumn | undefined, b: PixelColumn | undefined, size: number): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    b.x - a.x < size &&
    b.top - a.bottom < size &&
    a.top - b.bottom < size
  );
}

/** Whether so many points, so many pixels wide, are several to each pixel. */
export function isDense(n: number, width: number): boolean {
  return n > 2 * width;
}

/** The first index whose time is not before `from`. */
export function firstFrom(times: readonly number[], from: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Infinity) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
