import type { TextController } from '../../controllers/text-controller.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { listTexts } from '../../locales/catalogues/list.ts';
import type { receiptTexts } from '../../locales/catalogues/receipt.ts';
import type { vitalsTexts } from '../../locales/catalogues/vitals.ts';
import da from '../../locales/da/earlyWarningScore.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-early-warning-score. */
export const scoreTexts = { part: 'earlyWarningScore', da } as const satisfies Catalogue;

/** The texts of samspil-early-warning-score in the language in force. */
export type ScoreTexts = TextController<
  readonly [typeof scoreTexts, typeof vitalsTexts, typeof listTexts, typeof commonTexts, typeof receiptTexts]
>;
