import { expect } from '@open-wc/testing';
import type { Condition } from 'fhir/r4';
import '../../define/conditions.ts';
import {
  all,
  find,
  listContract,
  listElement,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';
import { words } from '../../testing/expect-accessible.ts';
import { sampleConditions } from '../../testing/samples.ts';

const tag = 'samspil-conditions';
const make = (...resources: Condition[]) => listElement(tag, { resources });
const status = (code: string) => ({ coding: [{ code }] });
const problem = (name: string, more: Partial<Condition> = {}): Condition => ({
  resourceType: 'Condition',
  id: name,
  subject: { reference: 'Patient/else' },
  clinicalStatus: status('active'),
  verificationStatus: status('confirmed'),
  code: { text: name },
  ...more,
});
const group = (element: ListElement, name: string) =>
  all(element, `ul[data-group="${name}"] .name`).map((each) => words(each));
const tags = (element: ListElement) => all(element, '.tag').map((each) => words(each));

describe(tag, () => {
  listContract({
    tag,
    samples: () => [
      ...sampleConditions().slice(0, 2),
      problem('Astma', {
        onsetPeriod: { start: '2019', end: '2020-02' },
        note: [{ text: 'Set' }],
        abatementAge: { value: 9, unit: 'år' },
      }),
    ],
    empty: {
      da: 'Ingen diagnoser registreret',
      sv: 'Inga diagnoser registrerade',
      en: 'No problems recorded',
    },
    each: '.entry',
    failed: 'Diagnoser kunne ikke hentes',
  });

  it('shows every published example of DK Core, by the words of the record', async () => {
    const element = await make(...sampleConditions());
    expect(group(element, 'active')).to.have.members([
      'Tryksår i stadium 2, siddende på venstre lår. 4cmx5cm, dybde 3mm, ingen infektion.',
      'Graviditet, førstegangsfødende',
      'Type 2-diabetes',
      'Pertrokantær femurfraktur, højresidig',
      'Modermærkekræft i huden',
      'kardiel pacemaker in situ',
    ]);
    expect(words(element)).to.contain('Begyndt 20.02.2020').and.to.contain('Begyndelse ikke oplyst');
    expect(words(element)).to.contain('DS721+TUL1').and.to.contain('Kontaktdiagnose');
  });

  it('those in force come first; the others stand apart, closed, with the word for it', async () => {
    const element = await make(
      problem('Brud', { clinicalStatus: status('resolved') }),
      problem('Fejl', { verificationStatus: status('entered-in-error') }),
      problem('Afkræftet', { verificationStatus: status('refuted') }),
      problem('Astma', { clinicalStatus: status('recurrence') }),
      problem('Kræft', { clinicalStatus: status('remission') }),
    );
    expect(group(element, 'active')).to.deep.equal(['Astma']);
    expect(group(element, 'inactive')).to.deep.equal(['Brud', 'Kræft']);
    expect(group(element, 'wrong')).to.deep.equal(['Fejl', 'Afkræftet']);
    expect(tags(element)).to.deep.equal([
      'Vendt tilbage',
      'Afsluttet',
      'I remission',
      'Fejlregistreret',
      'Afkræftet',
    ]);
    expect(shown(element)).to.contain('Fejlregistrerede og afkræftede (2)').and.not.to.contain('Brud');
  });

  it('what is entered in error is never said to be active', async () => {
    const element = await make(problem('X', { verificationStatus: status('entered-in-error') }));
    expect(shown(element)).to.contain('Ingen aktive diagnoser');
    expect(tags(element)).to.deep.equal(['Fejlregistreret']);
  });

  it('what is not certain says so, and a status nobody gave is a word, never a gap', async () => {
    const element = await make(
      problem('A', { verificationStatus: status('provisional') }),
      { resourceType: 'Condition', id: 'B', subject: {} },
      problem('C', { clinicalStatus: status('perhaps') }),
    );
    expect(group(element, 'active')).to.deep.equal(['A', 'Diagnose ikke angivet', 'C']);
    expect(tags(element)).to.deep.equal(['Foreløbig', 'Status ikke oplyst', 'perhaps']);
  });

  it('says since when in each of the five ways, as precisely as the record does', async () => {
    const when = async (more: Partial<Condition>) => words(find(await make(problem('A', more)), '.when'));
    expect(await when({ onsetDateTime: '2019' })).to.equal('Begyndt 2019');
    expect(await when({ onsetAge: { value: 43, code: 'a' } })).to.equal('Begyndt 43 år');
    expect(await when({ onsetPeriod: { start: '2019-01', end: '2020-02-03' } })).to.equal(
      'Begyndt 01.2019 til 03.02.2020',
    );
    expect(await when({ onsetPeriod: { start: '2019-01' } })).to.equal('Begyndt Siden 01.2019');
    expect(
      await when({ onsetRange: { low: { value: 3, unit: 'a' }, high: { value: 5, code: 'a' } } }),
    ).to.equal('Begyndt 3 år til 5 år');
    expect(await when({ onsetString: 'i barndommen' })).to.equal('Begyndt i barndommen');
    expect(await when({ onsetDateTime: '2999-12-31' })).to.equal('Begyndt 31.12.2999');
    expect(await when({ abatementDateTime: '2021' })).to.equal('Begyndelse ikke oplyst Ophørt 2021');
  });
});
