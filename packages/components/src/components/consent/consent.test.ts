import { expect } from '@open-wc/testing';
import type { Consent, ConsentProvision } from 'fhir/r4';
import '../../define/consent.ts';
import { words } from '../../testing/expect-accessible.ts';
import {
  all,
  find,
  listContract,
  listElement,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';

const tag = 'samspil-consent';
const make = (...resources: Consent[]) => listElement(tag, { resources });
const consent = (id: string, more: Partial<Consent> = {}): Consent => ({
  resourceType: 'Consent',
  id,
  status: 'active',
  scope: { coding: [{ code: 'patient-privacy' }] },
  category: [{ text: 'Målinger hjemmefra' }],
  patient: { reference: 'Patient/else' },
  dateTime: '2026-02-03',
  performer: [{ reference: 'Patient/else' }],
  provision: { type: 'permit', action: [{ text: 'Se målinger' }] },
  ...more,
});
const group = (element: ListElement, name: string) =>
  all(element, `ul[data-group="${name}"] > .entry > .line .name`).map((each) => words(each));
const rules = async (provision: ConsentProvision | undefined) => {
  const element = await make(consent('1', { provision }));
  return all(element, '.rule').map((each) => words(each));
};

describe(tag, () => {
  listContract({
    tag,
    samples: () => [
      consent('2', {
        category: [{ text: 'Forskning i diabetes' }],
        policyRule: { text: 'Sundhedsloven' },
        sourceAttachment: { title: 'Samtykkeerklæring' },
        organization: [{ display: 'Region X' }],
      }),
      consent('1', {
        provision: {
          type: 'permit',
          actor: [{ role: { text: 'Modtager' }, reference: { display: 'Hjemmesygeplejen' } }],
          provision: [{ type: 'deny', action: [{ text: 'Se notater' }] }],
        },
        verification: [{ verified: true, verificationDate: '2026-02-04' }],
      }),
    ],
    empty: {
      da: 'Ingen samtykker registreret',
      sv: 'Inga samtycken registrerade',
      en: 'No consents recorded',
    },
    each: '.entry',
    failed: 'Samtykker kunne ikke hentes',
  });

  it('says what about, what is permitted to whom, who said so and when, and how that was verified', async () => {
    const element = await make(
      consent('1', {
        provision: {
          type: 'permit',
          action: [{ text: 'Se målinger' }],
          actor: [{ role: { text: 'Modtager' }, reference: { display: 'Hjemmesygeplejen' } }],
          purpose: [{ code: 'TREAT', display: 'Behandling' }],
          dataPeriod: { start: '2025' },
        },
        performer: [{ reference: 'RelatedPerson/1', display: 'Bo Berggren' }],
        policyRule: { text: 'Sundhedsloven § 42 a' },
        verification: [
          { verified: false },
          {
            verified: true,
            verifiedWith: { reference: 'RelatedPerson/1', display: 'Bo Berggren' },
            verificationDate: '2026-02-04',
          },
        ],
        sourceReference: { reference: 'DocumentReference/9', display: 'Underskrevet samtykke' },
      }),
    );
    expect(shown(element))
      .to.contain('Målinger hjemmefra Deling af oplysninger')
      .and.to.contain(
        'Tilladt Se målinger Hvem: Hjemmesygeplejen, Modtager Formål: Behandling Oplysninger fra: Siden 2025',
      )
      .and.to.contain('Givet 03.02.2026 Af Bo Berggren Pårørende');
    find(element, '.entry summary')?.click();
    expect(shown(element))
      .to.contain('Grundregel Sundhedsloven § 42 a')
      .and.to.contain('Bekræftet Nej')
      .and.to.contain('Bekræftet Ja, Bo Berggren, 04.02.2026')
      .and.to.contain('Dokument Underskrevet samtykke');
    expect(all(element, 'a'), 'the document is named, not opened').to.be.empty;
  });

  it('a permission with exceptions shows both, at every depth, and never the one for the other', async () => {
    expect(
      await rules({
        type: 'permit',
        provision: [
          {
            type: 'deny',
            action: [{ text: 'Se notater' }],
            provision: [{ type: 'permit', purpose: [{ code: 'ETREAT' }] }],
          },
          { type: 'deny', code: [{ text: 'Psykiatri' }] },
        ],
      }),
    ).to.deep.equal([
      'Tilladt alt',
      'Undtagelse: Afvist Se notater',
      'Undtagelse: Tilladt Formål: ETREAT',
      'Undtagelse: Afvist Indhold: Psykiatri',
    ]);
    const element = await make(
      consent('1', { provision: { type: 'permit', provision: [{ type: 'deny' }] } }),
    );
    expect(all(element, '.exceptions .rule')).to.have.length(1);
    expect(find(element, '.rule.deny svg')?.innerHTML).not.to.equal(
      find(element, '.rule.permit svg')?.innerHTML,
    );
  });

  it('does not guess what a rule does not say: silent, of another kind, too deep, unreadable, or not there', async () => {
    expect(await rules({ action: [{ text: 'Se' }] })).to.deep.equal([
      'Ikke oplyst, om det er tilladt eller afvist Se',
    ]);
    expect(await rules({ type: 'maybe' as 'permit' })).to.deep.equal(['maybe alt']);
    expect(await rules({ provision: [{ type: 'deny' }] })).to.deep.equal([
      'Grundregel',
      'Undtagelse: Afvist alt',
    ]);
    let deep: ConsentProvision = { type: 'deny' };
    for (let n = 0; n < 40; n += 1) deep = { type: n % 2 ? 'deny' : 'permit', provision: [deep] };
    expect(shown(await make(consent('1', { provision: deep })))).to.contain('Flere undtagelser vises ikke');
    const lost = { type: 'permit', provision: [7] } as unknown as ConsentProvision;
    expect(shown(await make(consent('1', { provision: lost })))).to.contain('En regel kunne ikke læses');
    const none = await make(
      consent('1', { provision: undefined, category: undefined, scope: undefined, dateTime: undefined }),
    );
    expect(words(none))
      .to.contain('Samtykke, om hvad er ikke oplyst')
      .and.to.contain('Hvad der er tilladt, er ikke oplyst')
      .and.to.contain('Tidspunkt ikke oplyst');
  });

  it('what is over, refused or wrong stands apart; a draft is never said to be in force', async () => {
    const named = (text: string, more: Partial<Consent>) => consent(text, { category: [{ text }], ...more });
    const element = await make(
      named('gælder', {}),
      named('kladde', { status: 'draft' }),
      named('senere', { provision: { type: 'permit', period: { start: '2999' } } }),
      named('ukendt', { status: 'x' as 'active' }),
      named('trukket', { status: 'inactive' }),
      named('nej', { status: 'rejected' }),
      named('udløbet', { provision: { type: 'permit', period: { end: '2020-01' } } }),
      named('fejl', { status: 'entered-in-error' }),
    );
    expect(group(element, 'active')).to.deep.equal(['gælder', 'kladde', 'senere', 'ukendt']);
    expect(group(element, 'over')).to.deep.equal(['trukket', 'nej', 'udløbet']);
    expect(group(element, 'wrong')).to.deep.equal(['fejl']);
    expect(all(element, '.tag').map((each) => words(each))).to.deep.equal([
      'Kladde: gælder ikke',
      'Gælder endnu ikke',
      'x',
      'Trukket tilbage eller ophørt',
      'Ikke givet',
      'Udløbet',
      'Fejlregistreret',
    ]);
    expect(shown(element)).to.contain('Ophørte og udløbne (3)').and.not.to.contain('trukket');
    expect(shown(await make(named('nej', { status: 'rejected' })))).to.contain('Ingen gældende samtykker');
  });
});
