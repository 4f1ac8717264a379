import { expect, fixture, html } from '@open-wc/testing';
import '../../define/slot.ts';
import type { PluginManifest } from '@samspil/sdk/host';
import { loadLocale } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { FakeHost, sampleManifest } from '../../testing/fake-host.ts';
import type { SamspilSlot } from './slot.ts';

await loadLocale('en');

const inPage: PluginManifest = {
  ...sampleManifest(),
  entry: { mode: 'element', url: 'https://plugin.example/plugin.js', integrity: `sha384-${'A'.repeat(64)}` },
  contributes: [{ slot: 'patient.summary', view: 'summary' }],
};

async function slot(host: FakeHost): Promise<SamspilSlot> {
  const element = await fixture<SamspilSlot>(
    html`<samspil-slot .host=${host} name="patient.summary"></samspil-slot>`,
  );
  await settled(element);
  return element;
}

const find = (element: SamspilSlot, selector: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(selector);

describe('samspil-slot with a plugin in the page itself', () => {
  it('names it by a label, in the language of the page, and gives it no title of a frame', async () => {
    const element = await slot(new FakeHost([inPage]));
    const group = find(element, '.frame > [role=group]');
    expect(group?.getAttribute('aria-label')).to.equal('Vitale værdier, ekstern app');
    expect(group?.title).to.equal('');
    element.locale = 'en';
    await settled(element);
    expect(group?.getAttribute('aria-label')).to.equal('Vital signs, external app');
  });

  it('is as high as what it shows, and says that it is loading before there is anything', async () => {
    const host = new FakeHost([inPage]);
    const element = await slot(host);
    expect(words(find(element, '.loading'))).to.equal('Åbner Vitale værdier …');
    expect(find(element, '.frame')?.offsetHeight).to.be.greaterThan(90);
    const [plugin] = host.mounted;
    if (plugin) plugin.state.value = 'ready';
    await settled(element);
    expect(find(element, '.frame')?.offsetHeight).to.be.lessThan(60);
    await expectAccessible(element);
  });

  it('shows its failure, and how to go on, as it does for a frame', async () => {
    const host = new FakeHost([inPage]);
    const element = await slot(host);
    const [plugin] = host.mounted;
    if (plugin) {
      plugin.error = 'crashed';
      plugin.state.value = 'failed';
    }
    await settled(element);
    expect(words(find(element, '.notice'))).to.contain('gik i stykker');
    expect(find(element, '.frame')?.hidden).to.be.true;
    await expectAccessible(element);
  });
});
