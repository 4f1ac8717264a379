import da from '../locales/da/fields.json';
import type { Catalogue } from '../locales/text.ts';

/** What clinicians call types, fields and codes of the record. */
export const fieldsTexts = { part: 'fields', da } as const satisfies Catalogue;
