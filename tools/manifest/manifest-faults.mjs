/** What a manifest must say of each public element, and does not. Sentences, each naming its element. */

/**
 * @param {import('./public-elements.mjs').PublicElement[]} elements
 * @param {{ modules: { declarations: object[] }[] }} manifest
 * @param {(source: string) => Iterable<string>} textsOf the sources an element is made of
 * @returns {string[]}
 */
export function manifestFaults(elements, manifest, textsOf) {
  const declarations = manifest.modules.flatMap((module) => module.declarations);
  return elements.flatMap(({ tag, className, source }) => {
    const element = declarations.find(({ name }) => name === className);
    if (!element) return [`${tag} is not in it.`];
    const faults = [];
    if (element.tagName !== tag) faults.push('its doc-block has no @tag, or another one');
    if (!element.summary) faults.push('its doc-block has no @summary');
    for (const { name, description } of element.members ?? []) {
      if (!description) faults.push(`${name} has no doc-block`);
    }
    for (const kind of ['slots', 'cssParts', 'cssProperties', 'cssStates', 'events']) {
      for (const { name, description } of element[kind] ?? []) {
        if (!description) faults.push(`${kind} ${name} has no words`);
      }
    }
    const code = [...textsOf(source)].join('\n');
    const described = (kind, name) => (element[kind] ?? []).some((item) => item.name === name);
    for (const [, name] of code.matchAll(/<slot name="([a-z-]+)"/g)) {
      if (!described('slots', name)) faults.push(`slot ${name} is not described (@slot)`);
    }
    for (const [, names] of code.matchAll(/\spart="([a-z -]+)"/g)) {
      for (const name of names.split(' ')) {
        if (!described('cssParts', name)) faults.push(`part ${name} is not described (@csspart)`);
      }
    }
    for (const [, event] of code.matchAll(/dispatchEvent\(\s*new (\w+Event)\(/g)) {
      if (!(element.events ?? []).some(({ type }) => type?.text === event))
        faults.push(`${event} is not described (@fires)`);
    }
    return [...new Set(faults)].map((fault) => `${tag}: ${fault}.`);
  });
}
