import type uPlot from 'uplot';

/**
 * Fetches the chart library. It comes with the first chart by itself; a page on which that may be without a connection
 * calls this before.
 * @throws TypeError when it cannot be fetched
 */
export async function loadCharts(): Promise<typeof uPlot> {
  return (await import('uplot')).default;
}
