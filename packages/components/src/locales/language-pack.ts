import type { da } from './da/index.ts';

/** Every text of the library in one language, by the part of the screen it belongs to. Danish says which there are. */
export type LanguagePack = { readonly [Part in keyof typeof da]: Readonly<(typeof da)[Part]> };

export type PartName = keyof LanguagePack;
