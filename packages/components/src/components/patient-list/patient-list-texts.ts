import da from '../../locales/da/patientList.json';
import en from '../../locales/en/patientList.json';
import sv from '../../locales/sv/patientList.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-patient-list. They come with the element: a plugin that never shows it loads none of them. */
export const patientListTexts = { da, own: { sv, en } } as const satisfies Catalogue;
