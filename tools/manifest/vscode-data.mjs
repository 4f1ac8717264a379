/** Custom data for VS Code and every editor with its language services: tags and attributes in HTML, tokens and parts in CSS. */
import { elementsOf, tokensOf } from './manifest-reading.mjs';
import { choicesOf, wordsOf } from './editor-words.mjs';

const SCHEMAS = 'https://raw.githubusercontent.com/microsoft/vscode-html-languageservice/main/docs';
const VERSION = 1.1;

/** @param {object} manifest @returns {object} `vscode.html-custom-data.json` */
export function vscodeHtmlData(manifest) {
  return {
    $schema: `${SCHEMAS}/customData.schema.json`,
    version: VERSION,
    tags: elementsOf(manifest).map((element) => ({
      name: element.tagName,
      description: markdown(wordsOf(element)),
      attributes: (element.attributes ?? []).map(attribute),
    })),
  };
}

function attribute({ name, description, type }) {
  const values = choicesOf(type?.text).map((word) => ({ name: word }));
  return {
    name,
    description: markdown(description),
    ...(values.length > 0 ? { values } : {}),
    // Present or absent: an editor writes it without a value.
    ...(type?.text === 'boolean' ? { valueSet: 'v' } : {}),
  };
}

/** @param {object} manifest @returns {object} `vscode.css-custom-data.json` */
export function vscodeCssData(manifest) {
  return {
    $schema: SCHEMAS.replace('html', 'css').concat('/customData.schema.json'),
    version: VERSION,
    properties: tokensOf(manifest).map(({ name, description, default: value }) => ({
      name,
      description: markdown(`${description}\n\nDefault: \`${value}\``),
    })),
    pseudoElements: [...partsOf(manifest)].map(([name, lines]) => ({
      name: `::part(${name})`,
      description: markdown(lines.join('\n')),
    })),
  };
}

/** Parts by name, each with a line for every element that has it: several share names. */
function partsOf(manifest) {
  const parts = new Map();
  for (const { tagName, cssParts = [] } of elementsOf(manifest)) {
    for (const { name, description } of cssParts)
      parts.set(name, [...(parts.get(name) ?? []), `- \`${tagName}\`: ${description}`]);
  }
  return new Map([...parts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const markdown = (value) => ({ kind: 'markdown', value });
