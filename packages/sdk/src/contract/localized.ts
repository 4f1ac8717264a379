/** A text by language (BCP 47). `en` is what is shown where the language of the screen is missing. */
export type Localized = Readonly<Record<string, string>>;
