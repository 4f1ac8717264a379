import { css, unsafeCSS } from 'lit';
import { measures, roles } from './roles.ts';

/** Every token as a declaration; `wrap` makes its value. */
export const declarations = (prefix: string, wrap: (name: string, value: string) => string): string =>
  [
    ...Object.entries(roles).map(([name, [light, dark]]) => [name, `light-dark(${light}, ${dark})`] as const),
    ...Object.entries(measures),
  ]
    .map(([name, value]) => `${prefix}${name}: ${wrap(name, value)};`)
    .join('\n');

/**
 * What every element adopts: private roles `--_*` that take the page's `--samspil-*` token where there is one and our own
 * value otherwise. Two names, because a value declared on the element itself would hide the one a page sets above it.
 */
export const elementTokens = css`
  :host {
    ${unsafeCSS(declarations('--_', (name, value) => `var(--samspil-${name}, ${value})`))}
  }
`;
