import { expect } from '@open-wc/testing';
import type { Encounter } from 'fhir/r4';
import '../../define/encounter-summary.ts';
import {
  all,
  find,
  listContract,
  listElement,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';
import { words } from '../../testing/expect-accessible.ts';
import { brokenVariants } from '../../testing/hostile.ts';
import { sampleEncounter } from '../../testing/samples.ts';

const tag = 'samspil-encounter-summary';
const make = (...resources: Encounter[]) => listElement(tag, { resources });
const ward = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' };
const contact = (id: string, more: Partial<Encounter> = {}): Encounter => ({
  resourceType: 'Encounter',
  id,
  status: 'in-progress',
  class: ward,
  subject: { reference: 'Patient/else' },
  reasonCode: [{ text: id }],
  ...more,
});
const coded = (code: string) => ({ coding: [{ code }] });
const texts = (element: ListElement, selector: string) => all(element, selector).map((each) => words(each));
const group = (element: ListElement, name: string) =>
  all(element, `ul[data-group="${name}"] > li`).map((each) => words(each));
/** Label and value of each fact in sight of the only entry. */
const facts = (element: ListElement) =>
  Object.fromEntries(
    all(element, '.entry .facts > div').map((each) => [
      words(each.querySelector('dt')),
      words(each.querySelector('dd')),
    ]),
  );
/** A stay with all that this element reads. */
const whole = (): Encounter =>
  contact('Faldtendens', {
    period: { start: '2025-11-14T08:50:00+01:00' },
    priority: coded('A'),
    serviceProvider: { reference: 'Organization/o', display: 'Medicinsk afdeling' },
    participant: [
      { type: [coded('ATND')], individual: { reference: 'Practitioner/a', display: 'Anna Holm' } },
      { type: [coded('ADM')], individual: { reference: 'Practitioner/b', display: 'Bo Friis' } },
    ],
    diagnosis: [
      { condition: { display: 'Diabetes' }, rank: 2 },
      { condition: { display: 'Hoftebrud' }, use: coded('AD'), rank: 1 },
    ],
    location: [
      { location: { display: 'Afsnit M1' }, status: 'active', physicalType: coded('wa') },
      { location: { display: 'Seng 4' }, status: 'active', physicalType: coded('bd') },
      { location: { display: 'Modtagelsen' }, status: 'completed', physicalType: coded('wa') },
    ],
    hospitalization: { dischargeDisposition: { text: 'Eget hjem' } },
    statusHistory: [{ status: 'arrived', period: { start: '2025-11-14', end: '2025-11-15' } }],
  });

describe(tag, () => {
  listContract({
    tag,
    samples: () => [sampleEncounter('stay'), contact('Fald', { location: whole().location ?? [] })],
    empty: {
      da: 'Ingen kontakter registreret',
      sv: 'Inga vårdkontakter registrerade',
      en: 'No encounters recorded',
    },
    each: '.entry',
    failed: 'Kontakter kunne ikke hentes',
  });

  it('a contact of whatever shape is shown, with all that one can say', async () => {
    const variants = brokenVariants(whole());
    const element = await make();
    for (let from = 0; from < variants.length; from += 100) {
      element.resources = variants.slice(from, from + 100);
      await element.updateComplete;
      expect(all(element, '.entry'), `from ${from}`).to.have.length(element.resources.length);
    }
  });

  it('shows the published examples of DK Core: what is planned, where one is, and what nobody named', async () => {
    const element = await make(sampleEncounter('over'), sampleEncounter('stay'));
    expect(group(element, 'current')).to.have.length(1);
    expect(group(element, 'current')[0])
      .to.match(/^Indlæggelse Indlagt/)
      .and.to.contain('Planlagt udskrivelse 15.11.2025')
      .and.to.contain('Sted Sted ikke oplyst')
      .and.to.contain('Ansvarlig Ikke oplyst')
      .and.to.contain('Plejende enhed Navn ikke oplyst');
    expect(group(element, 'earlier')[0])
      .to.match(/^Indlæggelse Udskrevet/)
      .and.to.contain('29 t. 10 min.')
      .and.to.contain('Navn ikke oplyst her, se diagnoser');
    expect(shown(element)).to.contain('Tidligere (1)').and.not.to.contain('Udskrevet');
  });

  it('of the current contact: bed before ward, who answers for it, why, and diagnoses by rank with their role', async () => {
    const element = await make(whole());
    expect(words(find(element, '.name'))).to.equal('Indlæggelse');
    expect(texts(element, '.tag')).to.deep.equal(['Akut']);
    expect(texts(element, '.entry > .facts dt')).to.deep.equal([
      'Sted',
      'Ansvarlig',
      'Årsag',
      'Indlæggelsesdiagnose',
      'Diagnose',
    ]);
    expect(facts(element)).to.include({
      Sted: 'Seng 4, Afsnit M1',
      Ansvarlig: 'Anna Holm Sundhedsperson',
      Årsag: 'Faldtendens',
      Indlæggelsesdiagnose: 'Hoftebrud',
      Diagnose: 'Diabetes',
      'Indlagt af': 'Bo Friis Sundhedsperson',
      'Tidligere sted': 'Modtagelsen',
      'Udskrevet til': 'Eget hjem',
      'Tidligere status': 'Ankommet 14.11.2025 til 15.11.2025',
    });
    expect(shown(element)).to.contain('Seng 4, Afsnit M1').and.not.to.contain('Bo Friis');
  });

  it('each contact is in one group; those that are not going on say so and are closed at first', async () => {
    const element = await make(
      contact('A', { status: 'finished', period: { start: '2024-01-01', end: '2024-01-04' } }),
      contact('B', { status: 'planned', period: { start: '2999-03-01' } }),
      contact('C', { status: 'cancelled' }),
      contact('D', { status: 'entered-in-error', period: { start: '2024-01-01' } }),
      contact('E', { status: 'onleave', class: { code: 'AMB' } }),
      contact('F', { status: 'planned', period: { start: '2999-02-01' } }),
      contact('G', { status: 'unknown', period: { end: '2020' } }),
    );
    expect(texts(element, 'h3')).to.deep.equal(['Aktuel kontakt (1)', 'Planlagte (2)']);
    expect(texts(element, '.standing')).to.deep.equal([
      'På orlov',
      'Planlagt',
      'Planlagt',
      'Udskrevet',
      'Status ukendt',
      'Aflyst',
      'Fejlregistreret',
    ]);
    expect(group(element, 'planned').map((each) => each.slice(0, 13))).to.deep.equal([
      'Indlæggelse F',
      'Indlæggelse B',
    ]);
    expect(shown(element))
      .to.contain('Tidligere (2)')
      .and.to.contain('Aflyste (1)')
      .and.to.contain('Fejlregistrerede (1)');
    expect(group(element, 'wrong')[0], 'what never was lasted no time').not.to.contain('dage');
  });

  it('what cannot be known has a word: class, status, start, and end', async () => {
    const element = await make(
      { resourceType: 'Encounter', id: 'a' } as Encounter,
      contact('b', { status: 'waiting' as never, class: { system: 'urn:x', code: 'IMP' } }),
      contact('c', {
        status: 'finished',
        class: { display: 'Hjemmebesøg' },
        period: { start: '2024-01-01' },
      }),
      contact('d', { status: 'planned' }),
    );
    expect(texts(element, '.name')).to.deep.equal([
      'Kontakttype ikke angivet',
      'IMP',
      'Indlæggelse',
      'Hjemmebesøg',
    ]);
    expect(texts(element, '.standing')).to.deep.equal([
      'Status ikke oplyst',
      'Ukendt status: waiting',
      'Planlagt',
      'Afsluttet',
    ]);
    expect(texts(element, '.when')).to.deep.equal([
      'Start ikke oplyst',
      'Start ikke oplyst',
      'Tidspunkt ikke planlagt',
      'Siden 01.01.2024 Slut ikke oplyst',
    ]);
  });

  it('dates that have passed while the contact stands as it did are pointed at, and so is a reservation', async () => {
    const element = await make(
      contact('a', { period: { start: '2020-01-01', end: '2020-02-01' } }),
      contact('b', {
        status: 'planned',
        period: { start: '2020-01-01' },
        modifierExtension: [{ url: 'https://example.org/only-if' }],
      }),
    );
    expect(texts(element, '.tag.warn')).to.deep.equal([
      'Sluttidspunkt er passeret',
      'Planlagt start er passeret',
      'Har et forbehold, som kun kan ses i EPJ',
    ]);
  });

  it('DUR-02 DUR-03 DUR-04 how long it lasted, in whole units without zeros, kept together', async () => {
    const length = async (start: string, end: string) =>
      find(await make(contact('A', { status: 'finished', period: { start, end } })), '.length')?.textContent;
    expect(await length('2025-11-14T08:00:00+01:00', '2025-11-17T12:10:00+01:00')).to.equal(
      '3\u00a0dage 4\u00a0t.',
    );
    expect(await length('2025-11-14', '2025-11-15')).to.equal('1\u00a0dag');
    expect(await length('2025', '2025-11-15')).to.equal(undefined);
    const going = await make(
      contact('A', { period: { start: new Date(Date.now() - 5_400_000).toISOString() } }),
    );
    expect(find(going, '.length')?.textContent).to.equal('1\u00a0t. 30\u00a0min.');
  });

  it('says what it is part of: a contact of the list by its kind and start, another by its name or a word', async () => {
    const part = async (partOf: Encounter['partOf']) => {
      const stay = contact('stay', { status: 'finished', period: { start: '2024-01-01' } });
      const element = await make(contact('A', { partOf }), stay);
      return facts(element)['Del af'];
    };
    expect(await part({ reference: 'https://ehr.example/fhir/Encounter/stay/_history/2' })).to.equal(
      'Indlæggelse fra 01.01.2024',
    );
    expect(await part({ reference: 'Encounter/x', display: 'Forløb' })).to.equal('Forløb');
    expect(await part({ reference: 'Encounter/x' })).to.equal('En anden kontakt');
    expect(await part(undefined)).to.equal(undefined);
  });
});
