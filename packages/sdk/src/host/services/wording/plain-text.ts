/** Controls, except the line feed: none of them has a look. U+2028 and U+2029 are line ends of old and become line feeds. */

const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
/**
 * Marks that turn the direction of what follows, and those without a look that split or tag a word: with them "exe.pdf"
 * reads as another name, and a word is not the word it looks like (Unicode TR 36 and 9). The joiners that Indic and
 * Arabic writing needs stay.
 */
const INVISIBLE =
  /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
/** More marks on one letter than any language has: they climb over the lines above. */
const TOWERS = /(\p{M}{3})\p{M}+/gu;

/**
 * A plugin's text as the workplace may show it among its own words: no controls, no marks that turn the direction, no
 * towers of accents, at most one empty line. Whoever shows it puts it on the page as text, in an element with
 * `dir="auto"`, never as markup.
 */
export function plainText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(CONTROLS, ' ')
    .replace(INVISIBLE, '')
    .replace(TOWERS, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** {@link plainText} on one line: for titles, labels and buttons. */
export function plainLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ');
}
