import type uPlot from 'uplot';
import type { ChartShare, ChartSpec } from './chart-spec.ts';

/** Behind everything: ranges of values to compare with, hiding nothing (CHT-20). */
export function drawBands(plot: uPlot, { bands, values }: ChartSpec, share: ChartShare, ratio: number): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.font = `${11 * ratio}px ${getComputedStyle(plot.root).fontFamily}`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  for (const { min, max, color, label } of bands) {
    const top = plot.valToPos(Math.min(max, values[1]), 'y', true);
    const bottom = plot.valToPos(Math.max(min, values[0]), 'y', true);
    if (bottom <= top) continue;
    ctx.fillStyle = share.color(color);
    ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
    if (!label || bottom - top < 11 * ratio) continue;
    ctx.fillStyle = share.color('text-muted');
    ctx.fillText(label, bbox.left + bbox.width - 4 * ratio, (top + bottom) / 2);
  }
  ctx.restore();
}
