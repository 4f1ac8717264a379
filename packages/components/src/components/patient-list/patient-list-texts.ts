import da from '../../locales/da/patientList.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-patient-list. */
export const patientListTexts = { part: 'patientList', da } as const satisfies Catalogue;
