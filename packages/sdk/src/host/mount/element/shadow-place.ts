/** A place in the page for one in-page plugin. */
export interface ShadowPlace {
  readonly element: HTMLElement;
  /** Empty, inside a shadow root of its own. */
  readonly root: HTMLElement;
  readonly elements: CustomElementRegistry;
}

/**
 * Makes an element with an own shadow root and, where the browser has scoped registries, an own set of custom elements.
 * Styles and names of plugin and page then do not meet; what inherits (font, colour, `--samspil-*`) still does.
 */
export function makeShadowPlace(page: Document): ShadowPlace {
  const element = page.createElement('div');
  element.setAttribute('role', 'group');
  // Nothing that is laid out in the plugin covers the chart around it.
  element.style.cssText = 'display: block; contain: layout style; isolation: isolate;';
  const scoped = scopedElements();
  const shadow = element.attachShadow({ mode: 'open', ...(scoped && { customElementRegistry: scoped }) });
  const root = page.createElement('div', scoped && { customElementRegistry: scoped });
  shadow.append(root);
  return { element, root, elements: scoped ?? (page.defaultView ?? globalThis.window).customElements };
}

/** Undefined where custom elements have one registry for the whole page. */
function scopedElements(): CustomElementRegistry | undefined {
  if (!('customElementRegistry' in ShadowRoot.prototype)) return undefined;
  try {
    return new CustomElementRegistry();
  } catch {
    return undefined;
  }
}
