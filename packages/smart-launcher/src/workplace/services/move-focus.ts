/** What F6 goes through, in the order of the page: parts of the workplace that say so, and each plugin. */
const REGIONS = '[data-region], section[part~="plugin"]';
const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), [tabindex="0"], h1[tabindex], h2[tabindex], h3[tabindex]';

/**
 * Moves the focus to the next or the previous region, round and round, through shadow roots. In a plugin it begins with
 * its heading, before the frame.
 *
 * @param from what has the focus now; undefined for the page itself
 */
export function moveFocus(page: Document, direction: 'next' | 'previous', from: Element | undefined): void {
  const regions = allDeep(page, REGIONS).filter(isVisible);
  if (regions.length === 0) return;
  const here = from ? regions.findLastIndex((region) => contains(region, from)) : -1;
  const step = direction === 'next' ? 1 : -1;
  const start = here === -1 && direction === 'previous' ? 0 : here;
  // One that holds nothing to focus is passed over.
  for (let count = 1; count <= regions.length; count += 1) {
    const region = regions.at((start + step * count) % regions.length);
    const target = region && targetIn(region);
    if (!target) continue;
    target.focus();
    target.scrollIntoView({ block: 'nearest' });
    return;
  }
}

/** What has the focus, inside however many shadow roots. */
export function deepActive(page: Document): Element | undefined {
  let active = page.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active ?? undefined;
}

function targetIn(region: HTMLElement): HTMLElement | undefined {
  if (region.matches('section')) return region.querySelector<HTMLElement>('h3[tabindex]') ?? undefined;
  return [region, ...allDeep(region, FOCUSABLE)].find(
    (element) => element.matches(FOCUSABLE) && isVisible(element),
  );
}

function allDeep(root: Document | ShadowRoot | Element, selector: string): HTMLElement[] {
  const found: HTMLElement[] = [];
  const visit = (node: Document | ShadowRoot | Element) => {
    if (node instanceof HTMLElement && node !== root && node.matches(selector)) found.push(node);
    const shadow = node instanceof Element ? node.shadowRoot : null;
    for (const child of shadow ? shadow.children : []) visit(child);
    for (const child of node.children) visit(child);
  };
  visit(root);
  return found;
}

function contains(region: Element, element: Element): boolean {
  for (let node: Node | null = element; node; node = parentOf(node)) if (node === region) return true;
  return false;
}

function parentOf(node: Node): Node | null {
  return node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
}

function isVisible(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}
