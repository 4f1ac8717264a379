import { expect } from '@open-wc/testing';
import type axeCore from 'axe-core';

/**
 * No axe violations, in the light and in the dark theme. Every element declares both; the page chooses. What a theme changes
 * is colours: the second time only those are looked at.
 */
export async function expectAccessible(element: Element): Promise<void> {
  const root = document.documentElement;
  const before = root.style.cssText;
  const show = (theme: 'light' | 'dark') => {
    root.style.colorScheme = theme;
    root.style.background = theme === 'dark' ? '#0d1218' : '#ffffff';
  };
  show('light');
  await expect(element).to.be.accessible();
  show('dark');
  // The assertion before has loaded it.
  const { axe } = globalThis as unknown as { axe: typeof axeCore };
  const { violations } = await axe.run(element, { runOnly: ['color-contrast'] });
  const found = violations.flatMap(({ nodes }) =>
    nodes.map(({ html, failureSummary }) => [html, failureSummary]),
  );
  await expect(found).to.deep.equal([]);
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
