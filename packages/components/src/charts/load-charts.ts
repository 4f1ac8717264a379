import type { DrawnCharts } from './drawn-charts.ts';

/**
 * Fetches what draws: the chart library, and how we draw with it. It comes with the first chart by itself; a page on which
 * that may be without a connection calls this before.
 * @throws TypeError when it cannot be fetched
 */
export async function loadCharts(): Promise<typeof DrawnCharts> {
  return (await import('./drawn-charts.ts')).DrawnCharts;
}
