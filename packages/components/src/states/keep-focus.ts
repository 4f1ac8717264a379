import type { LitElement } from 'lit';

/**
 * Runs what a button in a list does. A button that takes itself away must not take the focus with it: the list gets it,
 * and is read by its name. Where the person has gone on meanwhile, the focus stays.
 */
export async function keepFocus(host: LitElement, act: () => unknown): Promise<void> {
  await act();
  await host.updateComplete;
  if (document.activeElement !== document.body) return;
  host.renderRoot.querySelector<HTMLElement>('section')?.focus();
}
