import da from '../locales/da/patients.json';
import type { Catalogue } from '../locales/text.ts';

/** Texts of everything that shows several patients. They come with the elements that do. */
export const patientsTexts = { part: 'patients', da } as const satisfies Catalogue;
