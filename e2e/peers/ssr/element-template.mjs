/** A Lit template of one element of the manifest, with values for the properties that its types let one guess. */
import { html } from 'lit';

/**
 * @param {{ tagName: string, members?: object[] }} element of the manifest
 * @param {(type: string) => unknown} valueOf a type; undefined leaves the property alone
 * @returns {import('lit').TemplateResult}
 */
export function elementTemplate({ tagName, members = [] }, valueOf) {
  const given = members
    .filter(({ kind, readonly }) => kind === 'field' && !readonly)
    .map(({ name, type }) => [name, valueOf(type?.text ?? '', name)])
    .filter(([, value]) => value !== undefined);
  const strings = [`<${tagName}`];
  for (const [name] of given) {
    strings[strings.length - 1] += ` .${name}=`;
    strings.push('');
  }
  strings[strings.length - 1] += `></${tagName}>`;
  // What a template literal with this tag would be: Lit caches by the identity of its strings.
  return html(Object.assign(strings, { raw: strings }), ...given.map(([, value]) => value));
}
