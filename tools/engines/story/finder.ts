/**
 * Runs in the page, as text: finds what a person sees, by role and name or by its words, through open shadow roots, and
 * acts on it. Small on purpose: it knows the roles of the story.
 */
const FINDER = `(() => {
  const SELECTORS = {
    button: 'button,[role=button]',
    option: '[role=option]',
    radio: 'input[type=radio],[role=radio]',
    switch: '[role=switch]',
    heading: 'h1,h2,h3,h4,[role=heading]',
    field: 'input:not([type=radio]):not([type=checkbox]),textarea,select',
    text: '*',
  };
  const all = function* (root, selector) {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(selector)) yield element;
      if (element.shadowRoot) yield* all(element.shadowRoot, selector);
    }
  };
  const words = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const ownWords = (element) => words([...element.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ data }) => data).join(' '));
  const nameOf = (element, role) => {
    if (role === 'text') return ownWords(element);
    const labelled = element.getAttribute('aria-labelledby')?.split(' ').map((id) => element.getRootNode().getElementById(id)?.textContent).join(' ');
    const labels = [...(element.labels ?? [])].map((label) => label.textContent).join(' ');
    return words(labelled || element.getAttribute('aria-label') || labels || element.textContent);
  };
  const isSeen = (element) => element.getClientRects().length > 0 && element.checkVisibility({ visibilityProperty: true });
  const find = ({ role, name, exact }) => {
    for (const element of all(document, SELECTORS[role])) {
      const seen = nameOf(element, role);
      if ((exact ? seen === name : seen.toLowerCase().includes(name.toLowerCase())) && isSeen(element)) return element;
    }
  };
  return {
    sees: (wanted) => find(wanted) !== undefined,
    state: (wanted) => find(wanted)?.getAttribute('aria-checked') ?? '',
    press: (wanted) => {
      const element = find(wanted);
      if (!element || element.matches(':disabled,[aria-disabled=true]')) return false;
      element.focus();
      element.click();
      return true;
    },
    fill: (wanted, text) => {
      const element = find(wanted);
      if (!element || element.matches(':disabled')) return false;
      element.focus();
      element.select();
      // As typed: the browser itself edits, and tells the page of it.
      document.execCommand('insertText', false, text);
      element.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
      return element.value === text;
    },
    frame: (title) => {
      for (const element of all(document, 'iframe')) {
        if (!element.title.startsWith(title)) continue;
        // As somebody who is about to type in it: the browser edits where the focus is.
        element.focus();
        return element.src;
      }
      return '';
    },
  };
})()`;

/** What is looked for. */
export interface Wanted {
  readonly role: 'button' | 'option' | 'radio' | 'switch' | 'heading' | 'field' | 'text';
  /** Part of its name in any case, unless `exact`. */
  readonly name: string;
  readonly exact?: boolean;
}

/** An expression that calls one of the finder's verbs. */
export function finder(
  verb: 'sees' | 'state' | 'press' | 'fill' | 'frame',
  ...args: readonly unknown[]
): string {
  return `${FINDER}.${verb}(${args.map((argument) => JSON.stringify(argument)).join(', ')})`;
}
