import { expect } from '@open-wc/testing';

/** No axe violations, in the light and in the dark theme. Every element declares both; the page chooses. */
export async function expectAccessible(element: Element): Promise<void> {
  const root = document.documentElement;
  const before = root.style.cssText;
  for (const theme of ['light', 'dark']) {
    root.style.colorScheme = theme;
    root.style.background = theme === 'dark' ? '#0d1218' : '#ffffff';
    await expect(element).to.be.accessible();
  }
  root.style.cssText = before;
}

/** What a person reads in an element, spaces joined. */
export function words(element: Element | null | undefined): string {
  const root = element?.shadowRoot ?? element;
  return (root?.textContent ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
}

/** Waits until nothing more is rendered: a reading, then what it shows. */
export async function settled(element: { updateComplete: Promise<boolean> }): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
  }
}
