import { expect } from '@open-wc/testing';

/** How far an edge may lie beyond the element's, in CSS pixels: browsers round. */
const ROUNDING = 1;

/**
 * Nothing of the element reaches beyond it on a screen of 320 pixels, in either direction of writing: neither what makes it
 * scroll nor what lies off the side where a page cannot scroll to, which in right-to-left is the other one. What scrolls
 * inside the element, and what only a screen reader has, may.
 */
export async function expectFits(element: HTMLElement & { updateComplete: Promise<boolean> }): Promise<void> {
  const { dir, style } = element;
  const width = style.width;
  style.width = '320px';
  for (const direction of ['ltr', 'rtl']) {
    element.dir = direction;
    await element.updateComplete;
    const { left, right } = element.getBoundingClientRect();
    const beyond = partsOf(element).filter((part) => {
      const box = part.getBoundingClientRect();
      return box.left < left - ROUNDING || box.right > right + ROUNDING;
    });
    await expect(beyond.map(describePart), direction).to.deep.equal([]);
  }
  element.dir = dir;
  style.width = width;
}

/** What is drawn of an element, also in the shadow trees of the elements it is made of. */
function partsOf(element: Element): Element[] {
  const inside = [...(element.shadowRoot?.children ?? []), ...element.children];
  return inside.flatMap((part) => {
    if (!part.checkVisibility() || part.matches('.sr-only, [popover]')) return [];
    const { overflowX, position } = getComputedStyle(part);
    // A dialog lies on the page, and a list that scrolls is cut at its own edge.
    if (position === 'fixed') return [];
    return overflowX === 'auto' || overflowX === 'scroll' ? [part] : [part, ...partsOf(part)];
  });
}

function describePart(part: Element): string {
  const { left, right } = part.getBoundingClientRect();
  return `${part.localName}.${part.getAttribute('class') ?? ''} ${Math.round(left)}…${Math.round(right)}`;
}
