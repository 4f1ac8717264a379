import type { TextController } from '../../controllers/text-controller.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { listTexts } from '../../locales/catalogues/list.ts';
import type { trendTexts } from '../../locales/catalogues/trend.ts';
import type { vitalsTexts } from '../../locales/catalogues/vitals.ts';
import da from '../../locales/da/vitalsChart.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-vitals-chart. */
export const vitalsChartTexts = { part: 'vitalsChart', da } as const satisfies Catalogue;

/** Its texts in the language in force, with those it shares with the trend and the entry of vital signs. */
export type ChartWords = TextController<
  readonly (
    typeof vitalsChartTexts | typeof trendTexts | typeof vitalsTexts | typeof listTexts | typeof commonTexts
  )[]
>;
