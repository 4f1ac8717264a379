import type { PartName } from './language-pack.ts';
import { packOf, type Locale } from './languages.ts';

/** The texts of one part of the screen, in Danish; the same keys stand in each language's pack. */
export interface Catalogue<Key extends string = string> {
  readonly part?: PartName;
  readonly da: Readonly<Record<Key, string>>;
}

/** The keys of a catalogue; of several when given a union. */
export type KeyOf<C> = C extends { readonly da: infer Texts } ? keyof Texts & string : never;

/** The stems of plural texts: `sync.queue` for `sync.queue.one` and `sync.queue.other`. */
export type PluralKey<Key extends string> = Key extends `${infer Stem}.other` ? Stem : never;

export type TextParameters = Readonly<Record<string, string | number>>;

/**
 * One text with its `{placeholders}` filled; in Danish while the language is not loaded. Values are put in as they are:
 * Lit escapes them when they are rendered. A placeholder without a value stays visible, so that a missing one is noticed
 * instead of leaving a gap.
 */
export function text<Key extends string>(
  catalogue: Catalogue<Key>,
  locale: Locale,
  key: NoInfer<Key>,
  parameters: TextParameters = {},
): string {
  const translated: Readonly<Record<string, string>> | undefined =
    catalogue.part && packOf(locale)?.[catalogue.part];
  const template = translated?.[key] ?? catalogue.da[key];
  // A function as replacement: in a string, `$&` in a patient's name would be read as a pattern.
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(parameters, name) ? String(parameters[name]) : placeholder,
  );
}

/** `one` or `other`; the same rule in Danish, Swedish and English for whole numbers. */
export function pluralForm(n: number): 'one' | 'other' {
  return n === 1 ? 'one' : 'other';
}
