import da from '../../locales/da/timeline.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-timeline. */
export const timelineTexts = { part: 'timeline', da } as const satisfies Catalogue;
