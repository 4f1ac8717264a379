import { expect, fixture, html } from '@open-wc/testing';
import type { AllergyIntolerance, Coding, Patient } from 'fhir/r4';
import '../../define/patient-banner.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { expectFits } from '../../testing/expect-fits.ts';
import { fakeContext } from '../../testing/fake-fhir.ts';
import { sampleAllergy, samplePatient } from '../../testing/samples.ts';
import { summarise } from './allergy-facts.ts';
import { factsOf } from '../../patients/patient-facts.ts';
import type { SamspilPatientBanner } from './patient-banner.ts';

async function banner(
  patient: Patient,
  more: { allergies?: AllergyIntolerance[]; open?: boolean; locale?: string } = {},
): Promise<SamspilPatientBanner> {
  const element = await fixture<SamspilPatientBanner>(
    html`<samspil-patient-banner
      .patient=${patient}
      .allergies=${more.allergies}
      .locale=${more.locale ?? 'da'}
      ?open=${more.open ?? false}
    ></samspil-patient-banner>`,
  );
  await settled(element);
  return element;
}

const part = (element: SamspilPatientBanner, selector: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(selector);
const labels = (element: SamspilPatientBanner) =>
  [...(element.shadowRoot?.querySelectorAll('dt') ?? [])].map((label) => label.textContent);

await Promise.all([loadLocale('sv'), loadLocale('en')]);

describe('samspil-patient-banner', () => {
  it('BAN-01 BAN-02 the first zone always holds name, birth date, sex and number, in this order', async () => {
    const element = await banner(samplePatient('else'));
    expect(words(part(element, '.identity'))).to.match(
      /Sørensen, Else Marie.*Født 02\.02\.1991 \(\d+ år\).*Køn Kvinde.*CPR-nr\. 020191-9990/,
    );
    expect(labels(element)).to.deep.equal(['Født', 'Køn', 'CPR-nr.']);
  });

  it('BAN-04 the age of a living person follows the birth date in parentheses, without a label', async () => {
    expect(words(part(await banner(samplePatient('else')), 'dd'))).to.match(/^02\.02\.1991 \(\d+ år\)$/);
  });

  it('BAN-05 a dead person has a labelled date of death and age at death, and no age', async () => {
    const element = await banner(samplePatient('deceased'));
    expect(labels(element)).to.deep.equal(['Født', 'Død', 'Alder ved død', 'Køn', 'CPR-nr.']);
    expect(words(part(element, '.facts'))).to.equal(
      'Født 01.01.1940 Død 03.11.2025 Alder ved død 85 år Køn Mand CPR-nr. 010140-9993',
    );
  });

  it('BAN-05 death without a date says that the date is missing', async () => {
    const { deceasedDateTime: _date, ...patient } = samplePatient('deceased');
    expect(words(await banner({ ...patient, deceasedBoolean: true }))).to.contain('Dødsdato mangler');
  });

  it('BAN-06 a dead person is shown by a word, a pattern and an edge, not by colour alone', async () => {
    const element = await banner(samplePatient('deceased'));
    const zone = part(element, '.identity');
    expect(words(part(element, '.flags'))).to.equal('Afdød');
    expect(zone && getComputedStyle(zone).backgroundImage).to.contain('repeating-linear-gradient');
    expect(zone && getComputedStyle(zone).borderBottomStyle).to.equal('double');
  });

  it('BAN-08 is set apart by a border', async () => {
    const section = part(await banner(samplePatient('else')), '.banner');
    expect(section && getComputedStyle(section).borderTopStyle).to.equal('solid');
  });

  it('BAN-11 each unknown value has a word', async () => {
    const element = await banner(samplePatient('unknown'));
    expect(words(element)).to.contain('Navn mangler');
    expect(words(part(element, '.facts'))).to.equal(
      'Født Fødselsdato mangler Køn Køn ikke oplyst CPR-nr. Intet personnummer',
    );
  });

  it('BAN-13 BAN-14 the second zone is closed at first and opens as a whole, also by keyboard', async () => {
    const element = await banner(samplePatient('else'), { allergies: [sampleAllergy('penicillin')] });
    expect(part(element, '#details')?.hidden).to.be.true;
    const toggle = part(element, '.toggle');
    expect(toggle?.getAttribute('aria-expanded')).to.equal('false');
    toggle?.focus();
    expect(element.shadowRoot?.activeElement).to.equal(toggle);
    toggle?.click();
    await settled(element);
    expect(element.open).to.be.true;
    expect(toggle?.getAttribute('aria-expanded')).to.equal('true');
    expect(
      [...(element.shadowRoot?.querySelectorAll('#details h3') ?? [])].map((h) => h.textContent),
    ).to.deep.equal(['Adresse', 'Telefon', 'CAVE']);
  });

  it('BAN-16 ADR-01 every address on record is shown with its kind, on one line', async () => {
    const element = await banner(samplePatient('else'), { open: true });
    expect(words(part(element, '.part'))).to.equal(
      'Adresse BopælØstergade 12, 3. tv., 8000 Aarhus C Midlertidigc/o Jensen, Skovvej 4, 5000 Odense C',
    );
  });

  it('BAN-17 telephones stand in the order home, mobile, mail, each labelled', async () => {
    const { telecoms } = factsOf(samplePatient('else'));
    expect(telecoms.map(({ kind }) => kind)).to.deep.equal(['home', 'mobile', 'mail']);
  });

  it('BAN-19 BAN-20 labels have no colon and are weaker than values', async () => {
    const element = await banner(samplePatient('else'), { open: true });
    expect(labels(element).some((label) => label?.includes(':'))).to.be.false;
    const label = part(element, 'dt');
    const value = part(element, 'dd');
    expect(
      label &&
        value &&
        Number(getComputedStyle(value).fontWeight) > Number(getComputedStyle(label).fontWeight),
    ).to.be.true;
  });

  it('BAN-21 NAM-01 capitals come from the style, so that copying gives the name as it is written', async () => {
    const name = part(await banner(samplePatient('else')), '.name');
    expect(words(name)).to.equal('Sørensen, Else Marie (dr)');
    expect(name?.innerText).to.equal('SØRENSEN, Else Marie (dr)');
  });

  it('BAN-23 names are never cut', async () => {
    const family = `Sørensen${'x'.repeat(120)}`;
    const element = await banner({ ...samplePatient('else'), name: [{ family, given: ['Else'] }] });
    element.style.width = '320px';
    const name = part(element, '.name');
    expect(words(name)).to.contain(family);
    expect(name && name.scrollWidth <= name.clientWidth).to.be.true;
  });

  it('BAN-24 SEX-03 sex is a word, with what it serves', async () => {
    const element = await banner(samplePatient('else'));
    expect(part(element, '.fact:nth-child(2) dt')?.title).to.contain('identifikation');
    for (const gender of ['male', 'female', 'other'] as const) {
      expect(words(await banner({ ...samplePatient('else'), gender }))).to.match(/Mand|Kvinde|Andet køn/);
    }
    const foreign = { ...samplePatient('else'), gender: 'nonbinary' } as unknown as Patient;
    expect(words(await banner(foreign)), 'a word that FHIR does not have').to.contain('Køn kan ikke vises');
  });

  it('BAN-03 BAN-18 the four facts are read in the order of the screen, each but the name after its label; keys follow', async () => {
    const element = await banner(samplePatient('else'), { allergies: [] });
    const parts = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.name, dt, dd, button') ?? [])];
    expect(parts.map(({ localName }) => localName).join(' ')).to.equal('h2 dt dd dt dd dt dd button button');
    const places = parts.slice(0, 7).map((each) => each.getBoundingClientRect());
    for (const [index, { left, bottom }] of places.entries()) {
      const before = places[index - 1];
      if (before) expect(left >= before.right || bottom > before.bottom, `part ${index}`).to.be.true;
    }
    expect(parts.filter(({ tabIndex }) => tabIndex > 0)).to.be.empty;
  });

  it('BAN-07 BAN-30 fills the width, cannot be moved, and has two zones', async () => {
    const element = await banner(samplePatient('else'), { open: true });
    const section = part(element, '.banner') as HTMLElement;
    expect(section.getBoundingClientRect().width).to.equal(
      element.parentElement?.getBoundingClientRect().width,
    );
    expect([getComputedStyle(element).position, element.draggable]).to.deep.equal(['static', false]);
    expect([...section.children].map((zone) => zone.getAttribute('part'))).to.deep.equal([
      'identity',
      'details',
    ]);
  });

  it('BAN-12 BAN-34 of a dead person the last known address and telephone stand under their labels, without punctuation', async () => {
    const { address, telecom } = samplePatient('else');
    const element = await banner(
      { ...samplePatient('deceased'), ...(address && { address }), ...(telecom && { telecom }) },
      { open: true, allergies: [] },
    );
    const details = part(element, '#details');
    expect(words(details)).to.contain('Adresse Bopæl').and.to.contain('Telefon Hjem');
    const said = [...(details?.querySelectorAll('h3, .kind') ?? [])].map((label) => words(label));
    expect(said.join('')).not.to.match(/[:.;]/);
  });

  it('BAN-22 the preferred name stands below the name, flush with it', async () => {
    const element = await banner(samplePatient('else'));
    const [name, preferred] = ['.name', '.preferred'].map((one) =>
      part(element, one)?.getBoundingClientRect(),
    );
    expect(preferred?.top).to.be.at.least(name?.bottom ?? Infinity);
    expect(preferred?.left).to.equal(name?.left);
  });

  it('NAM-02 NAM-03 NAM-04 NAM-05 NAM-10 family, given and title of 40, 40 and 35 letters are whole and break between their parts', async () => {
    const family = 'Vang-Hansen af Brandenburg og Schleswig H';
    const given = 'Anna-Lise Marie Kirstine Sofie Amalie Vi';
    const title = 'Overlæge speciallæge docent dr. med';
    const element = await banner({
      ...samplePatient('else'),
      name: [{ family, given: [given], prefix: [title] }],
    });
    element.style.width = '320px';
    const name = part(element, '.name') as HTMLElement;
    expect(words(name)).to.equal(`${family}, ${given} (${title})`);
    expect(name.scrollWidth).to.be.at.most(name.clientWidth);
    const walker = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      for (const { index, 0: word } of node.data.matchAll(/[^\s-]+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        expect(range.getClientRects(), word).to.have.length(1);
      }
    }
  });

  it('IDN-05 a number is taken whole when it is copied', async () => {
    const number = part(await banner(samplePatient('else')), '.number') as HTMLElement;
    getSelection()?.selectAllChildren(number);
    expect(getSelection()?.toString()).to.equal('020191-9990');
    expect([getComputedStyle(number).userSelect, getComputedStyle(number).whiteSpace]).to.deep.equal([
      'all',
      'nowrap',
    ]);
  });

  it('SEX-02 each of the four codes has its word, and no code is told as not stated', async () => {
    const said = async (gender: Patient['gender'] | undefined) => {
      const { gender: _own, ...patient } = samplePatient('else');
      const element = await banner({ ...patient, ...(gender && { gender }) });
      return words(part(element, '.fact:nth-child(2) dd'));
    };
    const codes = ['male', 'female', 'other', 'unknown', undefined] as const;
    expect(await Promise.all(codes.map(said))).to.deep.equal([
      'Mand',
      'Kvinde',
      'Andet køn',
      'Køn ikke oplyst',
      'Køn ikke oplyst',
    ]);
  });

  it('ADR-07 missing parts of an address leave no gap', async () => {
    const address = [
      { city: 'Aarhus C' },
      { line: ['Skovvej 4', ''], postalCode: '5000' },
      { text: 'Et sted' },
    ];
    const lines = factsOf({ ...samplePatient('else'), address }).addresses.map(({ line }) => line);
    expect(lines).to.deep.equal(['Aarhus C', 'Skovvej 4, 5000', 'Et sted']);
  });

  it('BAN-26 says exactly one of four things about allergies', async () => {
    const titles: [AllergyIntolerance[] | undefined, string][] = [
      [[sampleAllergy('penicillin'), sampleAllergy('nuts')], '2 CAVE'],
      [[sampleAllergy('nuts')], '1 CAVE'],
      [[sampleAllergy('none')], 'Ingen kendt CAVE'],
      [[], 'CAVE ikke afklaret'],
      [undefined, 'CAVE kunne ikke hentes'],
    ];
    for (const [allergies, title] of titles) {
      const element = await banner(samplePatient('else'), allergies ? { allergies } : {});
      expect(words(part(element, '.allergy'))).to.match(new RegExp(`^${title}`));
    }
  });

  it('BAN-26 "none known" needs a clinician who said so, and gives way to a known allergy', () => {
    expect(summarise([]).status).to.equal('not-assessed');
    expect(summarise([sampleAllergy('inactive')]).status).to.equal('not-assessed');
    expect(summarise([sampleAllergy('none')]).status).to.equal('none');
    expect(summarise([sampleAllergy('none'), sampleAllergy('nuts')]).status).to.equal('known');
    const drugsOnly = { ...sampleAllergy('none'), code: { coding: [{ code: '409137002' }] } };
    expect(summarise([drugsOnly]).status).to.equal('not-assessed');
  });

  it('BAN-27 opened, each allergy has the date of its last change', async () => {
    const element = await banner(samplePatient('else'), {
      open: true,
      allergies: [sampleAllergy('nuts'), sampleAllergy('penicillin')],
    });
    const rows = [...(element.shadowRoot?.querySelectorAll('.allergies li') ?? [])].map(words);
    expect(rows[0]).to.equal('Penicillin Anafylaksi Svær reaktion Høj risiko Senest ændret 04.03.2021');
    expect(rows[1]).to.contain('Ændringsdato mangler');
  });

  it('BAN-28 there is a way to the allergies in every state but "unavailable"', async () => {
    for (const allergies of [[sampleAllergy('nuts')], [sampleAllergy('none')], []]) {
      expect(part(await banner(samplePatient('else'), { allergies }), 'button.allergy')).to.exist;
    }
    expect(part(await banner(samplePatient('else')), 'button.allergy')).not.to.exist;
  });

  it('BAN-29 each allergy title has a shape of its own', async () => {
    const shapes = new Set<string | undefined>();
    for (const allergies of [[sampleAllergy('penicillin')], [sampleAllergy('none')], [], undefined]) {
      shapes.add(
        part(await banner(samplePatient('else'), allergies ? { allergies } : {}), '.allergy svg')?.innerHTML,
      );
    }
    expect(shapes.size).to.equal(4);
  });

  it('BAN-31 a preferred name stands below with its label', async () => {
    expect(words(part(await banner(samplePatient('else')), '.preferred'))).to.equal('Kaldes Lis');
  });

  it('BAN-32 there is no photograph', async () => {
    expect(
      part(await banner({ ...samplePatient('else'), photo: [{ url: 'https://x.example/a.png' }] }), 'img'),
    ).not.to.exist;
  });

  it('a protected address is nowhere in the page, and the protection is named', async () => {
    const element = await banner(samplePatient('protected'), { open: true });
    expect(words(element)).to.contain('Navne- og adressebeskyttet').and.to.contain('Adresse skjult');
    expect(element.shadowRoot?.innerHTML).not.to.match(/Hemmelig|9999|99 99/);
  });

  it('a protection label counts however incomplete it is', () => {
    const url = 'http://ehealth.sundhed.dk/fhir/StructureDefinition/ehealth-nameandaddressprotection';
    expect(factsOf({ ...samplePatient('else'), extension: [{ url }] }).isProtected).to.be.true;
    expect(factsOf({ ...samplePatient('else'), meta: { security: [{ code: 'R' }] } }).addresses).to.be.empty;
  });

  it('any security label protects, Swedish and unknown ones too, unless it says for certain something else', () => {
    const isProtected = (...security: unknown[]) =>
      factsOf({ ...samplePatient('else'), meta: { security: security as Coding[] } }).isProtected;
    const v3 = 'http://terminology.hl7.org/CodeSystem/v3-';
    const se = 'http://hl7.se/fhir/ig/base/CodeSystem/SecurityLabel';
    const testData = { system: `${v3}ActReason`, code: 'HTEST' };
    for (const label of [
      { system: se, code: 'sekretessmarkering' },
      { system: se, code: 'skyddadFolkbokforing' },
      { system: `${v3}Confidentiality`, code: 'V' },
      { system: `${v3}Confidentiality` },
      { system: 'urn:unknown', code: 'N' },
      { code: 'N' },
      { display: 'Beskyttet' },
      {},
      null,
    ]) {
      expect(isProtected(testData, label), JSON.stringify(label)).to.be.true;
    }
    expect(isProtected(testData)).to.be.false;
    expect(isProtected({ system: `${v3}Confidentiality`, code: 'N' })).to.be.false;
    expect(isProtected()).to.be.false;
  });

  it('reads patient and allergies under the lease', async () => {
    const context = fakeContext(samplePatient('else'), [sampleAllergy('nuts')]);
    const element = await fixture<SamspilPatientBanner>(
      html`<samspil-patient-banner .context=${context}></samspil-patient-banner>`,
    );
    await settled(element);
    expect(words(element)).to.contain('Sørensen').and.to.contain('1 CAVE');
    expect(context.fhir.searches.map(({ type }) => type)).to.deep.equal(['AllergyIntolerance']);
  });

  it('while reading there is a placeholder; a failure says what to do and reads again on request', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.failures.read = 'network';
    const element = await fixture<SamspilPatientBanner>(
      html`<samspil-patient-banner .context=${context}></samspil-patient-banner>`,
    );
    await settled(element);
    expect(words(element)).to.contain('Patienten kunne ikke hentes').and.to.contain('Kontrollér netværket');
    delete context.fhir.failures.read;
    part(element, '.notice button')?.click();
    await element.updateComplete;
    expect(words(element)).to.contain('Henter patient');
    await settled(element);
    expect(words(element)).to.contain('Sørensen');
  });

  it('an answer that comes after the lease ended is dropped', async () => {
    const first = fakeContext(samplePatient('else'));
    let release = () => undefined as void;
    first.fhir.hold = new Promise((resolve) => (release = resolve));
    const element = await fixture<SamspilPatientBanner>(
      html`<samspil-patient-banner .context=${first}></samspil-patient-banner>`,
    );
    first.end();
    element.context = fakeContext(samplePatient('protected'));
    await settled(element);
    release();
    await settled(element);
    expect(words(element)).to.contain('Holm').and.not.to.contain('Sørensen');
  });

  it('shows nothing where the surroundings show the patient, unless it is told to', async () => {
    const context = { ...fakeContext(samplePatient('else')), needPatientBanner: false };
    const element = await fixture<SamspilPatientBanner>(
      html`<samspil-patient-banner .context=${context}></samspil-patient-banner>`,
    );
    await settled(element);
    expect(words(element)).to.equal('');
    expect(context.fhir.searches).to.be.empty;
    element.always = true;
    await settled(element);
    expect(words(element)).to.contain('Sørensen');
  });

  it('hostile and broken data is shown as text or left out; nothing throws or runs', async () => {
    const evil = '<img src=x onerror="window.broken = true"><script>window.broken = true</script>';
    const broken = [
      {
        resourceType: 'Patient',
        name: 'x',
        birthDate: 7,
        gender: { a: 1 },
        identifier: {},
        telecom: [null],
        address: [5, null],
        meta: { security: 'R' },
        extension: [null],
      },
      {
        resourceType: 'Patient',
        name: [{ family: evil, given: [evil] }],
        identifier: [{ value: evil }],
        address: [{ line: [evil] }],
      },
      { resourceType: 'Patient', deceasedDateTime: 'yesterday', birthDate: '1900-02-30' },
    ];
    const allergies = [
      null,
      {
        resourceType: 'AllergyIntolerance',
        code: { coding: [null] },
        reaction: [null, { manifestation: 'x' }],
      },
      { resourceType: 'AllergyIntolerance', code: { text: evil } },
    ];
    for (const patient of broken) {
      const element = await banner(patient as unknown as Patient, {
        open: true,
        allergies: allergies as AllergyIntolerance[],
      });
      expect(part(element, '.identity')).to.exist;
      expect(part(element, 'img, script')).not.to.exist;
    }
    expect('broken' in window).to.be.false;
  });

  it('fits 320 pixels in both directions of writing', async () => {
    const element = await banner(samplePatient('else'), {
      open: true,
      allergies: [sampleAllergy('penicillin')],
    });
    await expectFits(element);
    await expectFits(await banner(samplePatient('deceased'), { open: true, allergies: [] }));
  });

  for (const locale of locales) {
    it(`has no accessibility violations in ${locale}, light and dark, living, dead, protected and unknown`, async () => {
      for (const name of ['else', 'deceased', 'protected', 'unknown'] as const) {
        const allergies =
          name === 'unknown' ? {} : { allergies: name === 'else' ? [sampleAllergy('penicillin')] : [] };
        const element = await banner(samplePatient(name), { ...allergies, open: true, locale });
        await expectAccessible(element);
        expect(part(element, '.banner')?.lang).to.equal(locale);
      }
    });
  }
});
