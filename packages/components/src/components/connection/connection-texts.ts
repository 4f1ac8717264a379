import da from '../../locales/da/connection.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-connection. */
export const connectionTexts = { part: 'connection', da } as const satisfies Catalogue;
