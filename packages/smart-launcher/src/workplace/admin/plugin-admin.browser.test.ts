import { expect, fixture, html } from '@open-wc/testing';
import { SamspilError, ValidationError } from '@samspil/sdk';
import { approve } from '@samspil/sdk/host';
import type { PluginManifest } from '@samspil/sdk/host';
import { expectAccessible } from '../../../../components/src/testing/expect-accessible.ts';
import type { Clinician } from '../clinician.ts';
import '../define.ts';
import type { Read } from '../controllers/reading.ts';
import { fakeDesktop, words } from '../testing/fake-desktop.ts';
import type { FakeDesktop } from '../testing/fake-desktop.ts';
import type { WorkplaceAdmin } from './workplace-admin.ts';

const contribution = { slot: 'patient.workspace', view: 'main' };

const vitals: PluginManifest = {
  id: 'dk.partner.vitals',
  version: '1.1.0',
  api: '^1.0',
  title: { da: 'Vitale værdier', en: 'Vital signs' },
  publisher: { name: 'Partner ApS', contact: 'support@partner.example' },
  entry: { mode: 'frame', url: 'https://partner.example/', origin: 'https://partner.example' },
  contributes: [contribution],
  scopes: 'patient/Observation.rs',
  capabilities: ['notify'],
  stage: { name: 'pilot', since: '2026-01-01', until: '2026-06-30' },
};
const older: PluginManifest = { ...vitals, version: '1.0.0' };

const signedIn = (mayAdminister: boolean): Read<Clinician> => ({
  status: 'loaded',
  at: 0,
  value: { name: 'Lone Krogh', role: 'Systemansvarlig', mayAdminister, places: [] },
});

async function page(desktop: FakeDesktop, clinician = signedIn(true)): Promise<WorkplaceAdmin> {
  return fixture<WorkplaceAdmin>(
    html`<workplace-admin
      lang="da"
      .desktop=${desktop}
      .locale=${'da'}
      .clinician=${clinician}
    ></workplace-admin>`,
  );
}

const press = async (element: WorkplaceAdmin, selector: string) => {
  element.renderRoot.querySelector<HTMLElement>(selector)?.click();
  await element.updateComplete;
};

const healthOf = (element: WorkplaceAdmin) =>
  element.renderRoot.querySelector<HTMLElement>('[data-plugin]')?.dataset.health;

describe('workplace-admin', () => {
  it('tells whoever is no administrator whom to ask, and shows no plugin', async () => {
    const element = await page(fakeDesktop({ plugins: [vitals] }), signedIn(false));
    expect(words(element)).to.contain('Siden er for den systemansvarlige').and.not.to.contain('Partner ApS');
    expect(element.renderRoot.querySelector('[data-plugin]')).not.to.exist;
  });

  it('opens to nobody whose role could not be read', async () => {
    const element = await page(fakeDesktop({ plugins: [vitals] }), { status: 'failed', code: 'network' });
    expect(words(element)).to.contain('Siden er for den systemansvarlige');
  });

  it('shows of each plugin who made it, its versions, its stage with dates, its rights and how it does', async () => {
    const element = await page(fakeDesktop({ plugins: [vitals, older] }));
    const said = words(element);
    for (const text of [
      'Vitale værdier',
      'Partner ApS, support@partner.example',
      '1.1.0, 1.0.0',
      'Pilot, 01.01.2026 – 30.06.2026',
      'https://partner.example',
      'patient/Observation.rs',
      'Fungerer',
      'Ikke målt endnu',
    ])
      expect(said).to.contain(text);
  });

  it('what was asked for and not granted stands out, with the reason', async () => {
    const desktop = fakeDesktop({ plugins: [vitals] });
    desktop.approvals.approve(approve(vitals, { approvedAt: 0, limit: { capabilities: [] } }));
    const element = await page(desktop);
    expect(words(element.renderRoot.querySelector('.withheld'))).to.equal('notify: er ikke godkendt her');
  });

  it('a version that asks for more than was approved waits, and runs once it is approved', async () => {
    const desktop = fakeDesktop({ plugins: [vitals, older], approved: [{ ...older, capabilities: [] }] });
    const element = await page(desktop);
    expect(healthOf(element)).to.equal('not-admitted');
    expect(words(element)).to.contain('Version 1.1.0 beder om mere').and.to.contain('Tjeneste: notify');
    await press(element, '.approve');
    expect(healthOf(element)).to.equal('healthy');
    expect(element.renderRoot.querySelector('.approve')).not.to.exist;
  });

  it('switches a plugin off with a reason and on again, at once', async () => {
    const desktop = fakeDesktop({ plugins: [vitals] });
    const element = await page(desktop);
    const place = desktop.host.mount(document.body, vitals.id, contribution);
    const input = element.renderRoot.querySelector('input');
    if (input) input.value = 'Fejl i beregningen';
    await press(element, '.disable');
    expect(healthOf(element)).to.equal('disabled');
    expect([place.state.value, place.disabled?.why]).to.deep.equal(['disabled', 'Fejl i beregningen']);
    await press(element, '.enable');
    expect(healthOf(element)).to.equal('healthy');
    expect(place.state.value).to.equal('loading');
    place.dispose();
  });

  it('does not switch off without a reason', async () => {
    const desktop = fakeDesktop({ plugins: [vitals] });
    const element = await page(desktop);
    await press(element, '.disable');
    expect(healthOf(element)).to.equal('healthy');
  });

  it('goes back to the older version and to the newest again', async () => {
    const desktop = fakeDesktop({ plugins: [vitals, older] });
    const element = await page(desktop);
    await press(element, '.roll-back');
    expect(healthOf(element)).to.equal('rolled-back');
    expect(words(element)).to.contain('Kører i stedet for version 1.1.0');
    expect(element.renderRoot.querySelector('.roll-back')).not.to.exist;
    await press(element, '.enable');
    expect(healthOf(element)).to.equal('healthy');
  });

  it('lists refused manifests with the path of each fault', async () => {
    const error = new ValidationError('invalid-manifest', 'Correct it.', [
      { path: 'entry.origin', fault: 'is missing' },
    ]);
    const refused = [
      { url: 'https://partner.example/manifest.json', error },
      { url: 'https://other.example/', error: new SamspilError('network', 'No answer.') },
    ];
    const element = await page(fakeDesktop({ refused }));
    expect(element.renderRoot.querySelectorAll('[data-refused]')).to.have.length(2);
    expect(words(element)).to.contain('entry.origin').and.to.contain('is missing');
  });

  it('has no accessibility violations, and fits a telephone', async () => {
    const desktop = fakeDesktop({ plugins: [vitals, older], approved: [{ ...older, capabilities: [] }] });
    const element = await page(desktop);
    element.style.width = '20rem';
    await expectAccessible(element);
    expect(element.scrollWidth).to.be.at.most(320);
  });
});
