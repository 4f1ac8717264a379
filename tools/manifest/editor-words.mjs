/** What editors show of an element, in Markdown: what a person who types its tag wants to know. */

/**
 * Tokens are left out: every element reads most of them, and thirty lines of colours would bury the rest. Editors offer
 * them where they are typed, in styles.
 *
 * @param {object} declaration of the manifest
 */
export function wordsOf(declaration) {
  const { summary, description, slots, events, cssParts, cssStates } = declaration;
  const sections = [
    list('Slots', slots, ({ name }) => (name ? `\`${name}\`` : 'default')),
    list('Events', events, ({ name, type }) => (type ? `\`${name}\` (${type.text})` : `\`${name}\``)),
    list('Properties without attribute', onlyProperties(declaration), ({ name, type }) =>
      type ? `\`${name}\`: \`${type.text}\`` : `\`${name}\``,
    ),
    list('Parts', cssParts, ({ name }) => `\`::part(${name})\``),
    list('States', cssStates, ({ name }) => `\`:state(${name})\``),
  ];
  return [`**${summary}**`, description, ...sections].filter(Boolean).join('\n\n');
}

/** What can be set in code only. */
export function onlyProperties({ members = [], attributes = [] }) {
  const written = new Set(attributes.map(({ fieldName }) => fieldName));
  return members.filter(({ kind, name }) => kind === 'field' && !written.has(name));
}

/** The words a value may be, where it is a choice of words. @param {string} [type] @returns {string[]} */
export function choicesOf(type = '') {
  return [...type.matchAll(/'([^']*)'/g)].map(([, word]) => word);
}

function list(title, items = [], nameOf) {
  if (items.length === 0) return '';
  return [`**${title}**`, '', ...items.map((item) => `- ${nameOf(item)}: ${item.description}`)].join('\n');
}
