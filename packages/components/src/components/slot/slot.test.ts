import { expect, fixture, html } from '@open-wc/testing';
import '../../define/slot.ts';
import { SamspilError } from '../../../../sdk/src/errors.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { FakeHost, sampleManifest } from '../../testing/fake-host.ts';
import type { SamspilSlot } from './slot.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

async function slot(host: FakeHost, name = 'patient.workspace'): Promise<SamspilSlot> {
  const element = await fixture<SamspilSlot>(html`<samspil-slot .host=${host} name=${name}></samspil-slot>`);
  await settled(element);
  return element;
}

const find = (element: SamspilSlot, selector: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(selector);

describe('samspil-slot', () => {
  it('frames each contribution with its title and its publisher', async () => {
    const host = new FakeHost([
      sampleManifest('a'),
      sampleManifest('b'),
      sampleManifest('c', 'patient.summary'),
    ]);
    const element = await slot(host);
    expect(element.shadowRoot?.querySelectorAll('section')).to.have.length(2);
    expect(words(find(element, '.header')))
      .to.contain('Vitale værdier')
      .and.to.contain('Fra Partner ApS');
    expect(host.mounted).to.have.length(2);
    expect(host.mounted[0]?.element.title).to.equal('Vitale værdier, ekstern app');
    expect(find(element, '.frame')?.contains(host.mounted[0]?.element ?? null)).to.be.true;
  });

  it('shows that a plugin is loading, and then only the plugin', async () => {
    const host = new FakeHost([sampleManifest()]);
    const element = await slot(host);
    expect(words(find(element, '.loading'))).to.equal('Åbner Vitale værdier …');
    expect(find(element, '.frame')?.getAttribute('aria-busy')).to.equal('true');
    const [plugin] = host.mounted;
    if (plugin) plugin.state.value = 'ready';
    await settled(element);
    expect(find(element, '.loading')).not.to.exist;
    expect(find(element, '.frame')?.hidden).to.be.false;
  });

  for (const code of [
    'handshake-timeout',
    'navigated-away',
    'not-isolated',
    'version-mismatch',
    'too-many-requests',
  ]) {
    it(`a plugin that failed with ${code} is not shown; the screen says why and how to go on`, async () => {
      const host = new FakeHost([sampleManifest()]);
      const element = await slot(host);
      const [plugin] = host.mounted;
      if (!plugin) throw new Error('Nothing was mounted.');
      plugin.error = code;
      plugin.state.value = 'failed';
      await settled(element);
      expect(find(element, '.notice')?.dataset.code).to.equal(code);
      expect(words(find(element, '.notice'))).to.contain('Vitale værdier kunne ikke åbnes');
      expect(find(element, '.frame')?.hidden).to.be.true;
      find(element, '.ways button')?.click();
      await settled(element);
      expect(plugin.restarts).to.equal(1);
      expect(find(element, '.loading')).to.exist;
    });
  }

  it('a plugin that does not answer stays visible, with a way to restart it or to hide it', async () => {
    const host = new FakeHost([sampleManifest()]);
    const element = await slot(host);
    const [plugin] = host.mounted;
    if (plugin) plugin.state.value = 'not-responding';
    await settled(element);
    expect(words(find(element, '.notice')))
      .to.contain('svarer ikke')
      .and.to.contain('ikke gået tabt');
    expect(find(element, '.frame')?.hidden).to.be.false;
    find(element, '.ways .quiet')?.click();
    await settled(element);
    expect(find(element, '.frame')?.hidden).to.be.true;
    find(element, '.header .quiet')?.click();
    await settled(element);
    expect(find(element, '.frame')?.hidden).to.be.false;
    expect(host.mounted).to.have.length(1);
  });

  it('a plugin that cannot be mounted says why, and can be tried again', async () => {
    const host = new FakeHost([sampleManifest()]);
    host.mountFailure = new SamspilError('not-isolated', 'Serve the plugin from another site.');
    const element = await slot(host);
    expect(find(element, '.notice')?.dataset.code).to.equal('not-isolated');
    host.mountFailure = undefined;
    find(element, '.ways button')?.click();
    await settled(element);
    expect(host.mounted).to.have.length(1);
  });

  it('mounts anew only for another host or another slot, and ends what it mounted', async () => {
    const host = new FakeHost([sampleManifest('a'), sampleManifest('b', 'patient.summary')]);
    const element = await slot(host);
    const [first] = host.mounted;
    element.locale = 'en';
    element.requestUpdate();
    await settled(element);
    expect(host.mounted).to.have.length(1);
    expect(first?.element.title).to.equal('Vital signs, external app');
    element.name = 'patient.summary';
    await settled(element);
    expect(first?.state.value).to.equal('disposed');
    expect(host.mounted.map(({ manifest }) => manifest.id)).to.deep.equal(['a', 'b']);
    element.host = new FakeHost([]);
    await settled(element);
    expect(host.mounted[1]?.state.value).to.equal('disposed');
  });

  it('ends its plugins when it is removed, and mounts them again when it comes back', async () => {
    const host = new FakeHost([sampleManifest()]);
    const element = await slot(host);
    element.remove();
    expect(host.mounted[0]?.state.value).to.equal('disposed');
    document.body.append(element);
    await settled(element);
    expect(host.mounted).to.have.length(2);
    element.remove();
  });

  it('a keyboard reaches the frame and can go past it', async () => {
    const host = new FakeHost([sampleManifest()]);
    const element = await slot(host);
    const skip = find(element, '.skip');
    skip?.focus();
    expect(element.shadowRoot?.activeElement).to.equal(skip);
    expect(words(skip)).to.equal('Spring Vitale værdier over');
    skip?.click();
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.after'));
    expect(host.mounted[0]?.element.tabIndex).to.equal(0);
  });

  it('markup in a manifest stays text, and a title without our language falls back', async () => {
    const evil = '<img src=x onerror="window.broken=1">';
    const manifest = { ...sampleManifest(), title: { en: evil }, publisher: { name: evil, contact: '' } };
    const element = await slot(new FakeHost([manifest]));
    expect(find(element, 'h3')?.textContent).to.equal(evil);
    expect(find(element, 'img')).not.to.exist;
  });

  it('shows nothing without a host', async () => {
    const element = await fixture<SamspilSlot>(html`<samspil-slot name="x"></samspil-slot>`);
    expect(words(element)).to.equal('');
  });

  for (const locale of locales) {
    it(`has no accessibility violations in ${locale}, light and dark: loading, ready, silent, failed`, async () => {
      const host = new FakeHost(
        ['a', 'b', 'c', 'd'].map((id) => sampleManifest(id)),
        locale,
      );
      const element = await slot(host);
      const [, ready, silent, failed] = host.mounted;
      if (ready) ready.state.value = 'ready';
      if (silent) silent.state.value = 'not-responding';
      if (failed) failed.state.value = 'failed';
      await settled(element);
      await expectAccessible(element);
    });
  }
});
