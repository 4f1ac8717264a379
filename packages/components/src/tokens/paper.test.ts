import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { LitElement } from 'lit';
import '../define/index.ts';
import manifest from '../../custom-elements.json';

const tags = (manifest.modules as readonly { declarations: readonly { tagName?: string }[] }[]).flatMap(
  ({ declarations }) => declarations.flatMap(({ tagName }) => tagName ?? []),
);

describe('on paper', () => {
  afterEach(async () => {
    document.documentElement.style.removeProperty('color-scheme');
    await emulateMedia({ media: 'screen' });
  });

  it('every element is dark on white, also where the screen is dark', async () => {
    document.documentElement.style.colorScheme = 'dark';
    const elements = tags.map((tag) => document.createElement(tag) as LitElement);
    document.body.append(...elements);
    await emulateMedia({ media: 'print' });
    const dark = elements.filter((element) => getComputedStyle(element).colorScheme !== 'light');
    for (const element of elements) element.remove();
    expect(elements).to.have.length.above(30);
    expect(dark.map(({ localName }) => localName)).to.deep.equal([]);
  });
});
