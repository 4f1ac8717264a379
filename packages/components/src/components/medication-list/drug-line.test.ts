import { expect } from '@open-wc/testing';
import type { Dosage, MedicationRequest, MedicationStatement } from 'fhir/r4';
import '../../define/medication-list.ts';
import { order, taken } from '../../testing/build-medicine.ts';
import { words } from '../../testing/expect-accessible.ts';
import { all, find, listElement, type ListElement } from '../../testing/list-contract.ts';
import { sampleMedicine } from '../../testing/samples.ts';

const tag = 'samspil-medication-list';
const make = (...resources: (MedicationRequest | MedicationStatement)[]) => listElement(tag, { resources });
const group = (element: ListElement, name: string) =>
  all(element, `ul[data-group="${name}"] .drug`).map((each) => words(each));
const texts = (element: ListElement, selector: string) => all(element, selector).map((each) => words(each));

describe(`${tag} in one line`, () => {
  it('the drug is named by its concept, the drug it contains, or the reference; else a word stands there', async () => {
    const unnamed = { medicationCodeableConcept: undefined as never };
    const element = await make(
      sampleMedicine('paracetamol'),
      order('B', { ...unnamed, medicationReference: { reference: 'Medication/1', display: 'Furosemid' } }),
      order('C', { ...unnamed, medicationReference: { reference: 'Medication/1' } }),
      order('D', unnamed),
    );
    expect(group(element, 'current')).to.deep.equal([
      'Paracetamol',
      'Furosemid',
      'Lægemiddel ikke angivet',
      'Lægemiddel ikke angivet',
    ]);
  });

  it('RXL-01 generic name first, bold and in small letters, then the brand in capitals; the letters stay as recorded', async () => {
    const element = await make(sampleMedicine('paracetamol'));
    const [drug, brand] = [find(element, '.drug'), find(element, '.brand')];
    expect(words(find(element, '.name'))).to.equal(
      'Paracetamol — Panodil — 500 mg pr. tablet — filmovertrukket tablet',
    );
    if (!drug || !brand) throw new Error('nothing is shown');
    expect(getComputedStyle(drug).textTransform).to.equal('lowercase');
    expect(getComputedStyle(drug).fontWeight).to.equal('700');
    expect(getComputedStyle(brand).textTransform).to.equal('uppercase');
    const coding = [{ system: 'http://www.whocc.no/atc', code: 'A10AC01', display: 'NPH-insulin' }];
    const other = await make(
      order('I', { medicationCodeableConcept: { coding, text: 'Humulin 100 IE/ml' } }),
    );
    expect(find(other, '.generic') ?? find(other, '.brand'), 'an acronym, and a unit').to.equal(null);
  });

  it('RXL-02 RXL-03 a long name is whole at 320 px and breaks between words only', async () => {
    const name = 'Amoxicillin og enzymhæmmer, kombinationer til parenteral anvendelse';
    const element = await make(order(name));
    element.style.width = '320px';
    const drug = find(element, '.drug');
    expect(words(drug)).to.equal(name);
    expect(find(element, '.entry')?.scrollWidth).to.be.at.most(320);
    expect(drug && getComputedStyle(drug).textOverflow).to.equal('clip');
  });

  it('RXL-05 RXL-06 RXL-14 RXL-16 doses as recorded: never rounded, no trailing zero, a leading zero, no grouping, unit not broken off', async () => {
    const dose = async (value: number) => {
      const doseQuantity = { value, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' };
      return find(await make(taken({ doseAndRate: [{ doseQuantity }] })), '.dosage strong')?.textContent;
    };
    expect(await dose(0.0625)).to.equal('0,0625\u00a0mg');
    expect(await dose(0.00001)).to.equal('0,00001\u00a0mg');
    expect(await dose(2.5)).to.equal('2,5\u00a0mg');
    expect(await dose(5)).to.equal('5\u00a0mg');
    expect(await dose(1000)).to.equal('1000\u00a0mg');
  });

  it('RXL-07 RXL-08 RXL-13 units are spelled so that they cannot be misread, without signs that mean something else', async () => {
    const said = async (dosage: Dosage) => words(find(await make(taken(dosage)), '.dosage'));
    for (const unit of ['ug', 'µg', 'μg', 'mcg'])
      expect(await said({ doseAndRate: [{ doseQuantity: { value: 50, unit } }] })).to.equal(
        'Dosis 50 mikrogram',
      );
    expect(await said({ doseAndRate: [{ doseQuantity: { value: 8, code: '[iU]' } }] })).to.equal(
      'Dosis 8 IE',
    );
    expect(
      await said({ doseAndRate: [{ doseQuantity: { value: 8, comparator: '<', unit: 'ml' } }] }),
    ).to.equal('Dosis under 8 ml');
    expect(await said({ doseAndRate: [{ rateQuantity: { value: 2, code: 'mL/h' } }] })).to.equal(
      'Hastighed 2 ml pr. time',
    );
    const ratio = { numerator: { value: 250, unit: 'mg' }, denominator: { value: 5, unit: 'ml' } };
    expect(await said({ doseAndRate: [{ rateRatio: ratio }] })).to.equal('Hastighed 250 mg i 5 ml');
  });

  it('RXL-04 RXL-09 RXL-10 RXL-11 RXL-12 RXL-17 dose labelled and bold, then the rest in order, whole attributes between long dashes', async () => {
    const element = await make(sampleMedicine('morfin'));
    expect(words(find(element, '.dosage'))).to.equal(
      'Dosis 2,5 mg til 5 mg — subkutan anvendelse — 1 gang hver 4. time — Ved behov mod gennembrudssmerter — Højst 30 mg pr. 24 timer',
    );
    const attributes = all(element, '.dosage .attribute');
    expect(attributes.map((each) => getComputedStyle(each).display)).to.deep.equal(
      attributes.map(() => 'inline-block'),
    );
    expect(attributes.slice(0, -1).every((each) => words(each).endsWith('—'))).to.be.true;
    const [label, dose] = [find(element, '.dosage .label'), find(element, '.dosage strong')];
    expect(label && getComputedStyle(label).fontWeight).to.equal('400');
    expect(dose && getComputedStyle(dose).fontWeight).to.equal('700');
  });

  it('the prescriber’s own words come first; what is coded stands below, unless it is the same words', async () => {
    const [first] = texts(await make(sampleMedicine('paracetamol')), '.dosage');
    expect(first).to.equal(
      'Dosering 2 tabletter morgen, middag og aften Kodet dosis 1 g — oral anvendelse — 3 gange pr. dag — Fast — Højst 4 g pr. dag',
    );
    const doseAndRate = [{ doseQuantity: { value: 2, unit: 'ml' } }];
    expect(texts(await make(taken({ text: '2 ml', doseAndRate })), '.dosage')).to.deep.equal([
      'Dosering 2 ml',
    ]);
  });

  it('says how often, on which days, when in the day, how long and how many times', async () => {
    const timing = async (repeat: object) =>
      words(find(await make(taken({ timing: { repeat: repeat } })), '.dosage'));
    for (const [repeat, text] of [
      [{ frequency: 2, period: 1, periodUnit: 'd' }, '2 gange pr. dag'],
      [{ frequency: 1, period: 2, periodUnit: 'wk', dayOfWeek: ['mon'] }, '1 gang hver 2. uge — mandag'],
      [{ frequency: 1, frequencyMax: 3, period: 1, periodUnit: 'd' }, '1 til 3 gange pr. dag'],
      [{ frequency: 1, period: 4, periodMax: 6, periodUnit: 'h' }, '1 gang pr. 4 til 6 timer'],
      [{ timeOfDay: ['08:00:00', '20:00:00'] }, 'kl. 08.00 og kl. 20.00'],
      [{ when: ['AC'], offset: 30 }, '30 minutter før måltid'],
      [{ when: ['MORN.early', 'X1'] }, 'tidlig morgen og X1'],
      [{ duration: 30, durationUnit: 'min' }, 'over 30 minutter'],
      [{ count: 3, boundsDuration: { value: 7, code: 'd' } }, '3 gange i alt — i 7 dage'],
      [
        { frequency: 1, period: 1, periodUnit: 'blue' },
        'Dosis ikke angivet Doseringen kan ikke vises fuldt ud, se EPJ',
      ],
      [{ dayOfWeek: ['someday'], count: 1 }, '1 gang i alt Doseringen kan ikke vises fuldt ud, se EPJ'],
    ] as const)
      expect(await timing(repeat), text).to.equal(text);
    expect(words(find(await make(taken({ timing: { code: { text: 'BID' } } })), '.dosage'))).to.equal('BID');
  });

  it('several dosages stand in their order, each with its time', async () => {
    const element = await make(sampleMedicine('prednisolon'));
    expect(texts(element, '.dosage')).to.deep.equal([
      'Trin 1 Dosis 37,5 mg — 1 gang pr. dag — morgen — 18.11.2026 til 22.11.2026',
      'Trin 2 Dosis 25 mg — 1 gang pr. dag — morgen — 23.11.2026 til 02.12.2026',
    ]);
    expect(words(find(element, '.when'))).to.equal('Start 18.11.2026 Slut 02.12.2026');
  });
});
