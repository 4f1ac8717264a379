import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { tokens } from '@samspil/components';
import type { RecordStore } from '@samspil/sdk/offline';
import { openRecords } from '@samspil/sdk/offline';
import type { FhirResource, Patient } from 'fhir/r4';
import '../define.ts';
import { fakeDesktop, words } from '../testing/fake-desktop.ts';
import type { FakeDesktop, SeenRequest } from '../testing/fake-desktop.ts';
import type { OpenPatientEvent } from '../patients/open-patient-event.ts';
import type { WorkplacePatientList } from '../patients/workplace-patient-list.ts';
import type { WorkplaceHeldNote } from './workplace-held-note.ts';
import type { WorkplaceOffline } from './workplace-offline.ts';
import { PREPARED } from './prepared-resources.ts';

if (tokens.styleSheet) document.adoptedStyleSheets.push(tokens.styleSheet);

const patient = (id: string, family: string): Patient => ({
  resourceType: 'Patient',
  id,
  meta: { versionId: '1' },
  name: [{ use: 'official', family, given: ['Else'] }],
  birthDate: '1952-04-27',
});
const everybody = [patient('p1', 'Søndervang'), patient('p2', 'Højlund')];

/** The ward's server: everybody, and one patient where one is asked for. */
function hospital({ path, form }: SeenRequest): FhirResource[] | number {
  if (!path.startsWith('Patient')) return [];
  const id = form.get('_id');
  return id === null ? everybody : everybody.filter((one) => one.id === id);
}

describe('work without a connection, at the patient list and in the chart', () => {
  let desktop: FakeDesktop;
  let records: RecordStore;

  beforeEach(async () => {
    const partition = { fhirBaseUrl: 'https://ehr.example/fhir', user: crypto.randomUUID() };
    records = await openRecords({ partition, releaseKey: async () => new Uint8Array(32).fill(7) });
    desktop = fakeDesktop({ records });
    desktop.serve(hospital);
    await desktop.host.offline?.prepare({ patients: ['p1'], resources: PREPARED });
  });
  afterEach(async () => {
    await records.shred();
    await records.close();
  });

  async function listOf(): Promise<WorkplacePatientList> {
    const list = await fixture<WorkplacePatientList>(
      html`<workplace-patient-list
        lang="da"
        .desktop=${desktop}
        .clinician=${{ status: 'failed', code: 'network' }}
        .locale=${'da'}
      ></workplace-patient-list>`,
    );
    await waitUntil(() => tableOf(list)?.querySelector('table, .notice.danger'));
    return list;
  }

  const tableOf = (list: WorkplacePatientList) =>
    list.renderRoot.querySelector('samspil-patient-list')?.shadowRoot;
  const nameOf = (list: WorkplacePatientList, id: string) =>
    tableOf(list)?.querySelector<HTMLElement>(`[data-key="${id}/0"]`);
  const rowOf = (list: WorkplacePatientList, id: string) => words(nameOf(list, id)?.closest('tr'));

  it('the list says who is on the device and since when, and without a connection also who is not', async () => {
    const list = await listOf();
    await waitUntil(() => rowOf(list, 'p1').includes('På enheden · hentet i dag'));
    expect(rowOf(list, 'p2')).not.to.contain('på enheden');
    desktop.host.setOnline(false);
    await waitUntil(() => rowOf(list, 'p2').includes('Ikke på enheden'));
    await expect(list).to.be.accessible();
  });

  it('a list that cannot be fetched shows those of the device, who open as always, and searches among them', async () => {
    desktop.serve(() => 503);
    desktop.host.setOnline(false);
    const list = await listOf();
    await waitUntil(() => words(list).includes('Kun patienter på enheden'));
    expect(rowOf(list, 'p1')).to.contain('Søndervang').and.to.contain('På enheden');
    expect(tableOf(list)?.querySelectorAll('tbody tr').length).to.equal(1);
    const opened: OpenPatientEvent[] = [];
    list.addEventListener('workplace-open-patient', (event) => opened.push(event));
    nameOf(list, 'p1')?.click();
    expect(opened.map((event) => event.patient)).to.deep.equal(['p1']);
    const field = list.renderRoot.querySelector('samspil-patient-picker')?.shadowRoot;
    const look = (text: string) => {
      const input = field?.querySelector('input');
      if (!input) return;
      input.value = text;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    };
    look('Højlund');
    await waitUntil(() => words(field?.querySelector('.status')).startsWith('Ingen patient fundet'));
    expect(words(field?.querySelector('.status'))).to.contain('Kun patienter på enheden');
    look('Sønder');
    await waitUntil(() => words(field?.querySelector('.option')).includes('Søndervang'));
    await expect(list).to.be.accessible();
  });

  it('opens by its button, and the list hears at once of a patient who was let go', async () => {
    const list = await listOf();
    await waitUntil(() => rowOf(list, 'p1').includes('På enheden'));
    const way = list.renderRoot.querySelector<WorkplaceOffline>('workplace-offline');
    way?.renderRoot.querySelector<HTMLElement>('button.open')?.click();
    const panel = () => way?.renderRoot.querySelector('samspil-offline-ward')?.shadowRoot;
    await waitUntil(() => panel()?.querySelector('[data-id=p1] .forget'));
    expect(words(way)).to.contain('De fjernes fra enheden, når du logger ud.');
    await expect(way).to.be.accessible();
    panel()?.querySelector<HTMLElement>('[data-id=p1] .forget')?.click();
    await waitUntil(() => !rowOf(list, 'p1').includes('På enheden'));
  });

  it('a chart without a connection names the patient who is not on the device, and is silent for one who is', async () => {
    desktop.names.value = new Map([['p2', 'Højlund, Else']]);
    desktop.host.setOnline(false);
    const noteOf = async (id: string) => {
      await desktop.host.setContext({ patient: id });
      return fixture<WorkplaceHeldNote>(
        html`<workplace-held-note
          lang="da"
          .desktop=${desktop}
          .context=${desktop.host.context.value}
          .locale=${'da'}
        ></workplace-held-note>`,
      );
    };
    const absent = await noteOf('p2');
    await waitUntil(() => words(absent).includes('Højlund, Else er ikke på enheden'));
    await expect(absent).to.be.accessible();
    const held = await noteOf('p1');
    await waitUntil(() => held.renderRoot.querySelector('.notice') === null);
    desktop.host.setOnline(true);
    await waitUntil(() => absent.renderRoot.querySelector('.notice') === null);
  });
});
