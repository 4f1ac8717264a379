/** Questions to `custom-elements.json` that everything made from it asks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPONENTS } from './public-elements.mjs';

/** @returns {object} the manifest as it is published */
export function publishedManifest() {
  return JSON.parse(readFileSync(join(COMPONENTS, 'custom-elements.json'), 'utf8'));
}

/**
 * @param {object} manifest
 * @returns {object[]} declarations of the elements, each with the `path` of its module
 */
export function elementsOf({ modules }) {
  return modules.flatMap(({ path, declarations }) =>
    declarations.filter(({ tagName }) => tagName).map((declaration) => ({ ...declaration, path })),
  );
}

/**
 * @param {object} manifest
 * @returns {{ name: string, description: string, default: string }[]} every token once
 */
export function tokensOf(manifest) {
  const tokens = new Map();
  for (const { cssProperties = [] } of elementsOf(manifest))
    for (const token of cssProperties) if (!tokens.has(token.name)) tokens.set(token.name, token);
  return [...tokens.values()];
}

/** Properties that an owner may set. @param {object} element */
export function settableOf({ members = [] }) {
  return members.filter(({ kind, readonly }) => kind === 'field' && !readonly);
}
