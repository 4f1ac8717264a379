import { scaleOrder } from '../../testing/sample-orders.ts';
import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import type { Observation } from 'fhir/r4';
import type { ClinicalContext } from '@samspil/sdk';
import '../../define/app.ts';
import '../../define/vitals-entry.ts';
import type { VitalsSaveEvent } from '../../events/vitals-save-event.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { expectFits } from '../../testing/expect-fits.ts';
import { fakeContext, FakeWorkplace, type FakeContext } from '../../testing/fake-fhir.ts';
import { samplePatient } from '../../testing/samples.ts';
import type { SamspilVitalsEntry } from './vitals-entry.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

type Values = Partial<Record<string, string>>;

/** The story of the issue: NEWS2 10. */
const story: Values = {
  respiratoryRate: '22',
  oxygenSaturation: '93',
  oxygen: 'oxygen',
  systolic: '101',
  pulse: '112',
  consciousness: 'A',
  temperature: '38,3',
};

async function entry(context: ClinicalContext | undefined, locale = 'da'): Promise<SamspilVitalsEntry> {
  const element = await fixture<SamspilVitalsEntry>(
    html`<samspil-vitals-entry .context=${context} .locale=${locale}></samspil-vitals-entry>`,
  );
  await settled(element);
  return element;
}

const find = <T extends HTMLElement = HTMLElement>(element: SamspilVitalsEntry, selector: string): T | null =>
  element.shadowRoot?.querySelector<T>(selector) ?? null;

async function fill(element: SamspilVitalsEntry, values: Values): Promise<void> {
  for (const [field, value] of Object.entries(values)) {
    const input = find<HTMLInputElement>(element, `#${field}`);
    if (input) {
      input.value = value ?? '';
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    } else {
      find<HTMLInputElement>(element, `input[name="${field}"][value="${value}"]`)?.click();
    }
    await element.updateComplete;
  }
}

async function save(element: SamspilVitalsEntry): Promise<void> {
  find(element, '.save')?.click();
  await settled(element);
}

const score = (element: SamspilVitalsEntry) => words(find(element, '.score'));
const total = (element: SamspilVitalsEntry) => find(element, '.score .total')?.textContent;
const typed = (element: SamspilVitalsEntry, field: string) =>
  find<HTMLInputElement>(element, `#${field}`)?.value;
const codeOf = (element: SamspilVitalsEntry, field: string) =>
  find(element, `[data-field="${field}"] .fault`)?.dataset.code;

function saved(context: FakeContext): Observation[] {
  return context.fhir.saves.flatMap(({ resources }) => resources as Observation[]);
}

