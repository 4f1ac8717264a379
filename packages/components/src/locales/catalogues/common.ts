import da from '../da/common.json';
import type { Catalogue } from '../text.ts';

/** Texts several elements use. */
export const commonTexts = { part: 'common', da } as const satisfies Catalogue;
