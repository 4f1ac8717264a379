import { expect } from '@open-wc/testing';
import type { Observation, Quantity } from 'fhir/r4';
import '../../define/lab-results.ts';
import { flag, NPU_SYSTEM, potassium, result } from '../../testing/build-result.ts';
import { words } from '../../testing/expect-accessible.ts';
import { all, find, listElement, openAll, shown, type ListElement } from '../../testing/list-contract.ts';
import type { SamspilLabResults } from './lab-results.ts';

const tag = 'samspil-lab-results';
const make = (...resources: Observation[]) => listElement(tag, { resources });
const texts = (element: ListElement, selector: string) => all(element, selector).map((each) => words(each));
const value = async (more: Partial<Observation>) =>
  words(find(await make(result('A', more)), '.cell.value dd'));

describe(`${tag} values`, () => {
  it('a value can be a number with a sign, text, a concept, a ratio, a range, parts, or absent with a reason', async () => {
    const quantity = (more: Quantity) => value({ valueQuantity: more });
    expect(await quantity({ value: 0.5, comparator: '<', unit: 'mg/l' })).to.equal('mindre end < 0,5 mg/l');
    expect(await quantity({ value: 0.0625, code: '10*9/L' })).to.equal('0,0625 10⁹/l');
    expect(await quantity({ value: 1, code: '1' })).to.equal('1');
    expect(await value({ valueCodeableConcept: { text: 'E. coli' } })).to.equal('E. coli');
    expect(await value({ valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } })).to.equal(
      '1 til 128',
    );
    expect(await value({ valueRange: { low: { value: 5 }, high: { value: 10 } } })).to.equal('5 til 10');
    expect(await value({ valueBoolean: false })).to.equal('Nej');
    expect(await value({ valueInteger: 12 })).to.equal('12');
    expect(
      await value({ component: [{ code: { text: 'A' }, valueInteger: 1 }, { code: { text: 'B' } }] }),
    ).to.equal('A 1 B Værdi mangler');
    expect(await value({ dataAbsentReason: { coding: [{ code: 'not-performed' }] } })).to.equal(
      'Ikke udført',
    );
    expect(await value({ dataAbsentReason: { text: 'Hæmolyse' } })).to.equal('Hæmolyse');
    expect(await value({})).to.equal('Værdi mangler');
    expect(await value({ status: 'registered' })).to.equal('Svar afventer');
    expect(await value({ valueQuantity: 'x' as never })).to.equal('Værdien kan ikke læses, se EPJ');
    expect(await value({ hasMember: [{ reference: 'Observation/x' }] })).to.equal('Se de enkelte svar');
  });

  it('CHT-03 what the laboratory says of a value is a word and a shape, never colour alone', async () => {
    const element = await make(
      result('A', flag('HH')),
      result('B', flag('L')),
      result('C', flag('N')),
      result('D', flag('XYZ')),
    );
    expect(texts(element, '.cell.value .flags')).to.deep.equal(['Kritisk høj', 'Lav', 'Normal', 'XYZ']);
    expect(
      all(element, '.cell.value .flags').map((each) => each.querySelectorAll('svg').length),
    ).to.deep.equal([1, 1, 0, 0]);
  });

  it('marks no high or low that the laboratory did not mark', async () => {
    const element = await make(
      potassium('a', 9, '2024-11-19', { referenceRange: [{ high: { value: 4.4 } }] }),
      potassium('b', 9, '2024-11-19', { code: { text: 'B' }, ...flag('NI') }),
    );
    expect(all(element, '.cell.value .tag')).to.be.empty;
    expect(shown(element)).to.contain('Ikke vurderet af laboratoriet');
  });

  it('the interval stands as the laboratory wrote it, with whom it is for', async () => {
    const interval = async (...referenceRange: NonNullable<Observation['referenceRange']>) =>
      texts(await make(result('A', { referenceRange })), '.cell.interval .range');
    const limit = (given: number) => ({ value: given, unit: 'mmol/l' });
    expect(await interval({ low: limit(3.5), high: limit(4.4) })).to.deep.equal(['3,5 til 4,4 mmol/l']);
    expect(await interval({ high: limit(10) })).to.deep.equal(['til 10 mmol/l']);
    expect(await interval({ text: '< 5', low: limit(1) })).to.deep.equal(['< 5']);
    expect(
      await interval(
        { low: limit(7), appliesTo: [{ text: 'kvinder' }], age: { low: { value: 18, code: 'a' } } },
        { type: { text: 'terapeutisk' }, high: limit(2) },
      ),
    ).to.deep.equal(['fra 7 mmol/l, kvinder, Alder fra 18 år', 'til 2 mmol/l, terapeutisk']);
    expect(words(find(await make(result('A')), '.cell.interval dd'))).to.equal('Ikke oplyst');
  });

  it('each status but final is said: pending, preliminary, corrected, cancelled, unknown to us', async () => {
    const tags = async (status: unknown) =>
      texts(await make(result('A', { status: status as 'final' })), '.cell.analysis .tag');
    expect(await tags('preliminary')).to.deep.equal(['Foreløbigt svar']);
    expect(await tags('corrected')).to.deep.equal(['Rettet svar']);
    expect(await tags('cancelled')).to.deep.equal(['Annulleret']);
    expect(await tags('final')).to.be.empty;
    expect(await tags('odd')).to.deep.equal(['odd']);
    expect(await tags(undefined)).to.deep.equal(['Status ikke oplyst']);
  });

  it('CHT-06 TBL-02 units by choice: value and interval together, marked, with the recorded value beside', async () => {
    const glucose = { coding: [{ system: NPU_SYSTEM, code: 'NPU22089' }] };
    const limit = (given: number) => ({ value: given, code: 'mmol/L' });
    const element = (await make(
      result('g', {
        code: glucose,
        valueQuantity: { value: 5, unit: 'mmol/L', code: 'mmol/L' },
        referenceRange: [{ low: limit(4), high: limit(6) }],
      }),
      result('h', {
        code: glucose,
        id: 'h',
        effectiveDateTime: '2020',
        valueQuantity: limit(5.5),
        referenceRange: [{ text: '4 til 6' }],
      }),
    )) as ListElement & SamspilLabResults;
    const choice = find(element, 'select') as HTMLSelectElement | null;
    if (!choice) throw new Error('there is no choice');
    choice.value = 'mass';
    choice.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(element.units).to.equal('mass');
    expect(words(find(element, '.cell.value dd'))).to.equal('90 mg/dl Omregnet fra 5 mmol/l');
    expect(words(find(element, '.cell.interval .range'))).to.equal('72 til 110 mg/dl');
    // Its interval is words, so the value stays as its laboratory wrote it.
    await openAll(element);
    expect(words(all(element, '.result')[1])).to.contain('5,5 mmol/l 4 til 6');
    element.units = 'nonsense' as 'si';
    await element.updateComplete;
    expect(words(find(element, '.cell.value dd'))).to.equal('5 mmol/l');
    expect(find(await make(potassium('a', 1, '2026')), 'select'), 'nothing to convert').to.equal(null);
  });
});
