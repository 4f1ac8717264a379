import da from '../../locales/da/timeline.json';
import type { Catalogue } from '../../locales/text.ts';
import type { WordsOf } from '../../states/list-words.ts';

/** Texts of samspil-timeline. */
export const timelineTexts = { part: 'timeline', da } as const satisfies Catalogue;

/** The texts of samspil-timeline in the language in force. */
export type TimelineWords = WordsOf<typeof timelineTexts>;
