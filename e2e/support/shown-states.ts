import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';

/** What a `samspil-sync-status` showed from one moment until it showed something else. */
export interface ShownState {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Which element of the page, in the order they were made. */
  readonly element: number;
  /** The words of the line, which are also what a screen reader speaks. */
  readonly words: string;
}

/**
 * From now on every page of the context writes down each state that any `samspil-sync-status` shows, in the order shown. A
 * state is noted before it can be painted, so one that stands for a moment only is noted too.
 */
export async function noteShownStates(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: fileURLToPath(new URL('note-shown-states.js', import.meta.url)) });
}

/** Everything that was shown on a page since it was loaded. */
export function shownStates(page: Page): Promise<ShownState[]> {
  return page.evaluate(() => (globalThis as unknown as { shownStates: ShownState[] }).shownStates);
}
