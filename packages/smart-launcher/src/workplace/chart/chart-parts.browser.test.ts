import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { SamspilReadAge } from '@samspil/components/components/read-age';
import type { ClinicalContext } from '@samspil/sdk';
import type { AllergyIntolerance, FhirResource, MedicationRequest } from 'fhir/r4';
import '../define.ts';
import { fakeDesktop, words } from '../testing/fake-desktop.ts';
import type { FakeDesktop } from '../testing/fake-desktop.ts';
import type { WorkplaceAllergies } from './workplace-allergies.ts';
import type { WorkplaceMedications } from './workplace-medications.ts';

const request = (
  patient: string,
  drug: string,
  changes: Partial<MedicationRequest> = {},
): MedicationRequest => ({
  resourceType: 'MedicationRequest',
  id: `${patient}-${drug}`,
  status: 'active',
  intent: 'order',
  subject: { reference: `Patient/${patient}` },
  medicationCodeableConcept: { text: drug },
  dosageInstruction: [{ text: '1 g 4 gange daglig' }],
  ...changes,
});

const allergy = (patient: string, code: object): AllergyIntolerance => ({
  resourceType: 'AllergyIntolerance',
  id: `${patient}-allergy`,
  patient: { reference: `Patient/${patient}` },
  code,
});

async function openPatient(desktop: FakeDesktop, patient: string): Promise<ClinicalContext> {
  const { context } = await desktop.host.setContext({ patient });
  if (!context) throw new Error('No lease was opened.');
  return context;
}

describe('workplace-medications', () => {
  let desktop: FakeDesktop;

  beforeEach(() => {
    desktop = fakeDesktop();
  });

  async function medications(context: ClinicalContext): Promise<WorkplaceMedications> {
    const element = await fixture<WorkplaceMedications>(
      html`<workplace-medications lang="da" .context=${context} .locale=${'da'}></workplace-medications>`,
    );
    await waitUntil(() => !element.renderRoot.querySelector('[aria-busy]'));
    return element;
  }

  it('lists drug and dosage; stopped ones on request', async () => {
    const stopped = request('p1', 'Morfin', { status: 'stopped' });
    desktop.serve(({ path }) =>
      path.startsWith('MedicationRequest') ? [request('p1', 'Paracetamol 500 mg'), stopped] : [],
    );
    const element = await medications(await openPatient(desktop, 'p1'));
    expect(words(element)).to.contain('Paracetamol 500 mg 1 g 4 gange daglig').and.not.to.contain('Morfin');
    element.renderRoot.querySelector<HTMLButtonElement>('.toggle')?.click();
    await element.updateComplete;
    expect(words(element)).to.contain('Seponeret').and.to.contain('Morfin');
    await expect(element).to.be.accessible();
  });

  it('says that nothing is recorded, and that a drug or its dosage is not stated', async () => {
    const element = await medications(await openPatient(desktop, 'p1'));
    expect(words(element)).to.contain('Ingen medicin registreret');
    desktop.serve(({ path }) =>
      path.startsWith('MedicationRequest')
        ? [request('p1', '', { medicationCodeableConcept: {}, dosageInstruction: [] })]
        : [],
    );
    const other = await medications(await openPatient(desktop, 'p1'));
    expect(words(other)).to.contain('Præparat ikke angivet').and.to.contain('Dosering ikke angivet');
  });

  it('clears the old patient at once, and never shows a late answer about her', async () => {
    desktop.serve(({ path }) => (path.startsWith('MedicationRequest') ? [request('p1', 'Gammel')] : []));
    const element = await medications(await openPatient(desktop, 'p1'));
    expect(words(element)).to.contain('Gammel');
    const answers: ((resources: FhirResource[]) => void)[] = [];
    desktop.serve(() => new Promise((resolve) => answers.push(resolve)));
    element.context = await openPatient(desktop, 'p1');
    await element.updateComplete;
    expect(words(element)).not.to.contain('Gammel');
    await waitUntil(() => answers.length === 1);
    desktop.serve(({ path }) => (path.startsWith('MedicationRequest') ? [request('p2', 'Ny')] : []));
    element.context = await openPatient(desktop, 'p2');
    await waitUntil(() => words(element).includes('Ny'));
    answers[0]?.([request('p1', 'Gammel')]);
    await new Promise((resolve) => setTimeout(resolve));
    await element.updateComplete;
    expect(words(element)).to.contain('Ny').and.not.to.contain('Gammel');
  });

  it('shows nothing without a lease', async () => {
    const element = await fixture<WorkplaceMedications>(
      html`<workplace-medications .locale=${'da'}></workplace-medications>`,
    );
    expect(words(element)).to.equal('');
  });

  it('says by code why it cannot be read, and tries again', async () => {
    desktop.serve(() => 403);
    const element = await medications(await openPatient(desktop, 'p1'));
    expect(words(element)).to.contain('Medicinen kunne ikke hentes').and.to.contain('ikke adgang');
    desktop.serve(() => []);
    element.renderRoot.querySelector<HTMLButtonElement>('button')?.click();
    await waitUntil(() => words(element).includes('Ingen medicin registreret'));
  });
});

