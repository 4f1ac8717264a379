/** `@samspil/components/vue`: the elements as Vue's templates know them, for editors and `vue-tsc`. */
import { eventsType, importsOf, unionOf } from './element-types.mjs';

/** @param {import('./element-types.mjs').ElementTypes[]} elements @returns {Map<string, string>} texts by name of file */
export function vueModules(elements) {
  const files = new Map(elements.map((element) => [`${element.file}.d.ts`, types(element)]));
  const index = `export { isSamspilElement } from './vue-element.js';\n`;
  files.set('index.js', index);
  files.set('index.d.ts', elements.map(({ file }) => `import './${file}.js';\n`).join('') + index);
  return files;
}

function types(element) {
  const { tag, properties, events } = element;
  const parts = [unionOf(properties), eventsType(events, ({ name }) => name)];
  return `${importsOf(element).join('\n')}
import type { VueElement } from './vue-element.js';

declare module 'vue' {
  interface GlobalComponents {
    '${tag}': VueElement<PageElement, ${parts.join(', ')}>;
  }
}
`;
}
