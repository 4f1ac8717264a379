import { css, unsafeCSS } from 'lit';
import { contrastColours, measures, roles } from './roles.ts';

type Colours = Readonly<Record<string, readonly [light: string, dark: string]>>;
/** Makes the value of a declaration. */
type Wrap = (name: string, value: string) => string;

const declare = (prefix: string, values: Readonly<Record<string, string>>, wrap: Wrap): string =>
  Object.entries(values)
    .map(([name, value]) => `${prefix}${name}: ${wrap(name, value)};`)
    .join('\n');

const inBothSchemes = (colours: Colours): Record<string, string> =>
  Object.fromEntries(
    Object.entries(colours).map(([name, [light, dark]]) => [name, `light-dark(${light}, ${dark})`]),
  );

/** Every token as a declaration. */
export const declarations = (prefix: string, wrap: Wrap = (_name, value) => value): string =>
  declare(prefix, { ...inBothSchemes(roles), ...measures }, wrap);

/** Those that change for more contrast. */
export const contrastDeclarations = (prefix: string, wrap: Wrap = (_name, value) => value): string =>
  declare(prefix, inBothSchemes(contrastColours()), wrap);

const orOurs: Wrap = (name, value) => `var(--samspil-${name}, ${value})`;

/**
 * What every element adopts: private roles `--_*` that take the page's `--samspil-*` token where there is one and our own
 * value otherwise. Paper is white, whatever the screen is. Two names, because a value declared on the element itself would hide the one a page sets above it.
 */
export const elementTokens = css`
  :host {
    ${unsafeCSS(declarations('--_', orOurs))}
  }
  @media (prefers-contrast: more) {
    :host {
      ${unsafeCSS(contrastDeclarations('--_', orOurs))}
    }
  }
  @media print {
    :host {
      color-scheme: light;
    }
  }
`;
