/** The names that typings of an element are made of, from the manifest: which classes to import, which properties and events. */
import { elementsOf, settableOf } from '../manifest/manifest-reading.mjs';

/**
 * @typedef {{ name: string, type: string, property: string }} EventNames an event, its class, and what React calls it
 * @typedef {{ file: string, tag: string, className: string, summary: string, path: string, properties: string[],
 *   events: EventNames[] }} ElementTypes
 */

/** @param {object} manifest @returns {ElementTypes[]} */
export function elementTypes(manifest) {
  return elementsOf(manifest).map((element) => ({
    file: element.tagName.replace('samspil-', ''),
    tag: element.tagName,
    className: element.name,
    summary: element.summary,
    path: element.path,
    properties: settableOf(element).map(({ name }) => name),
    events: (element.events ?? []).map(({ name, type }) => ({
      name,
      type: type?.text ?? 'Event',
      property: propertyOf(name),
    })),
  }));
}

/** `samspil-entry-open` is `onEntryOpen` in React. */
function propertyOf(event) {
  const words = event.replace('samspil-', '').split('-');
  return `on${words.map((word) => word[0].toUpperCase() + word.slice(1)).join('')}`;
}

/**
 * @param {ElementTypes} element
 * @returns {string[]} imports of its class, and of the classes of its events, for a module in a folder of `dist`
 */
export function importsOf({ className, path, events }) {
  const classes = new Set(events.map(({ type }) => type).filter((type) => type !== 'Event'));
  return [
    `import type { ${className} as PageElement } from '../${path.replace('dist/', '')}';`,
    ...(classes.size > 0 ? [`import type { ${[...classes].join(', ')} } from '../events/index.js';`] : []),
  ];
}

/** A union of names, as a type. @param {string[]} names */
export const unionOf = (names) => names.map((name) => `'${name}'`).join(' | ') || 'never';

/** @param {EventNames[]} events @param {(event: EventNames) => string} nameOf @returns {string} the type that maps names to classes */
export function eventsType(events, nameOf) {
  if (events.length === 0) return 'Record<never, Event>';
  return `{ ${events.map((event) => `'${nameOf(event)}': ${event.type}`).join('; ')} }`;
}
