import type uPlot from 'uplot';
import type { ChartShare, ChartSpec } from './chart-spec.ts';
import { firstFrom } from './lay-marks.ts';

/** Two values of one moment as the ends of one upright line (CHT-08). Those in one column of pixels become one. */
export function drawUprights(plot: uPlot, { data, time }: ChartSpec, share: ChartShare, ratio: number): void {
  const [upper, lower] = data.columns;
  if (!upper || !lower) return;
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = share.color(upper.color);
  ctx.lineWidth = 2 * ratio;
  ctx.beginPath();
  let last = -Infinity;
  let drawn: [number, number] = [Infinity, -Infinity];
  for (let index = firstFrom(data.times, time.from / 1000); index < data.times.length; index += 1) {
    const at = data.times[index] ?? Infinity;
    if (at > time.to / 1000) break;
    const [high, low] = [upper.values[index], lower.values[index]];
    if (typeof high !== 'number' || typeof low !== 'number') continue;
    const x = plot.valToPos(at, 'x', true);
    // What a line already drawn in this column of pixels covers adds nothing.
    if (x - last < 1 && high <= drawn[1] && low >= drawn[0]) continue;
    drawn = x - last < 1 ? [Math.min(low, drawn[0]), Math.max(high, drawn[1])] : [low, high];
    last = x;
    ctx.moveTo(x, plot.valToPos(high, 'y', true));
    ctx.lineTo(x, plot.valToPos(low, 'y', true));
  }
  ctx.stroke();
  ctx.restore();
}
