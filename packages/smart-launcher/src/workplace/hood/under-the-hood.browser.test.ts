import { SamspilError, ValidationError } from '@samspil/sdk';
import type { PluginManifest } from '@samspil/sdk/host';
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { Observation, Practitioner, Provenance } from 'fhir/r4';
import '../define.ts';
import { fakeDesktop, receipt, words } from '../testing/fake-desktop.ts';
import type { FakeDesktop } from '../testing/fake-desktop.ts';
import type { WorkplaceUnderTheHood } from './workplace-under-the-hood.ts';

const manifest: PluginManifest = {
  id: 'bedside-vitals',
  version: '1.2.3',
  api: '^1.0',
  title: { da: 'Målinger ved sengen', en: 'Bedside vital signs' },
  publisher: { name: 'Nordkysten Kommune', contact: 'plugins@nordkysten.example' },
  entry: { mode: 'frame', url: 'https://partner.example/', origin: 'https://partner.example' },
  contributes: [],
  scopes: 'patient/Observation.crs',
};

async function panelOf(desktop: FakeDesktop, tab: string): Promise<WorkplaceUnderTheHood> {
  const panel = await fixture<WorkplaceUnderTheHood>(
    html`<workplace-under-the-hood lang="da" .desktop=${desktop} .locale=${'da'}></workplace-under-the-hood>`,
  );
  panel.renderRoot.querySelector<HTMLButtonElement>('.toggle')?.click();
  await panel.updateComplete;
  panel.renderRoot.querySelector<HTMLButtonElement>(`#tab-${tab}`)?.click();
  await panel.updateComplete;
  return panel;
}

/** What the tab that is open says, inside its own element. */
const content = (panel: WorkplaceUnderTheHood) =>
  panel.renderRoot.querySelector('#content')?.firstElementChild;

describe('workplace-under-the-hood', () => {
  it('is closed until asked for, and its tabs work by the arrow keys', async () => {
    const panel = await fixture<WorkplaceUnderTheHood>(
      html`<workplace-under-the-hood .desktop=${fakeDesktop()} .locale=${'da'}></workplace-under-the-hood>`,
    );
    expect(panel.renderRoot.querySelector('[role=tab]')).to.equal(null);
    const opened = await panelOf(fakeDesktop(), 'messages');
    const selected = () => opened.renderRoot.querySelector('[aria-selected=true]')?.id;
    for (const [key, tab] of [
      ['ArrowRight', 'tab-writes'],
      ['End', 'tab-plugins'],
      ['ArrowRight', 'tab-messages'],
      ['ArrowLeft', 'tab-plugins'],
      ['Home', 'tab-messages'],
    ] as const) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true });
      opened.renderRoot.querySelector('[role=tablist]')?.dispatchEvent(event);
      await opened.updateComplete;
      expect(selected(), key).to.equal(tab);
    }
  });

  it('shows messages by method, time and code, and no patient', async () => {
    const desktop = fakeDesktop();
    const panel = await panelOf(desktop, 'messages');
    expect(words(content(panel))).to.contain('Ingen meddelelser endnu');
    await desktop.host.setContext({ patient: 'patient-of-the-test' });
    await waitUntil(() => words(content(panel)).includes('Patientkontekst opened'));
    expect(words(content(panel))).not.to.contain('patient-of-the-test');
    await expect(panel).to.be.accessible();
  });

  it('shows a write from before this page, follows it, and reads its Provenance back from the server', async () => {
    const desktop = fakeDesktop();
    desktop.waiting.push(receipt());
    const panel = await panelOf(desktop, 'writes');
    await waitUntil(() => words(content(panel)).includes('Afventer afsendelse'));
    const provenance: Provenance = {
      resourceType: 'Provenance',
      id: 'v1',
      target: [{ reference: 'Observation/o1' }],
      recorded: '2026-01-15T09:00:00Z',
      agent: [
        { type: { coding: [{ code: 'author' }] }, who: { reference: 'Practitioner/nurse' } },
        { type: { coding: [{ code: 'assembler' }] }, who: { identifier: { value: 'bedside-vitals|1.2.3' } } },
      ],
    };
    const practitioner: Practitioner = {
      resourceType: 'Practitioner',
      id: 'nurse',
      name: [{ family: 'Nørgaard', given: ['Sidsel'] }],
    };
    const observation: Observation = {
      resourceType: 'Observation',
      id: 'o1',
      status: 'final',
      code: {},
      effectiveDateTime: '2026-01-15T08:00:00+01:00',
    };
    desktop.serve(({ path }) =>
      path.startsWith('Provenance')
        ? [provenance]
        : path.startsWith('Observation')
          ? observation
          : practitioner,
    );
    desktop.receive(
      receipt({ state: 'accepted', resources: [{ reference: 'Observation/o1', versionId: '1' }] }),
    );
    await waitUntil(() => words(content(panel)).includes('Modtaget i EPJ'));
    expect(words(content(panel))).to.contain('Observation/o1 version 1');
    const details = content(panel)?.shadowRoot?.querySelector('details');
    if (details) details.open = true;
    await waitUntil(() =>
      words(content(panel)?.shadowRoot?.querySelector('workplace-provenance')).includes('Sidsel Nørgaard'),
    );
    const read = words(content(panel)?.shadowRoot?.querySelector('workplace-provenance'));
    expect(read).to.contain('bedside-vitals 1.2.3').and.to.contain('Provenance/v1');
    await expect(panel).to.be.accessible();
  });

  it('lets a person send a refused write again, or give it up with a reason', async () => {
    const desktop = fakeDesktop();
    desktop.waiting.push(receipt({ state: 'rejected', error: { code: 'rejected' } }));
    const panel = await panelOf(desktop, 'writes');
    await waitUntil(() => words(content(panel)).includes('Afvist af EPJ'));
    const root = content(panel)?.shadowRoot;
    const press = async (text: string) => {
      const buttons = [...(root?.querySelectorAll('button') ?? [])];
      buttons.find((button) => words(button) === text)?.click();
      await new Promise((resolve) => setTimeout(resolve));
    };
    await press('Prøv igen');
    await press('Kassér registreringen');
    const reason = root?.querySelector<HTMLInputElement>('#reason');
    if (reason) reason.value = 'målt på en anden';
    root?.querySelector('form')?.requestSubmit();
    await waitUntil(() => desktop.acts.length === 2);
    expect(desktop.acts).to.deep.equal(['retry r1', 'discard r1 målt på en anden']);
  });

  it('shows plugins with publisher and access, and refused manifests with code and field', async () => {
    const fault = { path: 'entry.url', fault: 'is no https address' };
    const desktop = fakeDesktop({
      plugins: [manifest],
      refused: [
        { url: 'https://a.example/m.json', error: new ValidationError('invalid-manifest', 'no', [fault]) },
        { url: 'https://b.example/m.json', error: new SamspilError('network', 'no') },
      ],
    });
    const panel = await panelOf(desktop, 'plugins');
    for (const text of [
      'Målinger ved sengen bedside-vitals 1.2.3 Ikke åbnet',
      'Nordkysten Kommune',
      'patient/Observation.crs',
      'https://a.example/m.json invalid-manifest',
      'Felt: entry.url is no https address',
      'https://b.example/m.json network',
    ]) {
      expect(words(content(panel))).to.contain(text);
    }
    await expect(panel).to.be.accessible();
  });
});
