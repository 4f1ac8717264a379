import da from '../../locales/da/patientPicker.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-patient-picker. */
export const patientPickerTexts = { part: 'patientPicker', da } as const satisfies Catalogue;
