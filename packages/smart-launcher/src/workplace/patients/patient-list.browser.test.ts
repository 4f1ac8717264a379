import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { Encounter, FhirResource, Location, Patient } from 'fhir/r4';
import '../define.ts';
import type { Clinician } from '../clinician.ts';
import type { Read } from '../controllers/reading.ts';
import { fakeDesktop, words } from '../testing/fake-desktop.ts';
import type { FakeDesktop, SeenRequest } from '../testing/fake-desktop.ts';
import type { OpenPatientEvent } from './open-patient-event.ts';
import type { WorkplacePatientList } from './workplace-patient-list.ts';

const ward: Location = {
  resourceType: 'Location',
  id: 'm1',
  name: 'Afsnit M1',
  physicalType: { coding: [{ code: 'wa' }] },
};

function patient(id: string, given: string, family: string, changes: Partial<Patient> = {}): Patient {
  return {
    resourceType: 'Patient',
    id,
    name: [{ use: 'official', family, given: [given] }],
    birthDate: '1952-04-27',
    gender: 'female',
    identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: '2704529996' }],
    ...changes,
  };
}

function stay(patientId: string, bed: string): Encounter {
  return {
    resourceType: 'Encounter',
    id: `${patientId}-stay`,
    status: 'in-progress',
    class: { code: 'IMP' },
    subject: { reference: `Patient/${patientId}` },
    location: [
      { location: { reference: 'Location/m1' } },
      { location: { reference: `Location/${bed}`, display: bed } },
    ],
  };
}

const everybody = [
  patient('p1', 'Else', 'Søndervang'),
  patient('p2', 'Freja', 'Højlund', { birthDate: '2020-01-01' }),
  patient('p3', 'Frida', 'Højlund', { birthDate: '2020-01-01', meta: { security: [{ code: 'R' }] } }),
  patient('p4', 'Ukendt', '', { name: undefined, birthDate: undefined, identifier: undefined }),
];

function hospital({ path }: SeenRequest): FhirResource[] | number {
  if (path.startsWith('Location')) return [ward];
  if (path === 'Patient/_search') return everybody;
  return [stay('p3', 'Seng 10'), stay('p1', 'Seng 2'), ...everybody];
}

const nurse = (...places: string[]): Read<Clinician> => ({
  status: 'loaded',
  value: { name: 'Sidsel', role: undefined, mayAdminister: false, places },
  at: 0,
});

async function listOf(desktop: FakeDesktop, clinician = nurse()): Promise<WorkplacePatientList> {
  const list = await fixture<WorkplacePatientList>(
    html`<workplace-patient-list
      lang="da"
      .desktop=${desktop}
      .clinician=${clinician}
      .locale=${'da'}
    ></workplace-patient-list>`,
  );
  await waitUntil(() => tableOf(list)?.querySelector('table, .notice.danger, .empty'));
  return list;
}

const tableOf = (list: WorkplacePatientList) =>
  list.renderRoot.querySelector('samspil-patient-list')?.shadowRoot;
const fieldOf = (list: WorkplacePatientList) =>
  list.renderRoot.querySelector('samspil-patient-picker')?.shadowRoot;
const rows = (list: WorkplacePatientList) =>
  [...(tableOf(list)?.querySelectorAll('tbody tr') ?? [])].map(words);
const found = (list: WorkplacePatientList) => [...(fieldOf(list)?.querySelectorAll('.option') ?? [])];

/** Types as a person does, in one go; Enter waits for no pause. */
function look(list: WorkplacePatientList, text: string): void {
  const input = fieldOf(list)?.querySelector('input');
  if (!input) return;
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}

