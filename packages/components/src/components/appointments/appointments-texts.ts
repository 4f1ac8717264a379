import da from '../../locales/da/appointments.json';
import type { WordsOf } from '../../states/list-words.ts';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-appointments. */
export const appointmentsTexts = { part: 'appointments', da } as const satisfies Catalogue;

export type AppointmentsWords = WordsOf<typeof appointmentsTexts>;
