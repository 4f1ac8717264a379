import da from '../locales/da/observed.json';
import type { Catalogue } from '../locales/text.ts';

/** What a measured value says of itself in words. */
export const observedTexts = { part: 'observed', da } as const satisfies Catalogue;
