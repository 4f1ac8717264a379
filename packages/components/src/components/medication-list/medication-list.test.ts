import { expect, waitUntil } from '@open-wc/testing';
import type { MedicationRequest, MedicationStatement } from 'fhir/r4';
import '../../define/medication-list.ts';
import { order, reported, taken } from '../../testing/build-medicine.ts';
import { words } from '../../testing/expect-accessible.ts';
import { brokenVariants } from '../../testing/hostile.ts';
import {
  all,
  find,
  listContract,
  listElement,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';
import medication from '../../testing/sample-medication.json';
import { sampleMedicine } from '../../testing/samples.ts';

const tag = 'samspil-medication-list';
type Medicine = MedicationRequest | MedicationStatement;
const make = (...resources: Medicine[]) => listElement(tag, { resources });
const names = Object.keys(medication) as (keyof typeof medication)[];
const group = (element: ListElement, name: string) =>
  all(element, `ul[data-group="${name}"] .drug`).map((each) => words(each));
const texts = (element: ListElement, selector: string) => all(element, selector).map((each) => words(each));

describe(tag, () => {
  listContract({
    tag,
    types: 2,
    samples: () => [sampleMedicine('digoxin'), sampleMedicine('perikon')],
    empty: {
      da: 'Ingen medicin registreret',
      sv: 'Inga läkemedel registrerade',
      en: 'No medication recorded',
    },
    each: '.entry',
    failed: 'Medicin kunne ikke hentes',
  });

  it('a drug of whatever shape is shown, with all that an order can say', async () => {
    const variants = brokenVariants(sampleMedicine('paracetamol'));
    const element = await make();
    for (let from = 0; from < variants.length; from += 100) {
      element.resources = variants.slice(from, from + 100);
      await element.updateComplete;
      expect(all(element, '.entry'), `from ${from}`).to.have.length(element.resources.length);
    }
  });

  it('RXV-09 what is out of view is counted, for each group and in all', async () => {
    const many = Array.from({ length: 120 }, (_each, n) => order(`Præparat ${n}`));
    const element = await make(...many, order('Pauseret', { status: 'on-hold' }));
    expect(texts(element, 'h3')).to.deep.equal(['Aktuel medicin (120)', 'Sat på pause (1)']);
    expect(group(element, 'current')).to.have.length(100);
    expect(shown(element)).to.contain('Viser 100 af 120');
  });

  it('every drug of the samples is in one group, what must not be given first', async () => {
    const element = await make(...names.map(sampleMedicine));
    expect(all(element, '.entry')).to.have.length(names.length);
    expect(texts(element, 'h3')).to.deep.equal([
      'Må ikke gives (1)',
      'Aktuel medicin (6)',
      'Sat på pause (1)',
      'Ikke ordineret endnu (1)',
    ]);
    expect(group(element, 'planned')).to.deep.equal(['Laktulose oral opløsning']);
    expect(shown(element))
      .to.contain('Tidligere medicin (1)')
      .and.to.contain('Fejlregistrerede (1)')
      .and.not.to.contain('Zopiclon');
  });

  it('what must not be given says so beside its name, has no status of an order, and no missing dose', async () => {
    for (const doNotPerform of [true, 'true', {}] as true[]) {
      const element = await make(order('Ibuprofen', { doNotPerform }));
      expect(group(element, 'prohibited')).to.deep.equal(['Ibuprofen']);
      expect(words(find(element, '.entry'))).to.match(/^Ibuprofen Må ikke gives Gælder/);
      expect(shown(element)).to.contain('Ingen aktuel medicin').and.not.to.contain('Dosis');
    }
    const given = await make(order('Ibuprofen', { doNotPerform: false }));
    expect(group(given, 'current')).to.deep.equal(['Ibuprofen']);
  });

  it('what is entered in error is never said to be current, and never hidden', async () => {
    const element = await make(order('X', { status: 'entered-in-error', doNotPerform: true }));
    expect(texts(element, '.status-word')).to.deep.equal(['Fejlregistreret']);
    expect(shown(element)).to.contain('Ingen aktuel medicin').and.to.contain('Fejlregistrerede (1)');
  });

  it('what nobody has ordered says so; an order needs no word for it, and a missing intent has one', async () => {
    const element = await make(
      order('A', { intent: 'plan' }),
      order('B', { intent: 'option', status: 'draft' }),
      order('C', { intent: undefined as never }),
      order('D', { intent: 'wish' as never }),
      order('E', { intent: 'reflex-order' }),
      reported('F', { status: 'intended' }),
    );
    expect(group(element, 'planned')).to.have.members(['A', 'B', 'F']);
    expect(texts(element, '[data-group="planned"] .status-word')).to.have.members([
      'Plan, ikke ordineret',
      'Kladde',
      'Planlagt',
    ]);
    expect(texts(element, '.tag')).to.have.members([
      'Mulighed, ikke ordineret',
      'Ikke oplyst, om det er ordineret',
      'wish',
      'Oplyst medicin',
    ]);
  });

  it('a reservation that only other software understands is said', async () => {
    const modifierExtension = [{ url: 'https://example.org/only-if' }];
    const element = await make(order('A', { modifierExtension }), taken({ modifierExtension }));
    expect(texts(element, '.tag.warn')).to.deep.equal([
      'Har et forbehold, som kun kan ses i EPJ',
      'Doseringen kan ikke vises fuldt ud, se EPJ',
    ]);
  });

  it('RXV-01 one drug a row, orders and statements alike', async () => {
    const element = await make(order('A'), reported('A'));
    expect(all(element, '.entry')).to.have.length(2);
    expect(texts(element, '.entry .tag')).to.deep.equal(['Oplyst medicin']);
  });

  it('RXV-02 every status has a word, in bold: current or past, and that nothing was given', async () => {
    const of = async (medicine: Medicine) => texts(await make(medicine), '.status-word');
    expect(await of(order('A', { status: 'cancelled' }))).to.deep.equal(['Annulleret, aldrig givet']);
    expect(await of(reported('A', { status: 'not-taken' }))).to.deep.equal(['Ikke taget']);
    expect(await of(order('A', { status: undefined as never }))).to.deep.equal(['Status ikke oplyst']);
    expect(await of(order('A', { status: 'perhaps' as never }))).to.deep.equal(['Ukendt status: perhaps']);
    const status = find(await make(order('A')), '.status-word');
    expect(status && Number(getComputedStyle(status).fontWeight)).to.be.at.least(600);
  });

  it('RXV-03 RXV-13 current says since when, past also until when, each date with its label', async () => {
    const when = async (medicine: Medicine) => words(find(await make(medicine), '.when'));
    expect(await when(order('A', { authoredOn: '2026-01-02' }))).to.equal('Ordineret 02.01.2026');
    expect(await when(order('A'))).to.equal('Start ikke oplyst');
    expect(await when(sampleMedicine('amoxicillin'))).to.equal('Start 01.05.2026 Slut 08.05.2026');
    expect(await when(reported('A', { status: 'stopped', dateAsserted: '2026' }))).to.equal(
      'Oplyst 2026 Slut ikke oplyst',
    );
  });

  it('RXV-04 RXV-16 on hold counts as current and stands apart; past ones begin with their status', async () => {
    const element = await make(
      order('A', { status: 'on-hold' }),
      order('B', { status: 'stopped' }),
      order('C'),
    );
    expect([group(element, 'current'), group(element, 'onHold'), group(element, 'past')]).to.deep.equal([
      ['C'],
      ['A'],
      ['B'],
    ]);
    expect(shown(element)).to.contain('Sat på pause (1) A').and.not.to.contain('Seponeret');
    expect(words(find(element, '[data-group="past"] .entry'))).to.match(/^Seponeret B/);
  });

  it('RXV-05 current is always in view; past is opened on purpose and never takes its place', async () => {
    const element = await make(order('A'), order('B', { status: 'completed' }));
    expect(find(element, 'details.group')?.hasAttribute('open')).to.be.false;
    find(element, 'details.group > summary')?.click();
    await waitUntil(() => shown(element).includes('Afsluttet'));
    expect(shown(element)).to.contain('Aktuel medicin (1)');
  });

  it('RXV-07 RXV-17 newest start first, past ones by their end, undated ones last', async () => {
    const bounded = (
      name: string,
      start: string,
      end?: string,
      status: MedicationRequest['status'] = 'active',
    ) =>
      order(name, {
        status,
        dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start, ...(end && { end }) } } } }],
      });
    const element = await make(
      order('none'),
      bounded('old', '2024-01-01'),
      bounded('new', '2026-01-01'),
      order('ordered', { authoredOn: '2025-01-01' }),
      bounded('first', '2020-01-01', '2020-02-01', 'stopped'),
      bounded('last', '2019-01-01', '2021-02-01', 'stopped'),
    );
    expect(group(element, 'current')).to.deep.equal(['new', 'ordered', 'old', 'none']);
    expect(group(element, 'past')).to.deep.equal(['last', 'first']);
  });

  it('RXV-08 what ended lately is announced above the current ones, with the days and the count', async () => {
    const ended = (id: string, days: number) =>
      reported(id, {
        status: 'completed',
        effectivePeriod: { end: new Date(Date.now() - days * 86_400_000).toISOString() },
      });
    const element = await make(ended('a', 1), ended('b', 3), ended('c', 30), order('A'));
    expect(words(find(element, '.recent'))).to.equal(
      '2 lægemidler er ophørt de seneste 7 dage. Se tidligere medicin.',
    );
    expect(find(await make(ended('c', 30)), '.recent')).to.equal(null);
  });

  it('an order whose end has passed stays current and says so; one that begins later likewise', async () => {
    const bounds = (boundsPeriod: object) => taken({ timing: { repeat: { boundsPeriod } } });
    expect(texts(await make(bounds({ start: '2020-01-01', end: '2020-01-09' })), '.tag')).to.deep.equal([
      'Slutdato er passeret',
    ]);
    expect(texts(await make(bounds({ start: '2999-01-01' })), '.tag')).to.deep.equal(['Ikke begyndt endnu']);
  });

  it('RXV-15 an empty list says so, and nothing current is said beside what is not current', async () => {
    expect(shown(await make())).to.equal('Medicin Ingen medicin registreret');
    const element = await make(order('B', { status: 'stopped' }), 'x' as never);
    expect(shown(element)).to.contain('Ingen aktuel medicin i det, der er hentet');
  });

  it('the rest stands in the details: who ordered it, why, dispensing, substitution, remarks', async () => {
    const element = await make(sampleMedicine('paracetamol'));
    expect(words(find(element, '.facts')))
      .to.contain('Indikation Smerter')
      .and.to.contain('Ordineret af Abraham Læge')
      .and.to.contain('Mængde 100 tabletter')
      .and.to.contain('Må substitueres')
      .and.to.contain('Gælder 02.11.2026 til 02.11.2027')
      .and.to.contain('Bemærkning Vurderes igen ved kontrol');
    expect(words(find(await make(sampleMedicine('warfarin')), '.facts'))).to.contain('Operation 24.11.');
  });
});
