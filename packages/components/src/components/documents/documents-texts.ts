import type { attachmentsTexts } from '../../attachments/attachments-texts.ts';
import da from '../../locales/da/documents.json';
import type { Catalogue } from '../../locales/text.ts';
import type { WordsOf } from '../../states/list-words.ts';

/** Texts of samspil-documents. */
export const documentsTexts = { part: 'documents', da } as const satisfies Catalogue;

/** The texts of samspil-documents in the language in force. */
export type DocumentsWords = WordsOf<typeof documentsTexts | typeof attachmentsTexts>;
