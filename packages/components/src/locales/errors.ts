import da from './da/errors.json';
import type { Catalogue } from './text.ts';

/** What happened and what to do next, one text per error code. */
export const errorTexts = { part: 'errors', da } as const satisfies Catalogue;
