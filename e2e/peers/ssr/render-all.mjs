/** Renders every element of the manifest in Node, bare and with values, and prints what came of each as JSON. */
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import manifest from '@samspil/components/custom-elements.json' with { type: 'json' };
import '@samspil/components/define';
import { elementTemplate } from './element-template.mjs';

const NOTHING = () => undefined;
const EMPTY = (type) => (/^readonly \w+\[\]/.test(type) ? [] : undefined);
const LEAST = (type, name) => {
  const [, resourceType] = /^(?:readonly )?([A-Z]\w+)(?:\[\])?(?: \| undefined)?$/.exec(type) ?? [];
  const resource = { resourceType, id: 'one', code: { text: 'Penicillin' } };
  if (type.startsWith('readonly') && resourceType) return [resource];
  if (resourceType === 'Patient') return resource;
  if (name === 'locale') return 'da';
  return type === 'boolean' ? true : undefined;
};

const elements = manifest.modules.flatMap(({ declarations }) =>
  declarations.filter(({ tagName }) => tagName),
);
const results = [];
for (const element of elements) {
  for (const [given, valueOf] of Object.entries({ nothing: NOTHING, empty: EMPTY, least: LEAST })) {
    try {
      const markup = await collectResult(render(elementTemplate(element, valueOf)));
      results.push({ tag: element.tagName, given, markup });
    } catch (error) {
      results.push({ tag: element.tagName, given, error: error.stack });
    }
  }
}
console.log(JSON.stringify(results));
