import { expect, fixture, html } from '@open-wc/testing';
import { expectFits } from './expect-fits.ts';

async function holding(style: string): Promise<HTMLElement & { updateComplete: Promise<boolean> }> {
  const element = await fixture<HTMLElement>(html`<div style="position: relative; padding: 10px"></div>`);
  const part = document.createElement('p');
  part.style.cssText = style;
  element.attachShadow({ mode: 'open' }).append(part);
  return Object.assign(element, { updateComplete: Promise.resolve(true) });
}

/** Which direction it failed in; undefined where it fits. */
const failure = async (style: string) =>
  expectFits(await holding(style)).then(
    () => undefined,
    (error: Error) => /^(ltr|rtl)/.exec(error.message)?.[0],
  );

describe('whether an element fits a narrow screen', () => {
  it('is told of what reaches beyond either side, in either direction of writing, and of nothing else', async () => {
    expect(await failure('width: 100px')).to.equal(undefined);
    expect(await failure('width: 400px')).to.equal('ltr');
    expect(await failure('width: 100px; position: relative; left: -40px')).to.equal('ltr');
    // Moved by physical coordinates: it is beside its place only where that is at the other side.
    expect(await failure('width: 100px; position: relative; left: 100px')).to.equal('rtl');
    expect(await failure('width: 100px; position: relative; inset-inline-start: 100px')).to.equal(undefined);
  });
});