describe('workplace-patient-list', () => {
  let desktop: FakeDesktop;

  beforeEach(() => {
    desktop = fakeDesktop();
    desktop.serve(hospital);
  });

  it('LST-10 shows name, birth date with age and number of each patient, and where she lies', async () => {
    const first = rows(await listOf(desktop)).find((row) => row.includes('Else'));
    expect(first).to.contain('Søndervang, Else');
    expect(first).to.contain('Født 27.04.1952');
    expect(first).to.contain('CPR-nr. 270452-9996');
    expect(first).to.contain('Kvinde').and.to.contain('Afsnit M1, Seng 2');
  });

  it('says in words what is unknown (LST-26)', async () => {
    const unknown = rows(await listOf(desktop))[3];
    for (const text of ['Navn mangler', 'Fødselsdato mangler', 'Intet personnummer', 'Ikke indlagt']) {
      expect(unknown).to.contain(text);
    }
  });

  it('LST-11 marks what tells look-alikes apart, and who has a protected address', async () => {
    const list = await listOf(desktop);
    expect([...(tableOf(list)?.querySelectorAll('mark') ?? [])].map(words)).to.deep.equal(['Freja', 'Frida']);
    expect(rows(list)[1]).to.contain('Fornavnet er forskelligt').and.to.contain('Navne- og adressebeskyttet');
  });

  it('begins with the ward of the person who is signed in, by bed, and says so (LST-16, LST-29)', async () => {
    const list = await listOf(desktop, nurse('m1'));
    expect(rows(list).map((row) => /Seng \d+/.exec(row)?.[0])).to.deep.equal(['Seng 2', 'Seng 10']);
    expect(words(tableOf(list)?.querySelector('header'))).to.contain('Afsnit M1 2 patienter');
    expect(words(tableOf(list)?.querySelector('.filter'))).to.contain('Kun indlagte i afsnittet');
  });

  it('searches by the body of a POST: neither name nor number is in any address', async () => {
    const list = await listOf(desktop);
    for (const text of ['Søndervang', '270452-9996']) {
      look(list, text);
      await waitUntil(() => desktop.requests.some(({ form }) => [...form.values()].join().includes(text)));
    }
    const addresses = desktop.requests.map(({ path }) => decodeURIComponent(path)).join();
    expect(addresses).not.to.match(/Søndervang|270452|9996/);
  });

  it('opens a patient with the stay, by a click or by the keyboard alone', async () => {
    const list = await listOf(desktop);
    const opened: OpenPatientEvent[] = [];
    list.addEventListener('workplace-open-patient', (event) => opened.push(event));
    const names = [...(tableOf(list)?.querySelectorAll<HTMLButtonElement>('.choose') ?? [])];
    const at = () => names.findIndex((name) => name === tableOf(list)?.activeElement);
    const press = (key: string) =>
      names[at()]?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    const last = names.length - 1;
    names[0]?.focus();
    press('ArrowDown');
    expect(at()).to.equal(1);
    press('End');
    expect(at()).to.equal(last);
    names.find((name) => words(name).includes('Else'))?.click();
    expect(opened.map(({ patient: id, encounter }) => [id, encounter])).to.deep.equal([['p1', 'p1-stay']]);
    names[0]?.focus();
    await list.takeFocus();
    expect(words(tableOf(list)?.activeElement), 'back on the row that was left').to.equal('Søndervang, Else');
  });

  it('opens whom the search found with her stay, from the ward or from all of them', async () => {
    const list = await listOf(desktop, nurse('m1'));
    const opened: OpenPatientEvent[] = [];
    list.addEventListener('workplace-open-patient', (event) => opened.push(event));
    look(list, 'Freja');
    await waitUntil(() => words(fieldOf(list)?.querySelector('.status')).startsWith('Ingen patient fundet'));
    const everywhere = list.renderRoot.querySelector<HTMLButtonElement>('.elsewhere button');
    expect(words(everywhere)).to.equal('Søg i alle afsnit');
    everywhere?.click();
    await waitUntil(() => found(list).length === 4);
    expect(fieldOf(list)?.activeElement?.id, 'the keyboard stays with the field').to.equal('field');
    expect(words(found(list)[0]))
      .to.contain('Søndervang, Else')
      .and.to.contain('Afsnit M1, Seng 2');
    found(list)[0]?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect(opened.map(({ patient: id, encounter }) => [id, encounter])).to.deep.equal([['p1', 'p1-stay']]);
    expect(desktop.names.value.get('p2'), 'the outbox knows the names').to.equal('Højlund, Freja');
  });

  it('drops a late answer to a question that is no longer asked', async () => {
    const list = await listOf(desktop);
    let answerLate: (answer: FhirResource[]) => void = () => undefined;
    desktop.serve((request) => {
      if (request.form.get('name') === 'Late') return new Promise((resolve) => (answerLate = resolve));
      return request.path === 'Patient/_search' ? [patient('p9', 'Nina', 'Ny')] : [];
    });
    look(list, 'Late');
    await waitUntil(() => desktop.requests.some(({ form }) => form.get('name') === 'Late'));
    look(list, 'Ny');
    await waitUntil(() => found(list).map(words).join().includes('Ny, Nina'));
    answerLate([patient('p8', 'Lars', 'Late')]);
    await new Promise((resolve) => setTimeout(resolve));
    await list.updateComplete;
    expect(found(list).map(words).join()).not.to.contain('Lars');
  });

  it('shows what failed by its code, and reads again when the connection is back', async () => {
    desktop.serve(() => 'html');
    const list = await listOf(desktop);
    expect(words(tableOf(list)?.querySelector('section')))
      .to.contain('Patientlisten kunne ikke hentes')
      .and.to.contain('Svaret fra EPJ kunne ikke læses');
    desktop.host.setOnline(false);
    await list.updateComplete;
    desktop.serve(hospital);
    desktop.host.setOnline(true);
    await waitUntil(() => rows(list).length === 4);
  });

  it('shows patients without their beds when these are denied', async () => {
    desktop.serve((request) => (request.path.startsWith('Encounter') ? 403 : hospital(request)));
    const list = await listOf(desktop);
    expect(rows(list)).to.have.length(4);
    expect(words(list)).to.contain('Afsnit og senge kunne ikke hentes');
  });

  it('offers all wards when nobody of this ward fits', async () => {
    desktop.serve(({ path }) => (path.startsWith('Location') ? [ward] : []));
    const list = await listOf(desktop, nurse('m1'));
    expect(words(list)).to.contain('Der er ingen indlagte patienter i afsnittet');
    tableOf(list)?.querySelector<HTMLButtonElement>('.filter button')?.click();
    await waitUntil(() => desktop.requests.some(({ path }) => path === 'Patient/_search'));
  });

  it('is accessible, with results and without', async () => {
    const list = await listOf(desktop);
    await expect(list).to.be.accessible();
    desktop.serve(() => 500);
    const failed = await listOf(fakeDesktop());
    await expect(failed).to.be.accessible();
  });
});
