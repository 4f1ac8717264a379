import type { Workplace } from '../types.ts';

/** Where a view is shown. */
export interface ViewPlace {
  /** Name of the view, as the manifest says it. */
  readonly name: string;
  /**
   * Where the view's custom elements are defined. In the host's page a registry of this view alone, where the browser has
   * such: elements get it when they are made by `root.innerHTML`, by `document.importNode(…, { customElementRegistry })`
   * or by `document.createElement(name, { customElementRegistry })`. Otherwise it is the page's own, which is shared:
   * ask `get(name)` before `define(name)`, and begin every name with the id of the plugin.
   */
  readonly elements: CustomElementRegistry;
  /** Aborts when the view is taken away. */
  readonly signal: AbortSignal;
}

/** Undoes what a view did outside its root. What is in the root goes with it. */
export type Cleanup = () => void | Promise<void>;

/**
 * Fills `root`, which is empty and the view's own. It is in the document's body or in a shadow root, so a view looks up
 * its nodes from `root` and keeps its styles in it.
 */
export type View = (
  workplace: Workplace,
  root: HTMLElement,
  view: ViewPlace,
) => void | Cleanup | Promise<void | Cleanup>;

/** One view on the page. */
export interface ShownView {
  /** Rejects with what the view threw. */
  readonly shown: Promise<void>;
  /**
   * Takes it away, once however often it is called. What is synchronous has run when this returns; a view that was still
   * being shown is cleaned up as soon as it is there. Rejects with what the clean-up threw.
   */
  hide(): Promise<void>;
}

/** Calls a view and keeps what it takes to end it. */
export function showView(
  view: View,
  workplace: Workplace,
  root: HTMLElement,
  place: Omit<ViewPlace, 'signal'>,
): ShownView {
  const stop = new AbortController();
  let cleanup: Cleanup | undefined;
  let isThere = false;
  let hidden: Promise<void> | undefined;
  const arrive = (end: void | Cleanup): void => {
    if (typeof end === 'function') cleanup = end;
    isThere = true;
  };
  const shown = new Promise<void>((resolve) => {
    const end = view(workplace, root, { ...place, signal: stop.signal });
    if (end instanceof Promise) resolve(end.then(arrive));
    else resolve(arrive(end));
  });
  // Who shows it says what a failure means; hiding must not fail with it a second time.
  const there = shown.catch(() => undefined);

  async function end(): Promise<void> {
    stop.abort();
    if (!isThere) await there;
    await cleanup?.();
  }

  return { shown, hide: () => (hidden ??= end()) };
}
