/** `web-types.json`: what JetBrains' editors know of the elements. */
import { elementsOf, settableOf, tokensOf } from './manifest-reading.mjs';
import { choicesOf, wordsOf } from './editor-words.mjs';

/**
 * @param {object} manifest
 * @param {{ name: string, version: string }} packageJson
 * @returns {object}
 */
export function webTypes(manifest, { name, version }) {
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    'js-types-syntax': 'typescript',
    contributions: {
      html: { elements: elementsOf(manifest).map(element) },
      css: {
        properties: tokensOf(manifest).map(({ name: token, description, default: value }) => ({
          name: token,
          description: `${description}\n\nDefault: \`${value}\``,
        })),
      },
    },
  };
}

function element(declaration) {
  const { tagName, path, name, attributes = [], slots = [], events = [], cssParts = [] } = declaration;
  return {
    name: tagName,
    description: wordsOf(declaration),
    source: { module: `./${path}`, symbol: name },
    attributes: attributes.map(attribute),
    slots: slots.map(described),
    js: {
      properties: settableOf(declaration).map((property) => ({
        ...described(property),
        type: property.type?.text ?? 'unknown',
      })),
      events: events.map((event) => ({ ...described(event), type: event.type?.text ?? 'Event' })),
    },
    css: { parts: cssParts.map(described) },
  };
}

function attribute({ name, description, type }) {
  const words = choicesOf(type?.text);
  if (type?.text === 'boolean') return { name, description, value: { kind: 'no-value', type: 'boolean' } };
  return {
    name,
    description,
    value: { type: words.length > 0 ? words.map((word) => `'${word}'`) : 'string' },
  };
}

const described = ({ name, description }) => ({ name, description });
