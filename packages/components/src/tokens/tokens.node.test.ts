import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, parseColor } from '../../../sdk/src/launch/color.ts';
import { contrastColours, roles } from './roles.ts';
import { elementTokens } from './tokens.ts';
import { tokens } from './page-tokens.ts';

type Colours = Readonly<Record<string, readonly [light: string, dark: string]>>;

const SURFACES = ['surface', 'surface-sunken', 'surface-raised'];
const TONES = ['ok', 'info', 'warn', 'danger'];
/** What is read, and what it stands on. */
const TEXTS = [
  ...['text', 'text-muted', 'accent'].flatMap((text) => SURFACES.map((surface) => [text, surface])),
  ...TONES.flatMap((tone) => [
    [`${tone}-text`, `${tone}-surface`],
    ['text', `${tone}-surface`],
  ]),
  ['on-accent', 'accent'],
  ['on-alarm', 'alarm-surface'],
] as [string, string][];
/** What must be seen, and what it stands on. */
const SHAPES = ['border-strong', 'focus', 'chart-line', ...TONES.map((tone) => `${tone}-border`)].flatMap(
  (shape) => SURFACES.map((surface) => [shape, surface] as const),
);

for (const [name, colours, text, shape] of [
  ['as they come', roles, 4.5, 3],
  ['with more contrast', { ...roles, ...contrastColours() }, 7, 4.5],
] as const satisfies [string, Colours, number, number][])
  for (const [index, scheme] of ['light', 'dark'].entries())
    test(`colours ${name} in ${scheme}: text at least ${text}:1, edges and shapes ${shape}:1`, () => {
      const weak = ([above, below]: readonly [string, string], least: number) =>
        ratio(colours, above, below, index) < least
          ? [`${above} on ${below}: ${ratio(colours, above, below, index).toFixed(2)}`]
          : [];
      assert.deepEqual(
        [...TEXTS.flatMap((pair) => weak(pair, text)), ...SHAPES.flatMap((pair) => weak(pair, shape))],
        [],
      );
    });

test('an element takes the page’s token, else more contrast where the device asks for it', () => {
  const [plain, more] = elementTokens.cssText.split('@media (prefers-contrast: more)');
  assert.ok(plain?.includes('--_text-muted: var(--samspil-text-muted, light-dark(#4a5866'));
  assert.ok(more?.includes('--_text-muted: var(--samspil-text-muted, light-dark(#15212e'));
});

test('a page may ask for more contrast, for none, and for less room where there is no finger', () => {
  assert.match(
    tokens.cssText,
    /:root\[data-contrast='more'\] \{\s*--samspil-text-muted: light-dark\(#15212e/,
  );
  assert.match(tokens.cssText, /prefers-contrast: more\) \{\s*:root:not\(\[data-contrast='standard'\]\)/);
  assert.match(tokens.cssText, /not all and \(any-pointer: coarse\) \{\s*:root\[data-density='compact'\]/);
});

function ratio(colours: Colours, above: string, below: string, index: number): number {
  const of = (name: string) => parseColor(colours[name]?.[index] ?? '');
  return contrast(of(above), of(below));
}
