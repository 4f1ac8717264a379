import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { Repair } from '@samspil/sdk';
import { observationsFor, scoreNews2 } from '@samspil/sdk/clinical';
import type { Observation } from 'fhir/r4';
import '../../../define/app.ts';
import '../../../define/vitals-entry.ts';
import { expectAccessible, settled, words } from '../../../testing/expect-accessible.ts';
import { fakeContext, FakeWorkplace } from '../../../testing/fake-fhir.ts';
import { samplePatient } from '../../../testing/samples.ts';
import type { SamspilVitalsEntry } from '../vitals-entry.ts';

const vitals = {
  ...{
    respiratoryRate: 22,
    oxygenSaturation: 93,
    systolic: 101,
    diastolic: 60,
    pulse: 290,
    temperature: 38.3,
  },
  ...({ oxygen: 'oxygen', consciousness: 'V' } as const),
};
const measuredAt = '2026-01-15T08:30:00+01:00';
const written = observationsFor(
  { ...vitals, news2: scoreNews2({ ...vitals, scale: 1, ageYears: 80, pregnant: false }) },
  { patient: {}, performer: {}, measuredAt, issued: measuredAt },
);
/** As the outbox gives them back: with their names in the group. */
const set = written.map((one, index): Observation => ({ ...one, id: `urn:uuid:${index}` }));
const pulseAt = set.findIndex(({ valueQuantity }) => valueQuantity?.value === 290);
const pressureAt = set.findIndex(({ component }) => component?.length === 2);

async function opened() {
  const context = fakeContext(samplePatient('else'));
  const workplace = new FakeWorkplace(context);
  workplace.capabilities.add('repair');
  const app = await fixture(
    html`<samspil-app .workplace=${workplace}><samspil-vitals-entry></samspil-vitals-entry></samspil-app>`,
  );
  const form = app.querySelector('samspil-vitals-entry') as SamspilVitalsEntry;
  await waitUntil(() => workplace.repairing.size === 1, 'the form takes what is to be corrected');
  await settled(form);
  const find = (selector: string) => form.shadowRoot?.querySelector<HTMLInputElement>(selector) ?? null;
  const repair = async (changes: Partial<Repair> = {}) => {
    const issue = { severity: 'error', code: 'value', resource: pulseAt, path: 'valueQuantity.value' };
    const issues = [{ ...issue, text: 'Puls <b>over</b> 250' }];
    for (const hear of workplace.repairing)
      hear({ context, receipt: 'r1', resources: set, issues, ...changes });
    await settled(form);
  };
  const type = async (field: string, value: string) => {
    const input = find(`#${field}`) as HTMLInputElement;
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await settled(form);
  };
  const focused = () => form.shadowRoot?.activeElement?.closest('[data-field]')?.getAttribute('data-field');
  return { context, workplace, form, find, repair, type, focused };
}

describe('samspil-vitals-entry, with a set that the record refused', () => {
  it('shows the whole set, with the focus in the field the server named and its words as text beside it', async () => {
    const { form, find, repair, focused } = await opened();
    await repair();
    const values = ['respiratoryRate', 'oxygenSaturation', 'systolic', 'diastolic', 'pulse', 'temperature'];
    expect(values.map((field) => find(`#${field}`)?.value)).to.deep.equal([
      '22',
      '93',
      '101',
      '60',
      '290',
      '38,3',
    ]);
    expect(find('[name=oxygen]:checked')?.value).to.equal('oxygen');
    expect(find('[name=consciousness]:checked')?.value).to.equal('V');
    expect(focused()).to.equal('pulse');
    expect(find('#pulse')?.getAttribute('aria-invalid')).to.equal('true');
    expect(find('#pulse')?.getAttribute('aria-describedby')).to.contain('pulse-note');
    expect(words(find('#pulse-note'))).to.contain('Puls <b>over</b> 250');
    expect(find('#pulse-note b')).to.equal(null);
    await expectAccessible(form);
  });

  it('takes the words away with the value, and saves in the place of the refused set, under its names', async () => {
    const { context, form, find, repair, type } = await opened();
    const saves: unknown[] = [];
    const save = context.fhir.save.bind(context.fhir);
    context.fhir.save = (resources, options) => {
      saves.push([resources, options]);
      return save(resources, options);
    };
    await repair();
    await type('pulse', '112');
    expect(words(find('#pulse-note'))).to.equal('');
    find('.save')?.click();
    await waitUntil(() => saves.length === 1 && !form.hasDraft, 'it is saved');
    const [[resources, options]] = saves as [[Observation[], { replaces: string }]];
    expect(options.replaces).to.equal('r1');
    expect(resources.map(({ id }) => id)).to.deep.equal(set.map(({ id }) => id));
    expect(resources[pulseAt]?.valueQuantity?.value).to.equal(112);
    expect(Date.parse(resources[pulseAt]?.effectiveDateTime ?? '')).to.equal(Date.parse(measuredAt));
  });

  it('finds the part of a pressure, the time of the set, and says what is about the whole above the form', async () => {
    const { form, find, repair, focused } = await opened();
    const issue = { severity: 'error', code: 'value' };
    await repair({
      issues: [
        { ...issue, resource: pressureAt, path: 'component[1].valueQuantity', text: 'for lav' },
        { ...issue, resource: 0, path: 'effectiveDateTime' },
        { ...issue, text: 'hele sættet' },
      ],
    });
    expect(focused()).to.equal('diastolic');
    expect(words(find('#diastolic-note'))).to.contain('for lav');
    expect(words(find('#measuredAt-note'))).to.contain('EPJ tog ikke imod værdien');
    expect(words(form.shadowRoot?.querySelector('.repair'))).to.contain('hele sættet');
  });

  it('lets what is being written come first, and brings the refused set after it', async () => {
    const { form, find, repair, type } = await opened();
    await type('pulse', '70');
    await repair();
    expect(find('#pulse')?.value).to.equal('70');
    expect(words(form.shadowRoot?.querySelector('.repair'))).to.contain('Gem eller ryd');
    await type('pulse', '');
    await repair();
    expect(find('#pulse')?.value).to.equal('290');
  });

  it('does not open what it could not show whole', async () => {
    const { form, repair } = await opened();
    const weight = { ...(set[0] as Observation), code: { coding: [{ code: '29463-7' }] } };
    await repair({ resources: [...set, weight] });
    expect(form.hasDraft).to.equal(false);
    expect(words(form.shadowRoot?.querySelector('.repair'))).to.contain('ikke kan rettes');
  });
});