describe('samspil-vitals-entry', () => {
  for (const locale of locales) {
    it(`no option breaks inside a word in a frame of 500 px, nor is wider than it, in ${locale}`, async () => {
      const context = fakeContext(samplePatient('else'));
      const element = await fixture<SamspilVitalsEntry>(
        html`<samspil-vitals-entry style="width: 500px" .context=${context} .locale=${locale}>
        </samspil-vitals-entry>`,
      );
      await settled(element);
      const right = element.getBoundingClientRect().right;
      for (const option of element.shadowRoot?.querySelectorAll('.consciousness .option') ?? []) {
        expect(option.getBoundingClientRect().right).to.be.below(right);
        for (const node of option.querySelector('span')?.childNodes ?? []) {
          for (const { index, 0: word } of (node instanceof Text ? node.data : '').matchAll(/\S+/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            expect(range.getClientRects(), word).to.have.lengthOf(1);
          }
        }
      }
    });
  }

  it('scores the story as it is typed: 10, with the points of each parameter and what it asks', async () => {
    const element = await entry(fakeContext(samplePatient('else')));
    await fill(element, story);
    expect(total(element)).to.equal('10');
    expect(score(element)).to.contain('Høj risiko: akut tilkald').and.to.contain('Kontinuerlig overvågning');
    expect(score(element)).to.contain('SpO2-skala 1').and.to.contain('Royal College of Physicians, 2017');
    const points = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[data-points]') ?? [])];
    expect(points.map(({ dataset }) => dataset.points)).to.deep.equal(['2', '2', '2', '1', '2', '0', '1']);
  });

  it('an incomplete set has no total and names what is missing', async () => {
    const element = await entry(fakeContext(samplePatient('else')));
    const { temperature: _temperature, ...rest } = story;
    await fill(element, rest);
    expect(total(element)).to.equal('–');
    expect(score(element)).to.contain('Ufuldstændig: mangler temperatur');
  });

  it('announces the total politely, once it is there', async () => {
    const element = await entry(fakeContext(samplePatient('else')));
    const region = find(element, '.announcement');
    expect(region?.getAttribute('role')).to.equal('status');
    expect(words(region)).to.equal('');
    await fill(element, story);
    expect(words(region)).to.equal('NEWS2-score er nu 10, Høj risiko: akut tilkald');
  });

  it('comma and dot are the same; a temperature is rounded half up and says so', async () => {
    const element = await entry(fakeContext(samplePatient('else')));
    await fill(element, { ...story, temperature: '38.3' });
    expect(total(element)).to.equal('10');
    await fill(element, { temperature: '38,05' });
    expect(words(find(element, '#temperature-note'))).to.equal('Afrundet til 38,1 °C');
  });

  it('an ambiguous number is asked about, and nothing is saved', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    await fill(element, { ...story, pulse: '1.234' });
    expect(codeOf(element, 'pulse')).to.equal('ambiguous');
    expect(words(find(element, '#pulse-note'))).to.equal('Mener du 1,234 eller 1234?');
    expect(total(element)).to.equal('–');
    await save(element);
    expect(context.fhir.saves).to.be.empty;
  });

  for (const [field, value] of [
    ['temperature', '83,3'],
    ['respiratoryRate', '-1'],
    ['oxygenSaturation', '101'],
    ['systolic', '5000'],
    ['pulse', '0'],
  ] as const) {
    it(`refuses ${field} ${value} as implausible: a code at the field, no points, no save`, async () => {
      const context = fakeContext(samplePatient('else'));
      const element = await entry(context);
      await fill(element, { ...story, [field]: value });
      expect(codeOf(element, field)).to.equal('implausible-value');
      expect(find(element, `#${field}`)?.getAttribute('aria-invalid')).to.equal('true');
      expect(find(element, `[data-field="${field}"] [data-points]`)).not.to.exist;
      await save(element);
      expect(context.fhir.saves).to.be.empty;
      expect(element.shadowRoot?.activeElement?.id).to.equal(field);
      expect(typed(element, field)).to.equal(value);
    });
  }

  it('refuses letters, a fraction of a breath, and a systolic value below the diastolic', async () => {
    const element = await entry(fakeContext(samplePatient('else')));
    await fill(element, { respiratoryRate: '16,5', pulse: 'hurtig', systolic: '80', diastolic: '120' });
    expect(codeOf(element, 'respiratoryRate')).to.equal('whole-number');
    expect(codeOf(element, 'pulse')).to.equal('invalid');
    expect(codeOf(element, 'diastolic')).to.equal('systolic-below-diastolic');
  });

  it('says nothing about a field before it is left', async () => {
    const element = await entry(fakeContext(samplePatient('else')));
    const input = find<HTMLInputElement>(element, '#temperature');
    if (input) input.value = '3';
    input?.dispatchEvent(new Event('input', { bubbles: true }));
    await element.updateComplete;
    expect(codeOf(element, 'temperature')).to.equal(undefined);
  });

  it('saves one group: who, when, pressure as a panel, the score; then empties and says where it is', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    await fill(element, { ...story, diastolic: '60' });
    setTimeout(() => find(element, '.save')?.click());
    const event: VitalsSaveEvent = await oneEvent(element, 'samspil-vitals-save');
    await settled(element);
    expect(event.bubbles && event.composed && !event.cancelable).to.be.true;
    expect(context.fhir.saves).to.have.length(1);
    const resources = saved(context);
    expect(resources.every(({ subject }) => subject?.reference === 'Patient/else')).to.be.true;
    expect(resources.every(({ performer }) => performer?.[0]?.reference === 'Practitioner/nurse')).to.be.true;
    expect(resources.every(({ effectiveDateTime }) => /[+-]\d\d:\d\d$/.test(effectiveDateTime ?? ''))).to.be
      .true;
    expect(resources.some(({ component }) => component?.length === 2)).to.be.true;
    expect(resources.some(({ valueQuantity }) => valueQuantity?.value === 38.3)).to.be.true;
    expect(resources.some(({ code }) => code.text === 'NEWS2')).to.be.true;
    expect(typed(element, 'temperature')).to.equal('');
    expect(element.hasDraft).to.be.false;
    expect(words(find(element, '.outcome')))
      .to.contain('Gemt på enheden')
      .and.to.contain('Afventer afsendelse');
    expect(words(find(element, '.outcome'))).not.to.contain('Modtaget');
  });

  it('says "received" when the record has it, not before', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    await fill(element, story);
    await save(element);
    const [receipt] = context.fhir.made;
    if (!receipt) throw new Error('Nothing was saved.');
    context.fhir.move(receipt, 'sending');
    await element.updateComplete;
    expect(words(find(element, '.outcome')))
      .to.contain('Sender')
      .and.not.to.contain('Modtaget');
    context.fhir.move(receipt, 'accepted');
    await element.updateComplete;
    expect(words(find(element, '.outcome')))
      .to.contain('Modtaget i EPJ')
      .and.not.to.contain('Gemt på enheden');
  });

  it('without a connection scores and saves as ever: on this device, never "received", and typing goes on when it is back', async () => {
    const context = fakeContext(samplePatient('else'));
    const workplace = new FakeWorkplace(context);
    workplace.online.value = false;
    workplace.reachable.value = false;
    const app = await fixture(
      html`<samspil-app .workplace=${workplace}><samspil-vitals-entry></samspil-vitals-entry></samspil-app>`,
    );
    const element = app.querySelector('samspil-vitals-entry') as SamspilVitalsEntry;
    await settled(element);
    await fill(element, story);
    expect(total(element)).to.equal('10');
    await save(element);
    const [receipt] = context.fhir.made;
    if (!receipt) throw new Error('Nothing was saved.');
    context.fhir.move(receipt, 'stored', 'network');
    await settled(element);
    expect(words(find(element, '.outcome')))
      .to.contain('Gemt på enheden')
      .and.to.contain('Afventer afsendelse')
      .and.to.contain('Ingen forbindelse til EPJ')
      .and.not.to.contain('Modtaget');
    expect(typed(element, 'temperature'), 'ready for the next set').to.equal('');
    await fill(element, { pulse: '80' });
    workplace.online.value = true;
    workplace.reachable.value = true;
    context.fhir.move(receipt, 'accepted');
    await settled(element);
    expect(typed(element, 'pulse')).to.equal('80');
    expect(words(find(element, '.outcome'))).to.contain('Modtaget i EPJ');
    expect(context.fhir.saves, 'once').to.have.length(1);
  });

  it('a set the record refuses later can be brought back into the form', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    await fill(element, story);
    await save(element);
    const [receipt] = context.fhir.made;
    if (receipt) context.fhir.move(receipt, 'rejected', 'rejected');
    await element.updateComplete;
    expect(words(find(element, '.outcome')))
      .to.contain('Afvist af EPJ')
      .and.to.contain('Ret værdierne');
    find(element, '.receipt button')?.click();
    await element.updateComplete;
    expect(typed(element, 'temperature')).to.equal('38,3');
    expect(total(element)).to.equal('10');
  });

  for (const code of ['rejected', 'storage-full', 'storage-blocked', 'denied', 'needs-login'] as const) {
    it(`a save refused with ${code} keeps what was typed and says what to do`, async () => {
      const context = fakeContext(samplePatient('else'));
      context.fhir.failures.save = code;
      const element = await entry(context);
      await fill(element, story);
      await save(element);
      expect(find(element, '.failure')?.dataset.code).to.equal(code);
      expect(words(find(element, '.failure'))).to.contain('Det, du har skrevet, er bevaret');
      expect(typed(element, 'temperature')).to.equal('38,3');
      expect(find<HTMLInputElement>(element, '#temperature')?.disabled).to.be.false;
    });
  }

  it('pressing twice saves once', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    await fill(element, story);
    find(element, '.save')?.click();
    find(element, '.save')?.click();
    await settled(element);
    expect(context.fhir.saves).to.have.length(1);
  });

  it('after an answer that never came only the same operation can be tried again', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.failures.save = 'timeout';
    const element = await entry(context);
    await fill(element, story);
    await save(element);
    expect(words(find(element, '.failure'))).to.contain('kun gemt én gang');
    expect(find<HTMLInputElement>(element, '#temperature')?.disabled).to.be.true;
    expect(words(find(element, '.save'))).to.equal('Prøv igen');
    delete context.fhir.failures.save;
    await save(element);
    const ids = context.fhir.saves.map(({ options }) => options?.operationId);
    expect(ids).to.have.length(2);
    expect(ids[0]).to.be.a('string').and.to.equal(ids[1]);
    expect(element.hasDraft).to.be.false;
  });

  it('the next set is another operation, and so is a refused set that was corrected', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    context.fhir.failures.save = 'rejected';
    await fill(element, story);
    await save(element);
    delete context.fhir.failures.save;
    await fill(element, { pulse: '100' });
    await save(element);
    await fill(element, story);
    await save(element);
    expect(new Set(context.fhir.saves.map(({ options }) => options?.operationId)).size).to.equal(3);
  });

  it('a lease that ends while typing keeps the input and blocks saving, until the patient is open again', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    await fill(element, story);
    context.end();
    await settled(element);
    expect(find(element, '[data-obstacle="lease-ended"]')?.getAttribute('role')).to.equal('alert');
    expect(typed(element, 'temperature')).to.equal('38,3');
    expect(find<HTMLButtonElement>(element, '.save')?.disabled).to.be.true;
    const again = fakeContext(samplePatient('else'));
    element.context = again;
    await settled(element);
    expect(find(element, '.obstacle')).not.to.exist;
    await save(element);
    expect(context.fhir.saves).to.be.empty;
    expect(again.fhir.saves).to.have.length(1);
  });

  it('what was typed for one patient is never saved on another', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    await fill(element, story);
    context.end();
    const other = fakeContext(samplePatient('protected'));
    element.context = other;
    await settled(element);
    expect(find(element, '[data-obstacle="other-patient"]')).to.exist;
    await save(element);
    find<HTMLInputElement>(element, '#temperature')?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter' }),
    );
    find<HTMLFormElement>(element, 'form')?.requestSubmit();
    await settled(element);
    expect(other.fhir.saves).to.be.empty;
    find(element, '.obstacle button')?.click();
    await settled(element);
    expect(element.hasDraft).to.be.false;
    await fill(element, { pulse: '70' });
    await save(element);
    expect(saved(other).every(({ subject }) => subject?.reference === 'Patient/protected')).to.be.true;
  });

  it('the receipt of one patient is not shown under another', async () => {
    const element = await entry(fakeContext(samplePatient('else')));
    await fill(element, story);
    await save(element);
    element.context = fakeContext(samplePatient('protected'));
    await settled(element);
    expect(words(find(element, '.outcome'))).to.equal('');
  });

  it('the score is not valid under 16, in pregnancy, or for an unknown age; measurements can still be saved', async () => {
    const child = fakeContext(samplePatient('child'));
    const element = await entry(child);
    await fill(element, story);
    expect(score(element)).to.contain('Gælder kun for patienter på 16 år og derover');
    await save(element);
    expect(saved(child)).not.to.be.empty;
    expect(saved(child).some(({ code }) => code.text === 'NEWS2')).to.be.false;
    const unknown = await entry(fakeContext(samplePatient('unknown')));
    await fill(unknown, story);
    expect(score(unknown)).to.contain('Alder ukendt');
    const pregnant = await entry(fakeContext(samplePatient('else')));
    pregnant.pregnant = true;
    await fill(pregnant, story);
    expect(score(pregnant)).to.contain('Gælder ikke for gravide');
  });

  it('scale 2 is used only where it is set, and the card says which one was', async () => {
    const element = await entry(fakeContext(samplePatient('else')));
    const values = {
      ...story,
      respiratoryRate: '20',
      oxygenSaturation: '97',
      systolic: '124',
      pulse: '96',
      temperature: '37,2',
    };
    await fill(element, values);
    expect(total(element)).to.equal('3');
    element.setAttribute('scale', '2');
    await element.updateComplete;
    expect(total(element)).to.equal('6');
    expect(score(element)).to.contain('SpO2-skala 2');
  });

  it('scale 2 is used where the record orders it; until that is read nothing has a total, and is saved all the same', async () => {
    const values = {
      ...story,
      oxygenSaturation: '97',
      respiratoryRate: '20',
      systolic: '124',
      pulse: '96',
      temperature: '37,2',
    };
    const context = fakeContext(samplePatient('else'), [scaleOrder()]);
    const element = await entry(context);
    await fill(element, values);
    expect(total(element)).to.equal('6');
    const waiting = fakeContext(samplePatient('else'));
    waiting.fhir.search = async function* () {
      await new Promise(() => undefined);
    };
    const other = await entry(waiting);
    await fill(other, values);
    expect(total(other)).to.equal('–');
    expect(score(other)).to.contain('Henter');
    await save(other);
    const codes = (context: FakeContext) => JSON.stringify(context.fhir.saves.at(-1)?.resources);
    expect(codes(waiting)).to.contain('8867-4').and.not.to.contain('news2');
    await save(element);
    expect(codes(context)).to.contain('news2');
  });

  it('the time of measurement is now, can be set back, and is never in the future', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    await fill(element, { pulse: '70' });
    find(element, '.time button')?.click();
    await element.updateComplete;
    await fill(element, { measuredAt: '2999-01-01T10:00' });
    await save(element);
    expect(codeOf(element, 'measuredAt')).to.equal('future-time');
    expect(context.fhir.saves).to.be.empty;
    await fill(element, { measuredAt: '2025-11-14T09:30' });
    expect(words(find(element, '#measuredAt-note'))).to.contain('12 timer');
    await save(element);
    expect(saved(context)[0]?.effectiveDateTime).to.match(/^2025-11-14T09:30:00/);
    expect(Date.parse(saved(context)[0]?.issued ?? '')).to.be.greaterThan(Date.parse('2025-11-14T09:30'));
  });

  it('an empty form is not saved and says so', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    await save(element);
    expect(context.fhir.saves).to.be.empty;
    expect(words(find(element, '.side [role="alert"]'))).to.equal('Skriv mindst én måling');
  });

  it('Enter goes from field to field, a group of buttons being one step, and saves after the last', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await entry(context);
    await fill(element, story);
    find(element, '#respiratoryRate')?.focus();
    const order: string[] = [];
    for (let step = 0; step < 8; step += 1) {
      const active = element.shadowRoot?.activeElement as HTMLInputElement;
      order.push(active.type === 'radio' ? `${active.name}=${active.value}` : active.id);
      active.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    }
    expect(order).to.deep.equal([
      'respiratoryRate',
      'oxygenSaturation',
      'oxygen=oxygen',
      'systolic',
      'diastolic',
      'pulse',
      'consciousness=A',
      'temperature',
    ]);
    await settled(element);
    expect(context.fhir.saves).to.have.length(1);
  });

  it('has numeric keyboards and touch targets of 44 pixels, and fits 320 pixels in both directions of writing', async () => {
    const element = await entry(fakeContext(samplePatient('else')));
    element.style.width = '320px';
    await fill(element, { ...story, temperature: '99' });
    const inputs = [
      ...(element.shadowRoot?.querySelectorAll<HTMLInputElement>('input:not([type="radio"])') ?? []),
    ];
    expect(inputs.every(({ inputMode }) => inputMode === 'decimal')).to.be.true;
    const targets = [
      ...inputs,
      ...(element.shadowRoot?.querySelectorAll<HTMLElement>('.option span, button') ?? []),
    ];
    for (const target of targets) expect(target.getBoundingClientRect().height).to.be.at.least(44);
    await expectFits(element);
  });

  it('shows nothing without a patient', async () => {
    expect(words(await entry(undefined))).to.equal('');
  });

  it('markup typed into a field stays text', async () => {
    const element = await entry(fakeContext(samplePatient('else')));
    await fill(element, { temperature: '<img src=x onerror="window.broken=1">' });
    expect(codeOf(element, 'temperature')).to.equal('invalid');
    expect(find(element, 'img')).not.to.exist;
    expect('broken' in window).to.be.false;
  });

  for (const locale of locales) {
    it(`has no accessibility violations in ${locale}, light and dark: empty, complete, faulty, failed, blocked`, async () => {
      const context = fakeContext(samplePatient('else'));
      const element = await entry(context, locale);
      await expectAccessible(element);
      await fill(element, story);
      await expectAccessible(element);
      context.fhir.failures.save = 'storage-full';
      await save(element);
      await expectAccessible(element);
      await fill(element, { temperature: '99' });
      context.end();
      await settled(element);
      await expectAccessible(element);
    });
  }
});
