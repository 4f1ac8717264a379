import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SamspilError } from '@samspil/sdk';
import type { Patient } from 'fhir/r4';
import '../../define/patient-picker.ts';
import type { PatientChooseEvent } from '../../events/patient-choose-event.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { FakeHost } from '../../testing/fake-host.ts';
import { brokenVariants, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import { all, find } from '../../testing/list-contract.ts';
import { samplePatient, sampleWard } from '../../testing/samples.ts';
import type { PatientsFound, PatientSearch } from './find-controller.ts';
import type { SamspilPatientPicker } from './patient-picker.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

async function picker(properties: Partial<SamspilPatientPicker> = {}): Promise<SamspilPatientPicker> {
  const element = document.createElement('samspil-patient-picker');
  Object.assign(element, { locale: 'da', ...properties });
  await fixture(element);
  await settled(element);
  return element;
}

const finds =
  (...patients: Patient[]): PatientSearch =>
  async () =>
    patients;
const input = (element: Element) => find(element, 'input') as HTMLInputElement;
const status = (element: Element) => words(find(element, '[role=status]'));
const options = (element: Element) => all(element, '[role=option]');

/** Types as a person does, in one go, and presses Enter so that no pause is waited for. */
async function look(element: SamspilPatientPicker, text: string): Promise<void> {
  const field = input(element);
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await settled(element);
  await sendKeys({ press: 'Enter' });
  await settled(element);
}

describe('samspil-patient-picker', () => {
  it('SEA-04 searches once enough is typed and a pause is made, and says what is missing before', async () => {
    const asked: unknown[] = [];
    const search: PatientSearch = async (query) => {
      asked.push(query);
      return [samplePatient('else')];
    };
    const element = await picker({ search });
    input(element).focus();
    await sendKeys({ type: 'E' });
    await settled(element);
    expect(status(element)).to.equal('Skriv mindst to bogstaver af navnet.');
    await sendKeys({ press: 'Enter' });
    await sendKeys({ type: 'lse' });
    await waitUntil(() => options(element).length === 1);
    expect(asked).to.deep.equal([{ by: 'name', words: ['Else'] }]);
    expect(status(element)).to.equal('1 patient fundet. Vælg på listen.');
    await look(element, '020191');
    expect(status(element)).to.equal('Skriv hele nummeret, eller en dato som 02.02.1991.');
    await look(element, '320191-9990');
    expect(status(element)).to.equal('Det kan hverken være et CPR-nr. eller en dato. Kontrollér cifrene.');
    expect(asked).to.have.length(1);
  });

  it('that nobody was found is said, with a mild hint where the old check digit does not fit', async () => {
    const element = await picker({ search: finds() });
    await look(element, 'Else');
    expect(status(element)).to.equal('Ingen patient fundet.');
    await look(element, '020191-9990');
    expect(status(element)).to.equal('Ingen patient fundet. Kontrollér nummeret. Det kan godt være gyldigt.');
    await look(element, '070761-4285');
    expect(status(element)).to.equal('Ingen patient fundet.');
  });

  it('rows say where somebody is and are opened in their stay; what must be known of the answer is said', async () => {
    const patient = samplePatient('else');
    const row = {
      patient,
      encounter: 'e1',
      place: 'Seng 2',
      flags: [{ text: 'På enheden', tone: 'ok' }],
    } as const;
    const element = await picker({
      search: async () => ({ patients: [row], note: 'Kun patienter på enheden' }),
    });
    const chosen: PatientChooseEvent[] = [];
    element.addEventListener('samspil-patient-choose', (event) => chosen.push(event));
    await look(element, 'Else');
    expect(words(options(element)[0])).to.match(/Seng 2 På enheden$/);
    expect(status(element)).to.equal('1 patient fundet. Vælg på listen. Kun patienter på enheden');
    options(element)[0]?.click();
    expect(chosen.map((event) => [event.patient.id, event.encounter])).to.deep.equal([['else', 'e1']]);
  });

  it('fetches the next ones on request; one page that fails leaves what is there, and can be tried again', async () => {
    const [first, second] = [samplePatient('else'), samplePatient('deceased')];
    let asked = 0;
    const next = async (): Promise<PatientsFound> => {
      asked += 1;
      if (asked === 1) throw new SamspilError('network', 'Refused by the test.');
      return { patients: [second], total: 2 };
    };
    const element = await picker({ search: async () => ({ patients: [first], total: 2, next }) });
    await look(element, 'Else');
    expect(status(element)).to.contain('Viser 1 af 2');
    const more = () => find(element, '.more');
    more()?.click();
    await waitUntil(() => find(element, '[data-code=network]'));
    expect(options(element)).to.have.length(1);
    find(element, '[data-code=network] button')?.click();
    await waitUntil(() => options(element).length === 2);
    expect(more()).to.equal(null);
  });

  it('searches again when it is to search elsewhere, and where nobody is found the page has the way on', async () => {
    const element = await picker({ search: finds() });
    element.innerHTML = '<button slot="none">Overalt</button>';
    const way = () => find(element, 'slot[name=none]');
    expect(way()).to.equal(null);
    await look(element, 'Else');
    expect(way()).to.exist;
    element.search = finds(samplePatient('else'));
    await waitUntil(() => options(element).length === 1);
    expect([way(), input(element).value]).to.deep.equal([null, 'Else']);
  });

  it('SEA-05 too many are counted, and a bounded list is shown', async () => {
    const many = (n: number): Patient[] =>
      Array.from({ length: n }, (_each, index) => ({ resourceType: 'Patient', id: `${index}` }));
    const element = await picker({
      search: async (): Promise<PatientsFound> => ({ patients: many(20), total: 1400 }),
    });
    await look(element, 'Hansen');
    expect(status(element)).to.equal('Viser 20 af 1400. Skriv mere for at finde den rette.');
    element.search = finds(...many(10_000));
    await look(element, 'Jensen');
    expect(options(element)).to.have.length(25);
    expect(status(element)).to.contain('Viser 25 af 10.000');
  });

  it('SEA-02 is worked by keyboard alone: the focus stays in the field, nothing is chosen by itself', async () => {
    const element = await picker({ search: finds(...sampleWard().slice(0, 3)) });
    const chosen: (string | undefined)[] = [];
    element.addEventListener('samspil-patient-choose', ({ patient }: PatientChooseEvent) =>
      chosen.push(patient.id),
    );
    await look(element, 'Lauridsen');
    const field = input(element);
    expect(field.ariaExpanded).to.equal('true');
    expect(field.getAttribute('aria-activedescendant')).to.equal(null);
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(chosen, 'Enter without a choice searches again').to.be.empty;
    const active = () => options(element).findIndex(({ ariaSelected }) => ariaSelected === 'true');
    for (const [key, place] of [
      ['ArrowDown', 0],
      ['ArrowDown', 1],
      ['ArrowUp', 0],
      ['ArrowUp', 2],
      ['ArrowDown', 0],
      ['ArrowDown', 1],
    ] as const) {
      await sendKeys({ press: key });
      await settled(element);
      expect(active(), key).to.equal(place);
      expect(field.getAttribute('aria-activedescendant')).to.equal(options(element)[place]?.id);
      expect(element.shadowRoot?.activeElement).to.equal(field);
    }
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(chosen).to.deep.equal(['37628912-7816-47a3-acd8-396b610be142']);
    expect([field.value, field.ariaExpanded, options(element).length]).to.deep.equal(['', 'false', 0]);
    await look(element, 'Lauridsen');
    await sendKeys({ press: 'Escape' });
    await settled(element);
    expect([field.value, options(element).length]).to.deep.equal(['', 0]);
  });

  it('a result is the row of a patient list: identity in lines, look-alikes and protection marked, no address', async () => {
    const element = await picker({ search: finds(...sampleWard().slice(1, 3), samplePatient('protected')) });
    await look(element, 'Lauridsen');
    const [first, second, third] = options(element);
    expect(words(first)).to.match(
      /^Lauridsen, Else Test Født 02\.01\.1991 \(\d+ år\) CPR-nr\. 020191-9990 Fornavnet er forskelligt\. Lignende patient/,
    );
    expect(words(second?.querySelector('mark'))).to.equal('Ellen Louise Test');
    expect(words(third)).to.contain('Navne- og adressebeskyttet');
    expect(element.shadowRoot?.innerHTML).not.to.match(/Hemmelig|99 99/);
  });

  it('an answer that comes late never wins, and what is shown always belongs to the text', async () => {
    const answers = new Map<string, (patients: Patient[]) => void>();
    const aborted: string[] = [];
    const element = await picker({
      search: (query, { signal }) => {
        const text = query.by === 'name' ? query.words.join(' ') : query.value;
        signal.addEventListener('abort', () => aborted.push(text));
        return new Promise((resolve) => answers.set(text, resolve));
      },
    });
    await look(element, 'Else');
    await look(element, 'Ida');
    expect(aborted).to.deep.equal(['Else']);
    answers.get('Ida')?.([samplePatient('protected')]);
    answers.get('Else')?.([samplePatient('else')]);
    await settled(element);
    expect(options(element).map((each) => words(each.querySelector('.who')))).to.deep.equal(['Holm, Ida']);
    input(element).value = 'Idaa';
    input(element).dispatchEvent(new InputEvent('input'));
    await settled(element);
    expect(options(element)).to.be.empty;
    element.remove();
  });

  it('nothing of what was typed stands in an address, an attribute or storage', async () => {
    const element = await picker({ search: finds(samplePatient('else')) });
    const before = [location.href, history.length, JSON.stringify(localStorage)];
    await look(element, '020291 1234');
    expect(element.outerHTML + (element.shadowRoot?.innerHTML ?? '')).not.to.match(/020291[ -]?1234/);
    expect([location.href, history.length, JSON.stringify(localStorage)]).to.deep.equal(before);
    expect(input(element).autocomplete).to.equal('off');
    expect(input(element).name).to.equal('');
    expect(input(element).form).to.equal(null);
  });

  it('asks the host to open who is chosen, unless somebody takes it over; a refusal is said', async () => {
    const host = new FakeHost([]);
    const asked: unknown[] = [];
    host.setContext = async (...given: unknown[]) => {
      asked.push(given[0]);
      return { status: 'changed', context: undefined, plugins: [] };
    };
    const element = await picker({ host, search: finds(samplePatient('else'), { resourceType: 'Patient' }) });
    await look(element, 'Else');
    options(element)[1]?.click();
    expect(asked, 'without an id').to.be.empty;
    options(element)[0]?.click();
    await settled(element);
    expect(asked).to.deep.equal([{ patient: 'else' }]);
    host.setContext = () => Promise.reject(new SamspilError('server', 'Refused by the test.'));
    await look(element, 'Else');
    options(element)[0]?.click();
    await settled(element);
    expect(words(find(element, '[role=alert]'))).to.match(/^Patienten blev ikke åbnet/);
  });

  it('a search that failed is said in words and can be tried again; without a search the field is closed', async () => {
    let code: 'network' | 'denied' | undefined = 'network';
    const element = await picker({
      search: async () => {
        if (code) throw new SamspilError(code, 'Refused by the test.');
        return [samplePatient('else')];
      },
    });
    await look(element, 'Else');
    expect(words(find(element, '.notice'))).to.match(/^Der kunne ikke søges.*Prøv igen$/);
    code = undefined;
    find(element, '.notice button')?.click();
    await waitUntil(() => options(element).length === 1);
    expect(element.shadowRoot?.activeElement).to.equal(input(element));
    const closed = await picker();
    expect(input(closed).disabled).to.be.true;
    expect(words(closed)).to.contain('Der kan ikke søges efter patienter her.');
  });

  it('shows whatever comes: broken patients, markup, what is no patient and what is no list', async () => {
    const broken = brokenVariants(samplePatient('else'));
    const element = await picker();
    for (let from = 0; from < broken.length; from += 25) {
      element.search = finds(...broken.slice(from, from + 25));
      await element.updateComplete;
      await look(element, `Else ${'x'.repeat((from / 25) % 7)}`);
      expect(options(element), `from ${from}`).to.have.length(Math.min(25, broken.length - from));
    }
    element.search = finds(withMarkup(samplePatient('else')), null as unknown as Patient, {} as Patient);
    await look(element, 'Else');
    expect(element.shadowRoot?.textContent).to.contain(markup);
    expect(all(element, 'img, script')).to.be.empty;
    expect(status(element)).to.contain('2 patienter kunne ikke læses');
    element.search = (async () => undefined) as unknown as PatientSearch;
    await look(element, 'Else');
    expect(words(find(element, '.notice'))).to.contain('Der kunne ikke søges');
    expect(wasRun()).to.be.false;
  });

  it('fits 320 px in both directions of writing; every target is 44 px high', async () => {
    const element = await picker({ search: finds(...sampleWard()), within: 'Region Midtjylland' });
    await look(element, 'Lauridsen');
    element.style.width = '320px';
    for (const dir of ['ltr', 'rtl']) {
      element.dir = dir;
      expect(find(element, 'section')?.scrollWidth).to.be.at.most(320);
      for (const target of [input(element), ...options(element)])
        expect(target.offsetHeight).to.be.at.least(44);
    }
    expect(words(element)).to.contain('Søger i Region Midtjylland');
  });

  for (const locale of locales) {
    it(`is accessible in every state in ${locale}, in light and dark`, async () => {
      const element = await picker({
        locale,
        search: finds(...sampleWard().slice(0, 4), { resourceType: 'Patient' }),
      });
      await expectAccessible(element);
      await look(element, 'Lauridsen');
      await sendKeys({ press: 'ArrowDown' });
      await settled(element);
      await expectAccessible(element);
      element.search = () => Promise.reject(new SamspilError('not-held', 'Refused by the test.'));
      await look(element, 'Else');
      await expectAccessible(element);
      element.search = undefined;
      await settled(element);
      await expectAccessible(element);
    });
  }
});
