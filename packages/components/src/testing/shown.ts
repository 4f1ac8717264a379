export const find = (element: Element, selector: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(selector);
export const all = (element: Element, selector: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];
/**
 * The open, visible text of an element: what is in closed details does not count. Rows count wherever they stand: before
 * the first frame the browser takes none of them to be in sight (`content-visibility`), and a busy one draws it late.
 */
export function shown(element: Element): string {
  const rows = all(element, '.entry');
  for (const row of rows) row.style.contentVisibility = 'visible';
  const text = (find(element, 'section')?.innerText ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
  for (const row of rows) row.style.removeProperty('content-visibility');
  return text;
}
