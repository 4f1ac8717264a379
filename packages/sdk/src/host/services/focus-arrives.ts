import type { Runtime } from '../../runtime.ts';

const LOOK_EVERY_MS = 15;
const GIVE_UP_MS = 300;

/** Also for an element inside a shadow root, which the document knows only by its host. */
export function hasFocus(element: HTMLElement): boolean {
  const root = element.getRootNode() as Document | ShadowRoot;
  const active = root.activeElement;
  return active !== null && (active === element || element.contains(active));
}

/**
 * Whether the person is in the plugin, now or in a moment. A tap in a frame of another process moves the focus by way of
 * the browser's own process, while what the plugin says about the tap comes straight through its port: first, often.
 * There is no event in the page for it that all browsers give.
 */
export async function focusArrives(
  element: HTMLElement,
  runtime: Pick<Runtime, 'schedule'>,
): Promise<boolean> {
  for (let waited = 0; waited < GIVE_UP_MS && !hasFocus(element); waited += LOOK_EVERY_MS)
    await new Promise<void>((resolve) => runtime.schedule(LOOK_EVERY_MS, resolve));
  return hasFocus(element);
}
