import type uPlot from 'uplot';
import type { ChartColumn, ChartShare, ChartSpec, DrawnMarks } from './chart-spec.ts';
import { layMarks, type LaidMarks } from './lay-marks.ts';
import { traceMark } from './mark-shapes.ts';

/** CSS pixels from one side of a mark to the other. */
const markSize = 7.5;

/** The points of one column, over its line. What could not be drawn as points is given back, for the words beside. */
export function drawMarks(
  plot: uPlot,
  { data, time, values }: ChartSpec,
  { column, share, ratio }: { column: ChartColumn; share: ChartShare; ratio: number },
): DrawnMarks {
  const { left, top, width, height } = plot.bbox;
  const [from, to] = [time.from / 1000, time.to / 1000];
  const size = markSize * ratio;
  const laid = layMarks(data.times, column, { from, to, values, left, top, width, height, size });
  const { ctx } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left - size, top, width + 2 * size, height);
  ctx.clip();
  const color = share.color(column.color);
  const surface = share.color('surface');
  strokes(ctx, laid, { color, width: 1.5 * ratio });
  const path = (places: readonly number[]) => {
    const marks = new Path2D();
    for (let at = 0; at < places.length; at += 2)
      traceMark(marks, column.shape, places[at] ?? 0, places[at + 1] ?? 0, size / 2);
    return marks;
  };
  ctx.lineWidth = 1.5 * ratio;
  const filled = path(laid.filled);
  ctx.strokeStyle = surface;
  ctx.fillStyle = color;
  ctx.stroke(filled);
  ctx.fill(filled);
  const open = path(laid.open);
  ctx.strokeStyle = color;
  ctx.fillStyle = surface;
  ctx.fill(open);
  ctx.stroke(open);
  edges(ctx, laid, { color, size, top, bottom: top + height });
  ctx.restore();
  const { crowded, hollow, above, below } = laid;
  return { crowded, hollow, above, below };
}

function strokes(
  ctx: CanvasRenderingContext2D,
  { strokes: laid }: LaidMarks,
  style: { color: string; width: number },
) {
  if (laid.length === 0) return;
  ctx.strokeStyle = style.color;
  ctx.lineWidth = style.width;
  ctx.beginPath();
  for (let at = 0; at < laid.length; at += 3) {
    ctx.moveTo(laid[at] ?? 0, laid[at + 1] ?? 0);
    ctx.lineTo(laid[at] ?? 0, laid[at + 2] ?? 0);
  }
  ctx.stroke();
}

/** Arrowheads at the edge a value lies beyond (CHT-13). */
function edges(
  ctx: CanvasRenderingContext2D,
  { over, under }: LaidMarks,
  { color, size, top, bottom }: { color: string; size: number; top: number; bottom: number },
): void {
  const path = new Path2D();
  for (const x of over) traceMark(path, 'triangle', x, top + size * 0.7, size * 0.6);
  for (const x of under) traceMark(path, 'down', x, bottom - size * 0.7, size * 0.6);
  ctx.fillStyle = color;
  ctx.fill(path);
}
