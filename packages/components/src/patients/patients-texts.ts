import da from '../locales/da/patients.json';
import en from '../locales/en/patients.json';
import sv from '../locales/sv/patients.json';
import type { Catalogue } from '../locales/text.ts';

/** Texts of everything that shows several patients. They come with the elements that do. */
export const patientsTexts = { da, own: { sv, en } } as const satisfies Catalogue;