describe('how old allergies and medication are', () => {
  it('is said while the workplace has no connection, and no longer when it is back', async () => {
    const desktop = fakeDesktop();
    desktop.serve(({ path }) => (path.startsWith('MedicationRequest') ? [request('p1', 'Paracetamol')] : []));
    const context = await openPatient(desktop, 'p1');
    const app = await fixture(html`
      <samspil-app .workplace=${desktop.host.workplace}>
        <workplace-allergies .context=${context} .locale=${'da'}></workplace-allergies>
        <workplace-medications .context=${context} .locale=${'da'}></workplace-medications>
      </samspil-app>
    `);
    const parts = ['workplace-allergies', 'workplace-medications'].map((tag) => app.querySelector(tag));
    const ages = () =>
      parts.map((part) => part?.shadowRoot?.querySelector<SamspilReadAge>('samspil-read-age'));
    await waitUntil(() => ages().every(Boolean));
    const said = async () => {
      for (const age of ages()) await age?.updateComplete;
      return ages().map(words);
    };
    expect(await said()).to.deep.equal(['', '']);
    desktop.host.setOnline(false);
    for (const text of await said())
      expect(text).to.match(/^Ingen forbindelse\. Hentet i (dag|går) kl\. \d\d\.\d\d$/);
    desktop.host.setOnline(true);
    expect(await said()).to.deep.equal(['', '']);
  });
});

describe('workplace-allergies', () => {
  let desktop: FakeDesktop;

  beforeEach(() => {
    desktop = fakeDesktop();
  });

  async function saidOf(serve: () => FhirResource[] | number): Promise<string> {
    desktop.serve(serve);
    const context = await openPatient(desktop, 'p1');
    const element = await fixture<WorkplaceAllergies>(
      html`<workplace-allergies lang="da" .context=${context} .locale=${'da'}></workplace-allergies>`,
    );
    await waitUntil(() => !element.renderRoot.querySelector('[aria-busy]'));
    await expect(element).to.be.accessible();
    return words(element);
  }

  it('BAN-26 tells known, none known, not assessed and unavailable apart', async () => {
    const known = { ...allergy('p1', { text: 'Penicilliner' }), criticality: 'high' as const };
    expect(await saidOf(() => [known]))
      .to.contain('Penicilliner')
      .and.to.contain('Høj risiko');
    const none = allergy('p1', { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] });
    expect(await saidOf(() => [none])).to.contain('Ingen kendt CAVE');
    expect(await saidOf(() => [])).to.contain('CAVE ikke afklaret');
    expect(await saidOf(() => 500)).to.contain('CAVE kunne ikke hentes');
  });
});
