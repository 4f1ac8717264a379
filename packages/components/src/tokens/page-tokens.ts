import { css, unsafeCSS } from 'lit';
import { compactMeasures } from './roles.ts';
import { contrastDeclarations, declarations } from './tokens.ts';

const compact = Object.entries(compactMeasures)
  .map(([name, value]) => `--samspil-${name}: ${value};`)
  .join('\n');

/**
 * The design tokens as `--samspil-*` custom properties, for a page: adopt it on the document and use the same colours as
 * the elements. On the page's root element:
 *
 * - `color-scheme: light`, `dark` or `light dark` (as the device is, the default)
 * - `data-contrast="more"`: more contrast also where the device did not ask for it; `"standard"`: never
 * - `data-density="compact"`: less room, for a mouse; where a finger may come, targets keep their 44 px
 *
 * @example document.adoptedStyleSheets.push(tokens.styleSheet!);
 */
export const tokens = css`
  :root {
    color-scheme: light dark;
    ${unsafeCSS(declarations('--samspil-'))}
  }
  :root[data-contrast='more'] {
    ${unsafeCSS(contrastDeclarations('--samspil-'))}
  }
  @media (prefers-contrast: more) {
    :root:not([data-contrast='standard']) {
      ${unsafeCSS(contrastDeclarations('--samspil-'))}
    }
  }
  @media not all and (any-pointer: coarse) {
    :root[data-density='compact'] {
      ${unsafeCSS(compact)}
    }
  }
`;
