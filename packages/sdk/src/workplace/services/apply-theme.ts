import type { Theme } from '../../contract/services.ts';
import type { Signal } from '../types.ts';

/**
 * Gives an element, usually the document's own, the custom properties and the colour scheme of a theme, and keeps
 * following it. A property that the theme no longer has goes. Returns the function that stops; what is applied stays.
 *
 * A page in a frame can ask for it without a script: `<meta name="samspil-theme" content="follow">`.
 */
export function applyTheme(root: HTMLElement, theme: Signal<Theme>): () => void {
  let applied: readonly string[] = [];
  const apply = ({ colorScheme, density, properties }: Theme) => {
    for (const name of applied) if (!Object.hasOwn(properties, name)) root.style.removeProperty(name);
    applied = Object.keys(properties).filter((name) => name.startsWith('--'));
    for (const name of applied) root.style.setProperty(name, properties[name] ?? '');
    root.style.colorScheme = colorScheme;
    root.dataset.density = density;
  };
  apply(theme.value);
  return theme.subscribe(apply);
}

/** True for a page that says it wants the look of its workplace. */
export function wantsTheme(page: Document): boolean {
  return page.querySelector('meta[name="samspil-theme"]')?.getAttribute('content') === 'follow';
}
