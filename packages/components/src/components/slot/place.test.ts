import { expect, fixture, html } from '@open-wc/testing';
import '../../define/slot.ts';
import { loadLocale } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { FakeHost, sampleManifest } from '../../testing/fake-host.ts';
import type { SamspilSlot } from './slot.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

async function placed(locale = 'da') {
  const host = new FakeHost([sampleManifest()], locale);
  const element = await fixture<SamspilSlot>(html`
    <samspil-slot .host=${host} name="patient.workspace">
      <p slot="patient">Else Søndervang</p>
    </samspil-slot>
  `);
  const outside = await fixture<HTMLButtonElement>(html`<button>Medicin</button>`);
  const [plugin] = host.mounted;
  const place = plugin && host.places.get(plugin);
  if (!plugin || !place?.openOverlay) throw new Error('Nothing was mounted.');
  plugin.state.value = 'ready';
  await settled(element);
  const frame = plugin.element as HTMLIFrameElement;
  // Its first load, which is not one of those that are counted.
  if (!frame.contentDocument?.querySelector('button'))
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  const section = element.shadowRoot?.querySelector('section');
  if (!section) throw new Error('Nothing is shown.');
  const closed: string[] = [];
  const open = async (title = 'Vitale værdier i dag') => {
    const close = place.openOverlay?.({ title, size: 'large', onClosed: () => closed.push(title) });
    await settled(element);
    return close ?? (() => undefined);
  };
  return { host, element, outside, plugin, frame, place, section, closed, open };
}

const focused = (element: SamspilSlot) => element.shadowRoot?.activeElement;

describe('the place of a plugin', () => {
  it('takes the height that the plugin asks for, in place of its contribution’s', async () => {
    const { element, place } = await placed();
    const frame = element.shadowRoot?.querySelector<HTMLElement>('.frame');
    expect(frame?.style.getPropertyValue('--height')).to.equal('320px');
    place.resize?.(350);
    await settled(element);
    expect(frame?.style.getPropertyValue('--height')).to.equal('350px');
    expect(frame?.getBoundingClientRect().height).to.equal(350);
  });

  it('comes over the page without moving or loading its frame anew, and goes back', async () => {
    const { element, frame, section, open, closed } = await placed();
    const { contentWindow, parentNode } = frame;
    let loads = 0;
    frame.addEventListener('load', () => loads++);
    const height = section.offsetHeight;
    const pageHeight = element.offsetHeight;
    const close = await open();
    expect(section.matches(':popover-open')).to.equal(true);
    expect(section.offsetHeight).to.be.greaterThan(height);
    expect(element.offsetHeight, 'nothing below it jumps').to.equal(pageHeight);
    close();
    await settled(element);
    expect(section.matches(':popover-open')).to.equal(false);
    expect(section.hasAttribute('popover')).to.equal(false);
    expect(section.offsetHeight).to.equal(height);
    expect([frame.parentNode === parentNode, frame.contentWindow === contentWindow, loads]).to.deep.equal([
      true,
      true,
      0,
    ]);
    expect(closed).to.deep.equal(['Vitale værdier i dag']);
  });

  it('over the page says whose it is, what it is for and who the patient is', async () => {
    const { section, open } = await placed();
    await open('<b>Skema</b>');
    expect(section.getAttribute('role')).to.equal('dialog');
    expect(section.getAttribute('aria-label')).to.equal('Vitale værdier: <b>Skema</b>');
    expect(words(section.querySelector('.header')))
      .to.contain('Fra Partner ApS')
      .and.to.contain('<b>Skema</b>');
    const patient = section.querySelector<HTMLSlotElement>('slot[name=patient]');
    expect(patient?.assignedElements()[0]?.textContent).to.equal('Else Søndervang');
  });

  it('is closed by its button and by Escape, and the focus goes back into the plugin', async () => {
    const { element, plugin, section, open, closed } = await placed();
    await open('button');
    section.querySelector<HTMLElement>('.close')?.click();
    await settled(element);
    expect(focused(element)).to.equal(plugin.element);
    await open('key');
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await settled(element);
    expect(focused(element)).to.equal(plugin.element);
    expect(closed).to.deep.equal(['button', 'key']);
  });

  it('closes when the focus goes elsewhere, so that nothing is used behind it; a question over it does not close it', async () => {
    const { element, outside, open, closed } = await placed();
    await open();
    const question = await fixture<HTMLDialogElement>(html`<dialog><button>Nej</button></dialog>`);
    question.showModal();
    expect(closed).to.deep.equal([]);
    question.close();
    outside.focus();
    await settled(element);
    expect(closed).to.have.length(1);
    expect(document.activeElement).to.equal(outside);
  });

  it('holds one overlay of its plugin: another replaces it, and an old way to close it closes nothing', async () => {
    const { element, section, open, closed } = await placed();
    const closeFirst = await open('first');
    await open('second');
    closeFirst();
    await settled(element);
    expect(closed).to.deep.equal(['first']);
    expect(section.matches(':popover-open')).to.equal(true);
    element.remove();
    expect(closed).to.deep.equal(['first', 'second']);
  });

  it('says that something in it is not saved', async () => {
    const { host, element, section } = await placed();
    const { id } = sampleManifest();
    host.dirty.value = [{ plugin: { id, title: '', publisher: '' }, instance: 'x', reasons: [] }];
    await settled(element);
    expect(words(section.querySelector('.dirty'))).to.equal('Ikke gemt');
    host.dirty.value = [];
    await settled(element);
    expect(section.querySelector('.dirty')).not.to.exist;
  });

  for (const locale of ['da', 'sv', 'en'])
    it(`over the page has no accessibility violations in ${locale}, light and dark`, async () => {
      const { element, open } = await placed(locale);
      await open();
      await expectAccessible(element);
    });
});
