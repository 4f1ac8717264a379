/**
 * `@samspil/components/react`: a module for each element, so that a bundler keeps only what is used. Each registers its
 * element first: React looks at mount whether the element has a property, and would write `[object Object]` into an
 * attribute of one that is not registered yet.
 */
import { eventsType, importsOf, unionOf } from './element-types.mjs';

/** @param {import('./element-types.mjs').ElementTypes[]} elements @returns {Map<string, string>} texts by name of file */
export function reactModules(elements) {
  const files = new Map();
  for (const element of elements) {
    files.set(`${element.file}.js`, code(element));
    files.set(`${element.file}.d.ts`, types(element));
  }
  const index = elements.map(({ file }) => `export * from './${file}.js';\n`).join('');
  files.set('index.js', index);
  files.set('index.d.ts', `${index}export type { ElementProps } from './react-element.js';\n`);
  return files;
}

function code({ file, tag, className, properties, events }) {
  const own = properties.map((name) => `'${name}'`).join(', ');
  const names = events.map(({ property, name }) => `${property}: '${name}'`).join(', ');
  return `import '../define/${file}.js';
import { reactElement } from './react-element.js';

export const ${className} = /* @__PURE__ */ reactElement('${tag}', [${own}], { ${names} });
`;
}

function types(element) {
  const { tag, className, summary, properties, events } = element;
  const props = (nameOf) =>
    `ElementProps<PageElement, ${unionOf(properties)}, ${eventsType(events, nameOf)}>`;
  return `${importsOf(element).join('\n')}
import type { FunctionComponent } from 'react';
import type { ElementProps } from './react-element.js';

export type ${className}Props = ${props(({ property }) => property)};

/** ${summary} */
export declare const ${className}: FunctionComponent<${className}Props>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${tag}': ${props(({ name }) => `on${name}`)};
    }
  }
}
`;
}
