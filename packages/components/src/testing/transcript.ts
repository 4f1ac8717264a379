import { a11ySnapshot } from '@web/test-runner-commands';

/** A node of the browser's own accessibility tree, as far as it is spoken. */
interface SpokenNode {
  readonly role: string;
  readonly name?: string;
  readonly value?: string | number;
  readonly description?: string;
  readonly level?: number;
  readonly expanded?: boolean;
  readonly checked?: boolean | 'mixed';
  readonly pressed?: boolean | 'mixed';
  readonly selected?: boolean;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly invalid?: string;
  readonly focused?: boolean;
  readonly children?: readonly SpokenNode[];
}

const STATES = ['expanded', 'checked', 'pressed', 'selected', 'disabled', 'required'] as const;

/**
 * What a screen reader meets in the page, from top to bottom, one line a stop: role, states, name, value, description. It
 * is made from the tree that Chromium gives to screen readers, shadow roots and all; the virtual screen readers there are
 * stop at a shadow root. What a product makes of it in words is its own.
 */
export async function transcript(): Promise<string[]> {
  const root = (await a11ySnapshot({})) as unknown as SpokenNode | null;
  return (root?.children ?? []).flatMap((node) => linesOf(node));
}

function linesOf(node: SpokenNode, depth = 0): string[] {
  const { role, name = '', level, value, description, invalid } = node;
  const children = (node.children ?? []).flatMap((child) => linesOf(child, depth + 1));
  const text = name.replace(/[\s\u00a0]+/g, ' ').trim();
  if (role === 'StaticText' || role === 'text') return text ? [text] : [];
  // Its only text is its name: once is enough.
  const rest = children.length === 1 && children[0] === text ? [] : children;
  const said = [
    role + (level ? ` ${level}` : ''),
    ...STATES.flatMap((state) => (node[state] === undefined ? [] : [`${node[state] ? '' : 'not '}${state}`])),
    ...(invalid && invalid !== 'false' ? ['invalid'] : []),
  ].join(', ');
  const line = [said, text, value, description]
    .filter((part) => part !== undefined && part !== '')
    .join(': ');
  return role === 'generic' || role === 'none' ? rest : [line, ...rest];
}
