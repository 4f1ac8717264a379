import { expect } from '@open-wc/testing';
import type { AllergyIntolerance } from 'fhir/r4';
import '../../define/allergies.ts';
import {
  all,
  contextWith,
  find,
  listContract,
  listElement,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';
import { words } from '../../testing/expect-accessible.ts';
import { sampleAllergy } from '../../testing/samples.ts';

const tag = 'samspil-allergies';
const make = (...resources: AllergyIntolerance[]) => listElement(tag, { resources });
const substances = (element: ListElement) => all(element, '.substance').map((each) => words(each));
const group = (element: ListElement, name: string) => find(element, `ul[data-group="${name}"]`);
const coded = (more: Partial<AllergyIntolerance> = {}): AllergyIntolerance => ({
  ...sampleAllergy('penicillin'),
  code: { coding: [{ system: 'http://www.whocc.no/atc', code: 'J01C' }], text: 'Penicillin' },
  ...more,
});
const verdict = (code: string, more: Partial<AllergyIntolerance> = {}) =>
  coded({ id: code, verificationStatus: { coding: [{ code }] }, ...more });

describe(tag, () => {
  listContract({
    tag,
    // One row is one substance.
    another: (sample, index) => ({ ...(sample as AllergyIntolerance), code: { text: `Nr. ${index}` } }),
    samples: () => [
      sampleAllergy('nuts'),
      coded({
        recorder: { reference: 'Practitioner/1', display: 'Jens Holm' },
        onsetAge: { value: 12, code: 'a' },
        note: [{ text: 'Set i klinikken' }],
        type: 'allergy',
        category: ['medication'],
      }),
    ],
    empty: {
      da: 'CAVE ikke afklaret',
      sv: 'Överkänslighet ej bedömd',
      en: 'Allergy status not assessed',
    },
    each: '.event',
    failed: 'CAVE kunne ikke hentes',
  });

  it('BAN-26 says exactly one of four things', async () => {
    expect(shown(await make(coded()))).to.contain('1 CAVE');
    expect(shown(await make(sampleAllergy('none')))).to.contain('Ingen kendt CAVE');
    expect(shown(await make(sampleAllergy('inactive')))).to.contain('CAVE ikke afklaret');
    const context = contextWith(coded());
    context.fhir.failures.search = 'network';
    expect(shown(await listElement(tag, { context }))).to.contain('CAVE kunne ikke hentes');
  });

  it('BAN-26 while a part of the record is missing, neither none known nor not assessed is said', async () => {
    const broken = { resourceType: 'Basic' } as unknown as AllergyIntolerance;
    for (const given of [[sampleAllergy('none')], [sampleAllergy('inactive')], []]) {
      const text = shown(await make(...given, broken));
      expect(text).to.contain('CAVE kan ikke vurderes, før alt er hentet');
      expect(text)
        .not.to.contain('CAVE ikke afklaret')
        .and.not.to.match(/^CAVE Ingen kendt/);
    }
  });

  it('ALG-01 the events behind a substance are shown on demand, with a way back', async () => {
    const element = await make(coded());
    expect(shown(element)).not.to.contain('Registreret af');
    const summary = find(element, '.entry summary');
    summary?.click();
    expect(shown(element)).to.contain('Registreret af');
    summary?.click();
    expect(shown(element)).not.to.contain('Registreret af');
  });

  it('ALG-02 the substance stands at the left of its reactions, in the first level', async () => {
    const element = await make(coded());
    element.style.width = '800px';
    const [substance, reactions] = ['.substance', '.reactions'].map((each) =>
      find(element, each)?.getBoundingClientRect(),
    );
    expect(substance?.right).to.be.at.most(reactions?.left ?? 0);
  });

  it('ALG-03 ALG-05 one entry per substance, with all its reactions once each', async () => {
    const again = coded({
      id: 'again',
      reaction: [
        { manifestation: [{ text: 'Udslæt' }] },
        { manifestation: [{ text: 'Anafylaksi' }], severity: 'severe' },
      ],
    });
    const element = await make(coded(), again);
    expect(substances(element)).to.deep.equal(['Penicillin']);
    expect(all(element, '.reactions li').map((each) => words(each))).to.deep.equal([
      'Anafylaksi Svær reaktion',
      'Udslæt',
    ]);
    expect(all(element, '.event')).to.have.length(2);
  });

  it('ALG-03 entries that name no substance are never taken for the same', async () => {
    const nameless = { ...sampleAllergy('nuts'), code: {} };
    const element = await make({ ...nameless, id: 'a' }, { ...nameless, id: 'b' });
    expect(substances(element)).to.deep.equal(['Stof ikke angivet', 'Stof ikke angivet']);
  });

  it('ALG-04 ALG-13 a substance without a code is shown, and says that it triggers no warnings', async () => {
    const element = await make(coded({ id: 'c' }), sampleAllergy('nuts'));
    const [first, second] = all(element, '.entry').map((each) => words(each));
    expect(first).not.to.contain('udløser ingen advarsler');
    expect(second).to.contain('Jordnødder').and.to.contain('Uden kode: udløser ingen advarsler');
  });

  it('ALG-06 high risk first, else the order of the record', async () => {
    const low = (name: string) => ({ ...sampleAllergy('nuts'), id: name, code: { text: name } });
    const element = await make(low('Z'), low('A'), coded());
    expect(substances(element)).to.deep.equal(['Penicillin', 'Z', 'A']);
  });

  it('ALG-07 the list, substances and reactions have labels', async () => {
    const element = await make(coded());
    expect(words(find(element, 'h2'))).to.equal('CAVE');
    expect(all(element, 'dl.level dt').map((each) => words(each))).to.deep.equal(['Stof', 'Reaktioner']);
  });

  it('ALG-08 forty-four characters of a substance stand whole on at most two lines, without broken words', async () => {
    const name = 'Amoxicillin og enzymhæmmer, kombinationer IV';
    expect(name).to.have.length(44);
    for (const width of ['320px', '560px', '800px']) {
      const element = await make(coded({ code: { text: name } }));
      element.style.width = width;
      const text = find(element, '.substance');
      const line = parseFloat(getComputedStyle(text ?? element).lineHeight);
      expect(text?.offsetHeight, width).to.be.at.most(2 * line + 2);
      expect(text?.scrollWidth, width).to.be.at.most(text?.clientWidth || (text?.offsetWidth ?? 0));
      expect(words(text)).to.equal(name);
    }
  });

  it('ALG-09 dates stand in the second level, none in the first', async () => {
    const element = await make(coded({ lastOccurrence: '2020-05-06', recordedDate: '2021-03-04' }));
    expect(shown(element)).not.to.match(/\d{4}/);
    find(element, '.entry summary')?.click();
    expect(shown(element)).to.contain('06.05.2020').and.to.contain('04.03.2021');
  });

  it('ALG-10 each event says its source, who recorded it, and their role', async () => {
    const element = await make(
      coded({
        asserter: { reference: 'RelatedPerson/2', display: 'Bo Holm' },
        recorder: { reference: '#p' },
        contained: [
          { resourceType: 'Practitioner', id: 'p', name: [{ given: ['Ida'], family: 'Lund' }] } as never,
        ],
      }),
      coded({ id: 'x', code: { text: 'Latex' } }),
    );
    const [known, unknown] = all(element, '.event').map((each) => words(each));
    expect(known)
      .to.contain('Oplyst af Bo Holm Pårørende')
      .and.to.contain('Registreret af Ida Lund Sundhedsperson');
    expect(unknown).to.contain('Oplyst af Ikke oplyst').and.to.contain('Registreret af Ikke oplyst');
  });

  it('ALG-11 none known is said with when it was checked', async () => {
    const element = await make({ ...sampleAllergy('none'), recordedDate: '2025-11-14' });
    expect(words(find(element, '.status'))).to.equal('Ingen kendt CAVE Registreret 14.11.2025');
    expect(words(find(await make(sampleAllergy('none')), '.status'))).to.contain('Tidspunkt ukendt');
  });

  it('ALG-12 when nobody checked, the status is not assessed', async () => {
    expect(shown(await make())).to.equal('CAVE CAVE ikke afklaret');
  });

  it('a statement of none beside an allergy is said, and does not count', async () => {
    const element = await make(coded(), sampleAllergy('none'));
    expect(words(find(element, '.status'))).to.equal('1 CAVE');
    expect(words(find(element, 'h3'))).to.equal('Journalen siger også');
    expect(group(element, 'none')?.querySelectorAll('.entry')).to.have.length(1);
  });

  it('ALG-14 in running text the substance, its reactions, and that it is a risk', async () => {
    const element = await make(sampleAllergy('nuts'));
    expect(words(find(element, '.in-text'))).to.equal(
      'Overfølsomhed (CAVE) over for Jordnødder. Reaktioner: Kløe og Udslæt.',
    );
  });

  it('ALG-15 no black triangle is a control', async () => {
    const element = await make(coded());
    const summary = find(element, 'summary');
    expect(summary && getComputedStyle(summary).display).to.equal('flex');
    expect(summary?.querySelectorAll('svg')).to.have.length(1);
  });

  it('entries that are inactive, refuted or entered in error stand apart, with the word for it, and do not count', async () => {
    const element = await make(verdict('entered-in-error'), verdict('refuted'), sampleAllergy('inactive'));
    expect(words(find(element, '.status'))).to.equal('CAVE ikke afklaret');
    expect(group(element, 'active')).to.equal(null);
    expect(words(group(element, 'inactive')))
      .to.contain('Latex')
      .and.to.contain('Inaktiv');
    expect(words(group(element, 'wrong')))
      .to.contain('Fejlregistreret')
      .and.to.contain('Afkræftet');
    expect(words(element)).to.contain('Fejlregistrerede og afkræftede (2)');
    expect(shown(element)).not.to.contain('Penicillin');
  });

  it('an allergy that nobody confirmed says so', async () => {
    expect(words(await make(verdict('unconfirmed')))).to.contain('Ubekræftet');
  });

  it('every entry is in exactly one group, also with codes nobody knows and dates to come', async () => {
    const strange = [
      coded({ id: '1', clinicalStatus: { coding: [{ code: 'perhaps' }] }, code: { text: 'A' } }),
      verdict('maybe', { id: '2', code: { text: 'B' } }),
      coded({
        id: '3',
        recordedDate: '2999-01-01',
        onsetDateTime: 'soon',
        criticality: 'extreme' as never,
        code: { text: 'C' },
      }),
    ];
    const element = await make(...strange);
    expect(substances(element)).to.deep.equal(['A', 'B', 'C']);
    expect(words(element)).to.contain('soon').and.to.contain('01.01.2999');
  });
});
