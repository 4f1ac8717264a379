import { expect, fixture, html } from '@open-wc/testing';
import '../../define/slot.ts';
import { SamspilError } from '../../../../sdk/src/errors.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import type { PluginState } from '@samspil/sdk/host';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { FakeHost, type FakeMountedPlugin, sampleManifest } from '../../testing/fake-host.ts';
import type { SamspilSlot } from './slot.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

async function slot(host: FakeHost, name = 'patient.workspace'): Promise<SamspilSlot> {
  const element = await fixture<SamspilSlot>(html`<samspil-slot .host=${host} name=${name}></samspil-slot>`);
  await settled(element);
  return element;
}

/** A slot with one plugin in this state. */
async function withPlugin(as: { state: PluginState } & Partial<Omit<FakeMountedPlugin, 'state'>>) {
  const { state, ...rest } = as;
  const host = new FakeHost([sampleManifest()]);
  const element = await slot(host);
  const [plugin] = host.mounted;
  if (!plugin) throw new Error('Nothing was mounted.');
  Object.assign(plugin, rest);
  plugin.state.value = state;
  await settled(element);
  return { host, element, plugin };
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

  const failures: Record<string, string> = {
    'handshake-timeout': 'Vitale værdier kunne ikke åbnes',
    'not-isolated': 'Vitale værdier kunne ikke åbnes',
    'version-mismatch': 'Vitale værdier kunne ikke åbnes',
    'navigated-away': 'Vitale værdier er lukket',
    'too-many-requests': 'Vitale værdier er lukket',
    'too-much-memory': 'Vitale værdier er lukket',
    crashed: 'Vitale værdier er lukket',
    timeout: 'Vitale værdier er lukket Appen svarede ikke mere.',
  };
  for (const [code, said] of Object.entries(failures)) {
    it(`a plugin that failed with ${code} is not shown; the screen says why and how to go on`, async () => {
      const { element, plugin } = await withPlugin({ error: code, state: 'failed' });
      expect(find(element, '.notice')?.dataset.code).to.equal(code);
      expect(words(find(element, '.notice'))).to.contain(said);
      expect(find(element, '.frame')?.hidden).to.be.true;
      find(element, '.again')?.click();
      await settled(element);
      expect(plugin.restarts).to.equal(1);
      expect(find(element, '.loading')).to.exist;
    });
  }

  it('a quarantined plugin says when it is tried again, and can be tried now', async () => {
    const retryAt = new Date(2026, 0, 15, 14, 5).getTime();
    const { element, plugin } = await withPlugin({ state: 'quarantined', retryAt });
    expect(words(find(element, '.notice')))
      .to.contain('Vitale værdier er sat på pause')
      .and.to.contain('Den prøves igen kl. 14.05.');
    expect(find(element, '.frame')?.hidden).to.be.true;
    expect(words(find(element, '.again'))).to.equal('Prøv nu');
    find(element, '.again')?.click();
    await settled(element);
    expect(plugin.restarts).to.equal(1);
  });

  it('a quarantined plugin that another place tries says so', async () => {
    const { element } = await withPlugin({ state: 'quarantined' });
    expect(words(find(element, '.notice'))).to.contain('prøves igen nu');
  });

  it('a disabled plugin says why in the administrator’s words, which stay text, and offers no restart', async () => {
    const why = '<img src=x onerror="window.broken=1">Fejl i beregningen';
    const { element } = await withPlugin({ state: 'disabled', disabled: { at: 0, by: 'person', why } });
    expect(words(find(element, '.notice')))
      .to.contain('Vitale værdier er slået fra')
      .and.to.contain(why);
    expect(find(element, '.notice img')).not.to.exist;
    expect(find(element, '.again')).not.to.exist;
  });

  it('a plugin that failed too often is switched off without a reason of a person', async () => {
    const disabled = { at: 0, by: 'faults', why: '' } as const;
    const { element } = await withPlugin({ state: 'disabled', disabled });
    expect(words(find(element, '.notice'))).to.contain('Appen fejlede for ofte');
  });

  it('an older version that runs says so in small, and keeps its frame', async () => {
    const { element } = await withPlugin({ state: 'ready', insteadOf: '1.1.0' });
    expect(words(find(element, '.note'))).to.contain('Ældre version 1.0.0. Den nye version 1.1.0 fejlede');
    expect(find(element, '.frame')?.hidden).to.be.false;
    expect(find(element, '.notice')).not.to.exist;
  });

  it('a plugin that goes out of use says until when', async () => {
    const stage = { name: 'sunset', until: '2026-06-30' } as const;
    const element = await slot(new FakeHost([{ ...sampleManifest(), stage }]));
    expect(words(find(element, '.note'))).to.equal('Tages ud af brug efter 30.06.2026');
  });

  it('a problem is reported once, and thanks are said', async () => {
    const { element, plugin } = await withPlugin({ state: 'failed', error: 'crashed' });
    find(element, '.report')?.click();
    await settled(element);
    expect(plugin.reports).to.equal(1);
    expect(words(find(element, '.thanks'))).to.equal('Tak. Fejlen er meldt uden patientoplysninger.');
    expect(find(element, '.report')).not.to.exist;
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.again'));
  });

  it('who was in the frame when it went finds the focus on the way on', async () => {
    const { element, plugin } = await withPlugin({ state: 'ready' });
    plugin.element.focus();
    expect(element.shadowRoot?.activeElement).to.equal(plugin.element);
    window.dispatchEvent(new Event('blur'));
    plugin.element.remove();
    plugin.error = 'crashed';
    plugin.state.value = 'failed';
    await settled(element);
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.again'));
  });

  it('who was elsewhere stays there when a frame goes', async () => {
    const { element, plugin } = await withPlugin({ state: 'ready' });
    plugin.element.focus();
    window.dispatchEvent(new Event('blur'));
    find(element, '.skip')?.focus();
    plugin.element.remove();
    plugin.state.value = 'failed';
    await settled(element);
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.skip'));
  });

  it('the others keep their frames when one fails and is loaded anew', async () => {
    const host = new FakeHost(['a', 'b'].map((id) => sampleManifest(id)));
    const element = await slot(host);
    const [bad, good] = host.mounted;
    const frame = good?.element;
    if (bad) bad.state.value = 'failed';
    await settled(element);
    find(element, '.again')?.click();
    await settled(element);
    expect(host.mounted).to.have.length(2);
    expect(frame?.isConnected).to.be.true;
    expect(good?.restarts).to.equal(0);
  });

  it('no state is wider than a small telephone', async () => {
    const { element, plugin } = await withPlugin({ state: 'ready', insteadOf: '1.1.0-preview.20260115' });
    element.style.width = '20rem';
    for (const state of ['not-responding', 'failed', 'quarantined', 'disabled'] as const) {
      plugin.state.value = state;
      await settled(element);
      expect(element.scrollWidth, state).to.be.at.most(320);
    }
  });

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
    find(element, '.hide')?.click();
    await settled(element);
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.show'));
    await settled(element);
    expect(find(element, '.frame')?.hidden).to.be.true;
    find(element, '.show')?.click();
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

  it('what has a condition is loaded once it holds, and goes out of sight with its page when it does not', async () => {
    const host = new FakeHost([sampleManifest('a')]);
    host.unmet.add('entry');
    const element = await slot(host);
    expect(find(element, 'section')).not.to.exist;
    expect(host.mounted).to.have.length(0);
    host.unmet.clear();
    host.online.value = false;
    await settled(element);
    expect(find(element, 'section')?.hidden).to.be.false;
    const frame = host.mounted[0]?.element;
    expect(find(element, '.frame')?.contains(frame ?? null)).to.be.true;
    host.unmet.add('entry');
    host.online.value = true;
    await settled(element);
    expect(find(element, 'section')?.hidden).to.be.true;
    expect(frame?.isConnected).to.be.true;
    expect(host.mounted).to.have.length(1);
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

  const states = ['loading', 'ready', 'not-responding', 'failed', 'quarantined', 'disabled'] as const;
  for (const locale of locales) {
    it(`has no accessibility violations in ${locale}, light and dark: every state`, async () => {
      const host = new FakeHost(
        states.map((state) => sampleManifest(state)),
        locale,
      );
      const element = await slot(host);
      host.mounted.forEach((plugin, index) => {
        plugin.insteadOf = '1.1.0';
        plugin.state.value = states[index] ?? 'loading';
      });
      await settled(element);
      await expectAccessible(element);
    });
  }
});
