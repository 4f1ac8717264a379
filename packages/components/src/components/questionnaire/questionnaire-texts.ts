import type { TextController } from '../../controllers/text-controller.ts';
import da from '../../locales/da/questionnaire.json';
import en from '../../locales/en/questionnaire.json';
import sv from '../../locales/sv/questionnaire.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-questionnaire. They come with the element: a plugin that never shows it loads none of them. */
export const questionnaireTexts = { da, own: { sv, en } } as const satisfies Catalogue;

/** The texts of samspil-questionnaire in the language in force. */
export type QuestionnaireWords = TextController<readonly [typeof questionnaireTexts]>;
