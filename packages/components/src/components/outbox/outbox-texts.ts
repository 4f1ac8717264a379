import da from '../../locales/da/outbox.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-outbox. They come with the element: a plugin that never lists the queue loads none of them. */
export const outboxTexts = { part: 'outbox', da } as const satisfies Catalogue;
