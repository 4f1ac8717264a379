import da from '../../locales/da/taskList.json';
import type { receiptTexts } from '../../locales/catalogues/receipt.ts';
import type { WordsOf } from '../../states/list-words.ts';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-task-list. */
export const taskTexts = { part: 'taskList', da } as const satisfies Catalogue;

export type TaskWords = WordsOf<typeof taskTexts | typeof receiptTexts>;
