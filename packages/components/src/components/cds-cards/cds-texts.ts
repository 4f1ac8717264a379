import type { TextController } from '../../controllers/text-controller.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { listTexts } from '../../locales/catalogues/list.ts';
import da from '../../locales/da/cdsCards.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-cds-cards. */
export const cdsTexts = { part: 'cdsCards', da } as const satisfies Catalogue;

/** The texts of samspil-cds-cards in the language in force. */
export type CdsWords = TextController<readonly [typeof cdsTexts, typeof listTexts, typeof commonTexts]>;
