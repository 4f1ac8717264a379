import { css, unsafeCSS } from 'lit';
import { declarations } from './tokens.ts';

/**
 * The design tokens as `--samspil-*` custom properties, for a page: adopt it on the document and use the same colours as
 * the elements. Light or dark follows `color-scheme`; a page that wants one of them sets that property.
 *
 * @example document.adoptedStyleSheets.push(tokens.styleSheet!);
 */
export const tokens = css`
  :root {
    color-scheme: light dark;
    ${unsafeCSS(declarations('--samspil-', (_name, value) => value))}
  }
`;
