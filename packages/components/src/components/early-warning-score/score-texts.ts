import type { TextController } from '../../controllers/text-controller.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { listTexts } from '../../locales/catalogues/list.ts';
import type { receiptTexts } from '../../locales/catalogues/receipt.ts';
import type { vitalsTexts } from '../../locales/catalogues/vitals.ts';
import da from '../../locales/da/earlyWarningScore.json';
import en from '../../locales/en/earlyWarningScore.json';
import sv from '../../locales/sv/earlyWarningScore.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-early-warning-score. They come with the element: a plugin that never shows it loads none of them. */
export const scoreTexts = { da, own: { sv, en } } as const satisfies Catalogue;

/** The texts of samspil-early-warning-score in the language in force. */
export type ScoreTexts = TextController<
  readonly [typeof scoreTexts, typeof vitalsTexts, typeof listTexts, typeof commonTexts, typeof receiptTexts]
>;
