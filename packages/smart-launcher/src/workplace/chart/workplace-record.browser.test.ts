import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ClinicalContext } from '@samspil/sdk';
import type { FhirResource } from 'fhir/r4';
import '../define.ts';
import { fakeDesktop, words } from '../testing/fake-desktop.ts';
import type { FakeDesktop } from '../testing/fake-desktop.ts';
import type { WorkplaceRecord } from './workplace-record.ts';

const penicillin: FhirResource = {
  resourceType: 'AllergyIntolerance',
  id: 'a1',
  patient: { reference: 'Patient/p1' },
  code: { text: 'Penicillin' },
};
const amlodipine: FhirResource = {
  resourceType: 'MedicationRequest',
  id: 'm1',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  medicationCodeableConcept: { text: 'Amlodipin' },
};

describe('workplace-record', () => {
  let desktop: FakeDesktop;

  beforeEach(() => {
    desktop = fakeDesktop();
    desktop.serve(({ path, form }) => {
      const asked = path + String(form);
      if (asked.startsWith('AllergyIntolerance')) return [penicillin];
      return asked.startsWith('MedicationRequest') ? [amlodipine] : [];
    });
  });

  async function recordOf(patient: string): Promise<WorkplaceRecord> {
    const context = await openPatient(patient);
    const app = await fixture(
      html`<samspil-app .workplace=${desktop.host.workplace}>
        <workplace-record .desktop=${desktop} .context=${context} .locale=${'da'}></workplace-record>
      </samspil-app>`,
    );
    return app.querySelector('workplace-record') as WorkplaceRecord;
  }

  async function openPatient(patient: string): Promise<ClinicalContext> {
    const { context } = await desktop.host.setContext({ patient });
    if (!context) throw new Error('No lease was opened.');
    return context;
  }

  const part = (record: WorkplaceRecord, tag: string) => record.renderRoot.querySelector(tag);
  const tab = (record: WorkplaceRecord) =>
    record.renderRoot.querySelector('[role=tab][aria-selected=true]')?.textContent?.trim();

  it('begins with the overview: what the patient does not tolerate, takes and has', async () => {
    const record = await recordOf('p1');
    expect(tab(record)).to.equal('Overblik');
    await waitUntil(() => words(part(record, 'samspil-allergies')).includes('Penicillin'));
    await waitUntil(() => words(part(record, 'samspil-medication-list')).includes('Amlodipin'));
    await waitUntil(() => words(part(record, 'samspil-conditions')).includes('Ingen diagnoser'));
    await expect(record).to.be.accessible();
  });

  it('reads what is looked at, and nothing of the other parts', async () => {
    const record = await recordOf('p1');
    await waitUntil(() => words(part(record, 'samspil-conditions')).includes('Ingen diagnoser'));
    const read = () => desktop.requests.map(({ path }) => path.split(/[?/]/)[0]);
    expect(read()).to.include('Condition').and.not.include('DocumentReference');
    record.renderRoot.querySelector<HTMLElement>('[role=tab]')?.focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowRight' });
    await waitUntil(() => tab(record) === 'Forløb');
    expect(record.shadowRoot?.activeElement?.textContent?.trim()).to.equal('Forløb');
    await waitUntil(() => read().includes('DocumentReference'));
    expect(part(record, 'samspil-allergies')).to.equal(null);
  });

  it('says of a part that is denied that it is, tries again what failed, and shows the others', async () => {
    let status = 500;
    desktop.serve(({ path, form }) => {
      const asked = path + String(form);
      if (asked.startsWith('AllergyIntolerance')) return 403;
      if (asked.startsWith('MedicationStatement')) return status === 200 ? [] : status;
      return asked.startsWith('MedicationRequest') ? [amlodipine] : [];
    });
    const record = await recordOf('p1');
    await waitUntil(() => words(part(record, 'samspil-allergies')).includes('Ingen adgang'));
    const medication = part(record, 'samspil-medication-list');
    await waitUntil(() => words(medication).includes('Medicin kunne ikke hentes'));
    await waitUntil(() => words(part(record, 'samspil-conditions')).includes('Ingen diagnoser'));
    status = 200;
    medication?.shadowRoot?.querySelector<HTMLButtonElement>('.notice button')?.click();
    await waitUntil(() => words(medication).includes('Amlodipin'));
  });

  it('opens the place an app asks for, with the focus on it, and Tab goes into it', async () => {
    const record = await recordOf('p1');
    await waitUntil(() => words(part(record, 'samspil-medication-list')).includes('Amlodipin'));
    record.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')[2]?.click();
    await record.updateComplete;
    await record.open('medication');
    expect(tab(record)).to.equal('Overblik');
    expect(record.shadowRoot?.activeElement?.id).to.equal('medication');
    await waitUntil(() => words(part(record, 'samspil-medication-list')).includes('Amlodipin'));
    await sendKeys({ press: 'Tab' });
    expect(record.shadowRoot?.activeElement?.localName).to.equal('samspil-medication-list');
  });

  it('begins with the overview for another patient', async () => {
    const record = await recordOf('p1');
    record.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')[3]?.click();
    await record.updateComplete;
    expect(tab(record)).to.equal('Samarbejde');
    record.context = await openPatient('p2');
    await record.updateComplete;
    expect(tab(record)).to.equal('Overblik');
  });

  it('says how old everything is while there is no connection', async () => {
    const record = await recordOf('p1');
    await waitUntil(() => words(part(record, 'samspil-medication-list')).includes('Amlodipin'));
    desktop.host.setOnline(false);
    for (const tag of ['samspil-allergies', 'samspil-medication-list']) {
      const age = part(record, tag)?.shadowRoot?.querySelector('samspil-read-age');
      await waitUntil(() => /^Ingen forbindelse\. Hentet i (dag|går) kl\./.test(words(age)));
    }
  });
});
