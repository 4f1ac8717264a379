import { expect, waitUntil } from '@open-wc/testing';
import { SamspilError } from '@samspil/sdk';
import type { Patient, RelatedPerson } from 'fhir/r4';
import '../../define/related-persons.ts';
import { settled, words } from '../../testing/expect-accessible.ts';
import { fakeContext } from '../../testing/fake-fhir.ts';
import { brokenVariants, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import {
  all,
  contextWith,
  find,
  listContract,
  listElement,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';
import { samplePatient, sampleRelatedPersons } from '../../testing/samples.ts';

const tag = 'samspil-related-persons';
type Element_ = ListElement & { patient: Patient | undefined };
const make = (properties: Partial<Element_>) => listElement(tag, properties) as Promise<Element_>;
const role = (code: string) => [{ coding: [{ code }] }];
const person = (id: string, more: Partial<RelatedPerson> = {}): RelatedPerson => ({
  resourceType: 'RelatedPerson',
  id,
  patient: { reference: 'Patient/else' },
  name: [{ text: id }],
  ...more,
});
const names = (element: Element, group = 'present') =>
  all(element, `ul[data-group="${group}"] .name`).map((each) => words(each));
const open = (element: Element) => {
  for (const summary of all(element, 'summary')) summary.click();
};
const address = [{ line: ['Fælles Vej 1'], postalCode: '8000', city: 'Aarhus C' }];

describe(tag, () => {
  listContract({
    tag,
    samples: () => [
      ...sampleRelatedPersons().slice(0, 2),
      person('Ida', {
        telecom: [{ system: 'phone', use: 'mobile', value: '20123456' }],
        address,
        period: { start: '2020', end: '2999' },
        communication: [{ language: { text: 'Tysk' } }],
      }),
    ],
    each: '.entry',
    empty: {
      da: 'Ingen pårørende registreret',
      sv: 'Inga närstående registrerade',
      en: 'No next of kin recorded',
    },
    failed: 'Pårørende kunne ikke hentes',
  });

  it('shows the examples of DK Core with their relations in words', async () => {
    const element = await make({ resources: sampleRelatedPersons() });
    expect(all(element, '.relation').map((each) => words(each))).to.have.members([
      'Nabo, Primær omsorgsperson',
      'Far',
      'Mor',
      'Barn',
      'Værge',
      'Mor',
    ]);
    expect(shown(element)).to.contain('Ellen Louise Test Lauridsen').and.to.contain('Telefon mangler');
  });

  it('next of kin come first, then who is called in need, who decides, and the nearest', async () => {
    const element = await make({
      resources: [
        person('Nabo', { relationship: role('NBOR') }),
        person('Søn', { relationship: role('SON') }),
        person('Hustru', { relationship: role('WIFE') }),
        person('Værge', { relationship: role('GUARD') }),
        person('Ring', { relationship: role('C') }),
        person('Nærmest', { relationship: [...role('DAU'), ...role('N')] }),
      ],
    });
    expect(names(element)).to.deep.equal(['Nærmest', 'Ring', 'Værge', 'Hustru', 'Søn', 'Nabo']);
    expect(words(find(element, '.relation'))).to.equal('Datter, Nærmeste pårørende');
  });

  it('a relation nobody knows is shown as it came, and what is missing has a word', async () => {
    const element = await make({
      resources: [
        person('A', { relationship: [{ coding: [{ code: 'XYZ', display: 'Onkels nabo' }] }] }),
        { resourceType: 'RelatedPerson', id: 'B', patient: {} },
      ],
    });
    expect(all(element, '.relation').map((each) => words(each))).to.deep.equal([
      'Onkels nabo',
      'Relation ikke oplyst',
    ]);
    expect(shown(element)).to.contain('Navn mangler').and.to.contain('Telefon mangler');
  });

  it('TEL-01 TEL-02 TEL-03 telephones are there at once, in groups; addresses on demand; old ones not at all', async () => {
    const element = await make({
      resources: [
        person('Ida', {
          telecom: [
            { system: 'phone', use: 'mobile', value: '+4520123456' },
            { system: 'phone', use: 'work', value: '0046701234567' },
            { system: 'phone', use: 'old', value: '99999999' },
            { system: 'email', value: 'ida@example.org' },
          ],
          address,
        }),
      ],
    });
    expect(words(find(element, '.phones'))).to.equal('Mobil 20 12 34 56 Arbejde +46 701 234 567');
    expect(shown(element)).not.to.match(/Fælles Vej|ida@|99999999/);
    open(element);
    await settled(element);
    expect(shown(element))
      .to.contain('Adresse Fælles Vej 1, 8000 Aarhus C')
      .and.to.contain('E-mail ida@example.org');
  });

  it('those whose time is over stand apart, closed, and say so', async () => {
    const element = await make({
      resources: [
        person('Tidligere', { period: { end: '2020-05-01' } }),
        person('Ophørt', { active: false }),
        person('Endnu', { period: { end: '2999' } }),
        person('Senere', { period: { start: '2999-01-01' } }),
      ],
    });
    expect(names(element)).to.deep.equal(['Endnu', 'Senere']);
    expect(names(element, 'past')).to.deep.equal(['Tidligere', 'Ophørt']);
    expect(shown(element))
      .to.contain('Tidligere (2)')
      .and.to.contain('Fra 01.01.2999')
      .and.not.to.contain('Ophørt 01');
    expect(words(element)).to.contain('Ophørt 01.05.2020').and.to.contain('Gælder ikke længere');
  });

  it('protected persons have neither telephone nor address; a protected patient hides the addresses of all', async () => {
    const telecom = [{ system: 'phone' as const, value: '20123456' }];
    const secret = person('Skjult', { meta: { security: [{ code: 'R' }] }, telecom, address });
    const element = await make({ resources: [secret] });
    open(element);
    expect(element.shadowRoot?.innerHTML).not.to.match(/Fælles|20 ?12/);
    expect(words(element)).to.contain('Navne- og adressebeskyttet').and.to.contain('Telefon skjult');
    const near = await make({
      resources: [person('Ida', { telecom, address })],
      patient: samplePatient('protected'),
    });
    open(near);
    expect(near.shadowRoot?.innerHTML).not.to.contain('Fælles');
    expect(words(near)).to.contain('20 12 34 56').and.to.contain('Adresse skjult');
  });

  it("contacts of the patient's own data are listed too, read with the lease, also beside an empty record", async () => {
    const contact = [
      {
        relationship: role('N'),
        name: { text: 'Otto' },
        telecom: [{ value: '20123456' }],
        address: address[0],
      },
    ];
    const patient = { ...samplePatient('else'), contact } as Patient & { id: string };
    const element = await make({ context: fakeContext(patient) });
    await waitUntil(() => names(element).length === 1);
    open(element);
    await settled(element);
    expect(shown(element)).to.match(
      /Otto Nærmeste pårørende Tlf\. 20 12 34 56.*Fælles Vej 1.*Står i patientens stamdata/,
    );
    expect(shown(element)).not.to.contain('Ingen pårørende');
  });

  it('while nobody knows whether the patient is protected, no address is shown, and that contacts are missing is said', async () => {
    const context = contextWith(person('Ida', { address }));
    context.fhir.failures.read = 'server';
    const element = await make({ context });
    open(element);
    await settled(element);
    expect(shown(element))
      .to.contain('Kontakter i patientens stamdata kunne ikke hentes.')
      .and.to.contain('Adresse skjult');
    const waiting = contextWith();
    waiting.patientResource = () => new Promise(() => undefined);
    expect(shown(await make({ context: waiting }))).not.to.contain('Ingen pårørende');
    waiting.patientResource = () => Promise.reject(new SamspilError('server', 'Refused by the test.'));
  });

  it('contacts of any shape are shown or have words; markup is text', async () => {
    const patient: Patient = {
      resourceType: 'Patient',
      contact: [
        {
          relationship: role('N'),
          name: { family: 'X' },
          telecom: [{ value: '1' }],
          address: address[0] ?? {},
          period: { start: '2020' },
        },
      ],
    };
    for (const broken of brokenVariants(patient)) {
      const element = await make({ resources: [person('Ida')], patient: broken });
      expect(names(element).length + names(element, 'past').length).to.be.at.least(1);
      element.remove();
    }
    const element = await make({ resources: [], patient: withMarkup(patient) });
    expect(element.shadowRoot?.textContent).to.contain(markup);
    expect(wasRun()).to.be.false;
  });
});
