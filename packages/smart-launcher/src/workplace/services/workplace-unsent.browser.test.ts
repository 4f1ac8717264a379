import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { tokens } from '@samspil/components';
import type { ReceiptSnapshot } from '@samspil/sdk';
import type { PluginManifest } from '@samspil/sdk/host';
import '../define.ts';
import { fakeDesktop } from '../testing/fake-desktop.ts';
import type { FakeDesktop } from '../testing/fake-desktop.ts';
import type { OpenPatientEvent } from '../patients/open-patient-event.ts';
import type { WorkplaceUnsent } from './workplace-unsent.ts';

if (tokens.styleSheet) document.adoptedStyleSheets.push(tokens.styleSheet);

const refused: ReceiptSnapshot = {
  id: 'r1',
  state: 'rejected',
  patient: 'p1',
  plugin: { id: 'vitals', version: '1.0.0' },
  storedAt: '2026-01-15T08:00:00.000Z',
  resources: [{ reference: 'Observation/o1' }],
  error: {
    code: 'rejected',
    issues: [{ severity: 'error', code: 'value', expression: ['Observation.value'] }],
  },
};

/** The app that the write was made with; it has a form for correcting. */
const vitals: PluginManifest = {
  id: 'vitals',
  version: '1.0.0',
  api: '^1.0',
  title: { da: 'Vitale værdier', en: 'Vital signs' },
  publisher: { name: 'Partner ApS', contact: 'support@partner.example' },
  entry: { mode: 'frame', url: 'https://partner.example/', origin: 'https://partner.example' },
  contributes: [{ slot: 'patient.workspace', view: 'main' }],
  scopes: 'patient/Observation.crus',
  capabilities: ['repair'],
};

async function unsentOf(desktop: FakeDesktop, patient?: string): Promise<WorkplaceUnsent> {
  return fixture<WorkplaceUnsent>(
    html`<workplace-unsent .desktop=${desktop} .patient=${patient} locale="da"></workplace-unsent>`,
  );
}

const button = (element: WorkplaceUnsent) => element.renderRoot.querySelector<HTMLButtonElement>('.open');
const inList = (element: WorkplaceUnsent, selector: string) =>
  element.renderRoot.querySelector('samspil-outbox')?.shadowRoot?.querySelector<HTMLElement>(selector);

describe('workplace-unsent', () => {
  it('is there only while something is not received, of this patient where there is one', async () => {
    const desktop = fakeDesktop();
    const element = await unsentOf(desktop, 'p1');
    await waitUntil(() => element.isConnected);
    expect(button(element)).not.to.exist;
    desktop.receive({ ...refused, id: 'r2', patient: 'p2' });
    await element.updateComplete;
    expect(button(element), 'another patient').not.to.exist;
    desktop.receive(refused);
    await element.updateComplete;
    expect(button(element)).to.exist;
    desktop.receive({ ...refused, state: 'accepted' });
    await element.updateComplete;
    expect(button(element)).not.to.exist;
  });

  it('leads from the list to the chart of the patient whose write is to be corrected, and closes', async () => {
    const desktop = fakeDesktop({ plugins: [vitals] });
    desktop.waiting.push(refused);
    const element = await unsentOf(desktop);
    await waitUntil(() => button(element));
    button(element)?.click();
    await waitUntil(() => inList(element, '.repair'));
    await expect(element).to.be.accessible();
    const opened: OpenPatientEvent[] = [];
    element.addEventListener('workplace-open-patient', (event) => opened.push(event));
    inList(element, '.repair')?.click();
    await waitUntil(() => !element.renderRoot.querySelector('dialog'));
    expect(opened.map(({ patient }) => patient)).to.deep.equal(['p1']);
  });

  it('stays open and says so where no app has a form for correcting it', async () => {
    const desktop = fakeDesktop();
    desktop.waiting.push(refused);
    const element = await unsentOf(desktop);
    await waitUntil(() => button(element));
    button(element)?.click();
    await waitUntil(() => inList(element, '.repair'));
    inList(element, '.repair')?.click();
    await waitUntil(() => inList(element, '.problem[data-code="no-form"]'));
    expect(element.renderRoot.querySelector('dialog')).to.exist;
  });

  it('in a chart it hands the wish to correct to the page, with the elements at fault', async () => {
    const desktop = fakeDesktop();
    desktop.waiting.push(refused);
    const element = await unsentOf(desktop, 'p1');
    await waitUntil(() => button(element));
    button(element)?.click();
    await waitUntil(() => inList(element, '.repair'));
    const asked: (readonly string[])[] = [];
    element.addEventListener('samspil-outbox-repair', ({ expressions }) => asked.push(expressions));
    inList(element, '.repair')?.click();
    expect(asked).to.deep.equal([['Observation.value']]);
  });
});
