import { expect, waitUntil } from '@open-wc/testing';
import type { Device, Observation } from 'fhir/r4';
import '../../define/device-measurements.ts';
import { nurse, pulse } from '../../testing/build-pulse.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import type { FakeContext } from '../../testing/fake-fhir.ts';
import {
  all,
  contextWith,
  find,
  listContract,
  listElement,
  shown,
  type ListElement,
} from '../../testing/list-contract.ts';
import { sampleMeasurement } from '../../testing/samples.ts';

const tag = 'samspil-device-measurements';
const make = (...resources: Observation[]) => listElement(tag, { resources });
const under = (context: FakeContext) => listElement(tag, { context });
const published = (name: Parameters<typeof sampleMeasurement>[0]) => sampleMeasurement(name) as Observation;
const texts = (element: ListElement, selector: string) => all(element, selector).map((each) => words(each));
const group = (element: ListElement, name: string) =>
  all(element, `ul[data-group="${name}"] .entry`).map((each) => each.dataset.key?.split('/')[1]);
const press = async (element: ListElement, selector: string, index = 0) => {
  const button = all(element, selector)[index];
  button?.focus();
  button?.click();
  await settled(element);
};

describe(tag, () => {
  listContract({
    tag,
    listeners: 2,
    samples: () => [
      pulse('a', { note: [{ text: 'Hvile' }] }),
      published('Observation-BloodPressure.Poul.643992'),
    ],
    empty: {
      da: 'Ingen målinger fra udstyr eller hjemmet',
      sv: 'Inga mätningar från utrustning eller hemmet',
      en: 'No measurements from devices or home',
    },
    each: '.entry',
    failed: 'Målinger fra udstyr kunne ikke hentes',
  });

  it('shows the published examples: measured by a device at home, unvalidated though their status is final', async () => {
    const names = [
      'HeartRate.Poul.1974654',
      'BloodPressure.Poul.643992',
      'Weight.Poul.230221',
      'BloodPressureStatus.Poul.133527',
      'BatteryLevel.0944',
      'CoincidentTimeStamp.0222',
    ] as const;
    const resources = names.map((name) => published(`Observation-${name}`));
    const devices = [sampleMeasurement('Device-BPMonitor.C4F312FFFE53F2C9') as Device];
    const element = await listElement(tag, { resources, devices } as Partial<ListElement>);
    expect(group(element, 'pending')).to.have.length(4);
    expect(words(find(element, '[data-group="pending"]')))
      .to.contain('Puls 93 /min')
      .and.to.contain('Systolisk 118 mmHg Diastolisk 87 mmHg Middeltryk 99 mmHg')
      .and.to.contain('Serienummer slutter på 0124')
      .and.to.contain('Batteri 95 %')
      .and.to.contain('Ur Afviger 9 sekunder')
      .and.not.to.contain('5181000124');
    expect(texts(element, '.entry:first-child .tag').slice(0, 3)).to.deep.equal([
      'Fra udstyr: A&D Medical UA-651BLE',
      'Patientmålt',
      'Ikke godkendt',
    ]);
    expect(shown(element)).to.contain('Udstyrets egne oplysninger (2)');
  });

  it('what the staff vouch for is validated; what is not final, rejected or of nobody at home is not', async () => {
    const element = await make(
      pulse('nurse', { performer: [{ reference: 'Patient/p' }, nurse] }),
      pulse('early', { performer: [nurse], status: 'preliminary' }),
      pulse('wrong', { status: 'entered-in-error', performer: [nurse] }),
      pulse('gone', { status: 'cancelled' }),
      pulse('odd', { status: 'strange' as never }),
      { resourceType: 'Observation', id: 'ward', status: 'final', code: { text: 'X' }, performer: [nurse] },
    );
    expect(group(element, 'validated')).to.deep.equal(['nurse']);
    expect(group(element, 'pending')).to.have.members(['early', 'odd']);
    expect(group(element, 'off')).to.have.members(['wrong', 'gone']);
    expect(texts(element, '[data-group="pending"] .tag')).to.include.members(['Foreløbig', 'strange']);
    expect(shown(element)).to.contain('Afvist eller annulleret (2)');
  });

  it('what a relative measured without a device says so, and nothing else claims a device', async () => {
    const { device: _device, meta: _meta, category: _category, ...rest } = pulse('a');
    const element = await make({ ...rest, performer: [{ reference: 'RelatedPerson/1' }] });
    expect(texts(element, '.tag')).to.deep.equal(['Målt af pårørende', 'Ikke godkendt']);
  });

  it('a device’s clock that is wrong by a minute, a low battery, and a clock that nobody compares are said', async () => {
    const stamp = (seconds: number) =>
      ({
        ...published('Observation-CoincidentTimeStamp.0222'),
        valueDateTime: new Date(Date.parse('2023-02-23T10:24:34+01:00') + seconds * 1000).toISOString(),
      }) as Observation;
    const low = { ...published('Observation-BatteryLevel.0944'), valueQuantity: { value: 9, code: '%' } };
    const wrong = await make(pulse('a'), stamp(-600), low);
    expect(texts(wrong, '[data-group="pending"] .warn')).to.deep.equal([
      'Udstyrets ur går 10 min. forkert',
      'Lavt batteri: 9 %',
    ]);
    expect(texts(await make(pulse('a'), stamp(30)), '[data-group="pending"] .warn')).to.be.empty;
    const devices = [sampleMeasurement('Device-WeightScale.606405FFFECFC604')] as Device[];
    const resources = [published('Observation-Weight.Poul.230221')];
    const unsure = await listElement(tag, { resources, devices } as Partial<ListElement>);
    expect(texts(unsure, '.warn')).to.deep.equal(['Udstyrets ur er ikke stillet efter andre ure']);
  });

  it('a device that is named is read once under the lease; one that cannot be read holds nothing back', async () => {
    const device = sampleMeasurement('Device-BPMonitor.C4F312FFFE53F2C9');
    const element = await under(contextWith(pulse('a'), pulse('b'), device));
    await waitUntil(() => words(element).includes('A&D Medical UA-651BLE'));
    const unknown = await under(contextWith(pulse('a')));
    await settled(unknown);
    expect(words(unknown)).to.contain('Fra udstyr').and.to.contain('Udstyrets oplysninger kunne ikke hentes');
  });

  it('is accessible while several are looked over, one is rejected and one is on its way', async () => {
    const element = await under(
      contextWith(pulse('a'), pulse('b'), pulse('c'), pulse('d', { performer: [nurse] })),
    );
    await press(element, '.validate');
    await press(element, '.pick input');
    await press(element, '.review');
    await press(element, '.reject', 1);
    await press(element, '.why [type="submit"]');
    await expectAccessible(element);
  });
});
