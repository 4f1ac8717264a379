import type { TextController } from '../../controllers/text-controller.ts';
import type { commonTexts } from '../../locales/catalogues/common.ts';
import type { listTexts } from '../../locales/catalogues/list.ts';
import da from '../../locales/da/cdsCards.json';
import en from '../../locales/en/cdsCards.json';
import sv from '../../locales/sv/cdsCards.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-cds-cards. They come with the element: a plugin that never shows it loads none of them. */
export const cdsTexts = { da, own: { sv, en } } as const satisfies Catalogue;

/** The texts of samspil-cds-cards in the language in force. */
export type CdsWords = TextController<readonly [typeof cdsTexts, typeof listTexts, typeof commonTexts]>;
