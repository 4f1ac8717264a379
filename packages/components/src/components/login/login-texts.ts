import da from '../../locales/da/login.json';
import type { Catalogue } from '../../locales/text.ts';

/** Texts of samspil-login. */
export const loginTexts = { part: 'login', da } as const satisfies Catalogue;
