import da from '../da/receipt.json';
import type { Catalogue } from '../text.ts';

/** The words of a receipt's states. */
export const receiptTexts = { part: 'receipt', da } as const satisfies Catalogue;
