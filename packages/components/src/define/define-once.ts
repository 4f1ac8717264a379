/** Registers an element unless the page has one by that name: two versions of the library may share a page. */
export function defineOnce(tag: `samspil-${string}`, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
