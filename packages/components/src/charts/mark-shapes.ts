/** What one reading looks like. Each has a clear centre (CHT-01). */
export type MarkShape = 'circle' | 'square' | 'diamond' | 'up' | 'down' | 'triangle';

/** Corners around the centre, for a mark that reaches one unit. */
const corners: Readonly<Record<Exclude<MarkShape, 'circle'>, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.85, -0.85],
    [0.85, -0.85],
    [0.85, 0.85],
    [-0.85, 0.85],
  ],
  diamond: [
    [0, -1.15],
    [1.15, 0],
    [0, 1.15],
    [-1.15, 0],
  ],
  triangle: [
    [0, -1.1],
    [1.05, 0.8],
    [-1.05, 0.8],
  ],
  // Systolic and diastolic as on the paper chart: two arrowheads that point at each other's value from outside.
  down: [
    [-1.1, -1.1],
    [1.1, -1.1],
    [0, 0.5],
  ],
  up: [
    [-1.1, 1.1],
    [1.1, 1.1],
    [0, -0.5],
  ],
};

/** Adds one mark to a path. */
export function traceMark(path: Path2D, shape: MarkShape, x: number, y: number, radius: number): void {
  if (shape === 'circle') {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  corners[shape].forEach(([dx, dy], index) => {
    if (index === 0) path.moveTo(x + dx * radius, y + dy * radius);
    else path.lineTo(x + dx * radius, y + dy * radius);
  });
  path.closePath();
}

/** The same shape for a legend, in a view box of 12 by 12. */
export function markPath(shape: MarkShape): string {
  if (shape === 'circle') return 'M10 6a4 4 0 1 1-8 0a4 4 0 1 1 8 0Z';
  return `M${corners[shape].map(([dx, dy]) => `${6 + dx * 4} ${6 + dy * 4}`).join('L')}Z`;
}
