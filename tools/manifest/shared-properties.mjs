/**
 * The analyzer reads `static properties = { … }` where it is written out. Elements that share theirs name a constant
 * instead (`states/list-properties.ts`), alone or spread into their own: this plugin puts its entries in that place, before
 * the analyzer's Lit plugins look.
 */

/**
 * @param {Record<string, string>} constants name of the constant to the text of its object, without braces
 * @returns {(code: string) => string}
 */
export function withPropertiesWrittenOut(constants) {
  return (code) =>
    Object.entries(constants).reduce(
      (text, [name, entries]) =>
        text
          .replaceAll(`static override properties = ${name};`, `static override properties = {${entries}};`)
          .replaceAll(`...${name},`, entries),
      code,
    );
}

const CONSTANT = /export const (\w+Properties) = \{([\s\S]*?)\n\} as const/g;

/** Finds such constants in the texts of sources. @param {Iterable<string>} texts */
export function sharedProperties(texts) {
  const constants = {};
  for (const text of texts)
    for (const [, name, entries] of text.matchAll(CONSTANT)) constants[name] = entries;
  return constants;
}
