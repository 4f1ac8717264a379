import da from '../../locales/da/outbox.json';
import en from '../../locales/en/outbox.json';
import sv from '../../locales/sv/outbox.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-outbox. They come with the element: a plugin that never lists the queue loads none of them. */
export const outboxTexts = { da, own: { sv, en } } as const satisfies Catalogue;
