import type { TextController } from '../../controllers/text-controller.ts';
import da from '../../locales/da/questionnaire.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-questionnaire. */
export const questionnaireTexts = { part: 'questionnaire', da } as const satisfies Catalogue;

/** The texts of samspil-questionnaire in the language in force. */
export type QuestionnaireWords = TextController<readonly [typeof questionnaireTexts]>;
