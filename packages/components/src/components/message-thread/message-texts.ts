import da from '../../locales/da/messageThread.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-message-thread. */
export const messageTexts = { part: 'messageThread', da } as const satisfies Catalogue;
