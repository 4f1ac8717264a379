import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { AllergyIntolerance, Provenance } from 'fhir/r4';
import '../define.ts';
import { fakeDesktop, words } from '../testing/fake-desktop.ts';
import type { WorkplaceChart } from './workplace-chart.ts';

const allergy = (version: number, substance: string): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  id: 'a1',
  meta: { versionId: String(version), lastUpdated: `2026-01-0${version}T08:00:00Z` },
  patient: { reference: 'Patient/p1' },
  code: { text: substance },
});
const stamp: Provenance = {
  resourceType: 'Provenance',
  id: 's2',
  meta: { lastUpdated: '2026-01-02T08:00:00Z' },
  target: [{ reference: 'AllergyIntolerance/a1' }],
  recorded: '2026-01-02T08:00:00Z',
  agent: [
    {
      type: { coding: [{ code: 'author' }] },
      who: { reference: 'Practitioner/ida', display: 'Ida Holm' },
    },
    {
      type: { coding: [{ code: 'assembler' }] },
      who: {
        identifier: { system: 'https://samspil.dk/fhir/plugin', value: 'dk.cave|2.1.0' },
        display: 'CAVE-app',
      },
    },
  ],
};
/** As long as a busy machine needs. */
const until = (holds: () => boolean, what: string) => waitUntil(holds, what, { timeout: 8_000 });

describe('workplace-history', () => {
  it('tells from an entry of the chart who changed it and from which app, gives the focus back, and never stays for another patient', async () => {
    const desktop = fakeDesktop();
    desktop.serve(({ path, form }) => {
      const asked = path + String(form);
      if (path === 'AllergyIntolerance/a1/_history/1') return allergy(1, 'Penicilin');
      if (path === 'AllergyIntolerance/a1') return allergy(2, 'Penicillin');
      if (!asked.startsWith('AllergyIntolerance') || !asked.includes('=p1')) return [];
      return asked.includes('_revinclude') ? [allergy(2, 'Penicillin'), stamp] : [allergy(2, 'Penicillin')];
    });
    await desktop.host.setContext({ patient: 'p1' });
    const chart = await fixture<WorkplaceChart>(
      html`<workplace-chart .desktop=${desktop} .locale=${'da'}></workplace-chart>`,
    );
    const list = () =>
      chart.shadowRoot?.querySelector('workplace-record')?.shadowRoot?.querySelector('samspil-allergies')
        ?.shadowRoot;
    const summary = () => list()?.querySelector<HTMLElement>('.entry summary');
    await until(() => summary() !== null && summary() !== undefined, 'the allergy is read');
    summary()?.click();
    const way = () => list()?.querySelector<HTMLElement>('.entry .history button');
    await until(() => way()?.checkVisibility() === true, 'the page offers its history');
    way()?.focus();
    way()?.click();
    const dialog = () =>
      chart.shadowRoot?.querySelector('workplace-history')?.shadowRoot?.querySelector('dialog');
    const versions = () => [
      ...(dialog()?.querySelector('samspil-resource-history')?.shadowRoot?.querySelectorAll('.entry') ?? []),
    ];
    await until(() => versions().length === 2, 'both versions are read');
    expect(words(versions()[0])).to.contain('Af Ida Holm').and.to.contain('Fra CAVE-app 2.1.0');
    expect(words(versions()[0])).to.contain('Før Penicilin Efter Penicillin');
    await sendKeys({ press: 'Escape' });
    await until(() => dialog()?.open === false && versions().length === 0, 'it is closed, and emptied');
    expect(list()?.activeElement === way(), 'the focus is where it was').to.equal(true);
    way()?.click();
    await until(() => versions().length === 2, 'it is open again');
    await desktop.host.setContext({ patient: 'p2' });
    await until(() => dialog()?.open === false && versions().length === 0, 'gone with its patient');
  });
});
