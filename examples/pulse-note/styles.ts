/**
 * One style for three places. The colours are the workplace's `--samspil-*` where there is one around the view: inherited
 * in its page, sent over the port to a frame. Selectors begin at the view's root, which is in a shadow root or in a page.
 */
const css = `
  .pulse-note {
    padding: 0.75rem;
    color: var(--samspil-text, CanvasText);
    font: 1rem/1.4 var(--samspil-font, system-ui, sans-serif);
  }
  .pulse-note p { margin: 0; }
  .pulse-note form { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: end; margin-block: 0.75rem; }
  .pulse-note label { display: grid; gap: 0.25rem; font-weight: 600; }
  .pulse-note input, .pulse-note button {
    box-sizing: border-box;
    min-height: 2.75rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--samspil-border-strong, GrayText);
    border-radius: 0.3125rem;
    background: var(--samspil-surface, Canvas);
    color: inherit;
    font: inherit;
  }
  .pulse-note input { width: 8rem; }
  .pulse-note button { background: var(--samspil-accent, Highlight); color: var(--samspil-on-accent, HighlightText); font-weight: 600; }
  .pulse-note :focus-visible { outline: 3px solid var(--samspil-focus, Highlight); outline-offset: 2px; }
`;

/** Adopted, not written into the markup: a page with a strict Content-Security-Policy allows it too. */
export function adoptStyles(root: HTMLElement): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.classList.add('pulse-note');
  (root.getRootNode() as Document | ShadowRoot).adoptedStyleSheets.push(sheet);
}
