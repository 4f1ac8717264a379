import { expect, fixture, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { FhirResource, Questionnaire, QuestionnaireItem, QuestionnaireResponse } from 'fhir/r4';
import '../../define/app.ts';
import '../../define/questionnaire.ts';
import { locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { FakeWorkplace } from '../../testing/fake-fhir.ts';
import { brokenVariants, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import { all, contextWith, find, shown } from '../../testing/list-contract.ts';
import sample from '../../testing/sample-questionnaire.json';
import { itemTypes } from './form/form-item.ts';
import type { SamspilQuestionnaire } from './questionnaire.ts';

const tag = 'samspil-questionnaire';
const admission = () => structuredClone(sample) as unknown as Questionnaire;
const form = (...item: QuestionnaireItem[]): Questionnaire => ({
  resourceType: 'Questionnaire',
  status: 'active',
  title: 'F',
  item,
});

async function make(
  properties: Partial<SamspilQuestionnaire>,
  around?: HTMLElement,
): Promise<SamspilQuestionnaire> {
  const element = document.createElement(tag);
  Object.assign(element, { locale: 'da', ...properties });
  around?.append(element);
  await fixture(around ?? element);
  await settled(element);
  return element;
}
const question = (element: Element, text: string) =>
  all(element, '.question').find((each) => words(each.querySelector('label, .label')).startsWith(text));
const field = (element: Element, text: string, n = 0) =>
  question(element, text)?.querySelectorAll<HTMLInputElement>('input, textarea, select')[n];
const button = (element: Element, text: string) =>
  all(element, 'button').find((each) => (each.getAttribute('aria-label') ?? words(each)) === text);
/** As a person does: each letter tells, leaving tells once more. */
async function enter(element: SamspilQuestionnaire, text: string, value: string, n = 0): Promise<void> {
  const input = field(element, text, n);
  if (!input) throw new Error(`There is no field ${text}.`);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(element);
}
const answers = (element: SamspilQuestionnaire, linkId: string) => {
  const found: unknown[] = [];
  const walk = (items: QuestionnaireResponse['item'] = []) => {
    for (const item of items) {
      if (item.linkId === linkId) found.push(...(item.answer ?? []));
      walk(item.item);
      for (const answer of item.answer ?? []) walk(answer.item);
    }
  };
  walk(element.response?.item);
  return found;
};
const faults = (element: Element) => all(element, '.fault').map((each) => words(each));

describe(tag, () => {
  it('takes an answer of every type, and the response says exactly that', async () => {
    const element = await make({ questionnaire: admission() });
    field(element, '1.1 Boligform', 1)?.click();
    field(element, '1.2 Får', 0)?.click();
    await settled(element);
    await enter(element, 'Timer om ugen', '7,5');
    field(element, 'Hjælpemidler', 1)?.click();
    field(element, 'Hjælpemidler', 2)?.click();
    await settled(element);
    await enter(element, 'Hjælpemidler', 'Høj seng', 4);
    await enter(element, 'Syg siden', '5.2024');
    await enter(element, 'Seneste fald', '14.11.2025');
    await enter(element, 'Seneste fald', '14.05', 1);
    await enter(element, 'Vægt', '71');
    await enter(element, 'Vægt', 'kg', 1);
    await enter(element, 'Antal børn', '0');
    await enter(element, 'Hvad bekymrer', 'At falde\nigen');
    await enter(element, 'Hjemmeside', 'https://plan.example.org');
    const file = new DataTransfer();
    file.items.add(new File(['æ'], 'hud.txt', { type: 'text/plain' }));
    const input = field(element, 'Billede');
    if (input) input.files = file.files;
    input?.dispatchEvent(new Event('change', { bubbles: true }));
    await waitUntil(() => answers(element, 'photo').length === 1);
    const [fell] = answers(element, 'fell') as { valueDateTime: string }[];
    expect(fell?.valueDateTime).to.match(/^2025-11-14T14:05:00[+-]\d\d:\d\d$/);
    const expected: Record<string, unknown[]> = {
      living: [
        {
          valueCoding: {
            system: 'https://forms.example.org/living',
            code: 'together',
            display: 'Bor med andre',
          },
        },
      ],
      help: [{ valueBoolean: true }],
      'help-hours': [{ valueDecimal: 7.5 }],
      aids: [{ valueString: 'Stok' }, { valueString: 'Rollator' }, { valueString: 'Høj seng' }],
      since: [{ valueDate: '2024-05' }],
      bed: [{ valueTime: '22:00:00' }],
      weight: [{ valueQuantity: { value: 71, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } }],
      children: [{ valueInteger: 0 }],
      worry: [{ valueString: 'At falde\nigen' }],
      page: [{ valueUri: 'https://plan.example.org' }],
      photo: [{ valueAttachment: { contentType: 'text/plain', data: 'w6Y=', size: 2, title: 'hud.txt' } }],
    };
    for (const [linkId, values] of Object.entries(expected))
      expect(answers(element, linkId), linkId).to.deep.equal(values);
    expect(element.response?.questionnaire).to.equal('https://forms.example.org/Questionnaire/admission|2');
    expect(element.response?.status).to.equal('in-progress');
    expect(field(element, 'Syg siden')?.value, 'shown as it is written').to.equal('05.2024');
  });

  it('a boolean has three states; clearing an answer is no "no", and keeps the focus', async () => {
    const element = await make({ questionnaire: form({ linkId: 'b', type: 'boolean', text: 'Røg' }) });
    expect(all(element, 'input:checked')).to.be.empty;
    field(element, 'Røg', 1)?.focus();
    await sendKeys({ press: 'Space' });
    expect(answers(element, 'b')).to.deep.equal([{ valueBoolean: false }]);
    await settled(element);
    button(element, 'Ryd: Røg')?.click();
    await settled(element);
    expect(element.response?.item).to.equal(undefined);
    expect(element.matches(':state(blank)')).to.be.true;
    expect(element.shadowRoot?.activeElement).to.equal(field(element, 'Røg', 0));
  });

  it('FRM-01 required fields are told apart before anyone errs, with a key to the star', async () => {
    const element = await make({ questionnaire: admission() });
    expect(shown(element)).to.contain('* Skal udfyldes');
    expect(words(question(element, '1.1 Boligform')?.querySelector('.label'))).to.contain('Skal udfyldes');
    expect(question(element, 'Kaldenavn')?.querySelector('.star')).to.equal(null);
    expect(faults(element), 'nothing is wrong at start').to.be.empty;
    expect(find(await make({ questionnaire: form({ linkId: 'a', type: 'string' }) }), '.key')).to.equal(null);
  });

  it('FRM-02 every field and box has a name of its own, and FRM-04 the tab order is the order of the screen', async () => {
    const element = await make({ questionnaire: admission() });
    const fields = all(element, 'input, textarea, select') as HTMLInputElement[];
    for (const each of fields)
      expect(
        each.getAttribute('aria-label') ?? each.getAttribute('aria-labelledby') ?? each.labels?.length,
        each.id,
      ).to.be.ok;
    expect(all(element, '[tabindex]').filter(({ tabIndex }) => tabIndex > 0)).to.be.empty;
  });

  it('FRM-03 a hint stands beside its field, is tied to it and is no value', async () => {
    const element = await make({
      questionnaire: form(
        { linkId: 'd', type: 'date', text: 'Dato' },
        { linkId: 'u', type: 'url', text: 'Link' },
      ),
    });
    for (const name of ['Dato', 'Link']) {
      const input = field(element, name);
      const hint = find(element, `#${CSS.escape(input?.getAttribute('aria-describedby') ?? '-')}`);
      expect(words(hint), name).not.to.equal('');
      expect([input?.value, input?.placeholder]).to.deep.equal(['', '']);
    }
    await enter(element, 'Dato', '2.3.2026');
    expect(find(element, '.hint'), 'it stays while one types').to.exist;
  });

  it('FRM-11 options stand in the order of the form; FRM-13 each box is its own, and unticked is no answer', async () => {
    const options = ['Stærk', 'Let', 'Moderat'];
    const element = await make({
      questionnaire: form({
        linkId: 'c',
        type: 'choice',
        text: 'Smerte',
        repeats: true,
        answerOption: options.map((valueString) => ({ valueString })),
      }),
    });
    const all_ = () => [...(question(element, 'Smerte')?.querySelectorAll('.option') ?? [])];
    expect(all_().map((each) => words(each))).to.deep.equal(options);
    field(element, 'Smerte', 0)?.click();
    field(element, 'Smerte', 2)?.click();
    await settled(element);
    expect(answers(element, 'c')).to.have.deep.members([
      { valueString: 'Stærk' },
      { valueString: 'Moderat' },
    ]);
    field(element, 'Smerte', 0)?.click();
    await settled(element);
    expect(answers(element, 'c')).to.deep.equal([{ valueString: 'Moderat' }]);
    field(element, 'Smerte', 2)?.click();
    await settled(element);
    expect(answers(element, 'c')).to.deep.equal([]);
  });

  it('FRM-10 words of one’s own stand beside a fixed choice and can be edited; FRM-14 many options are a list', async () => {
    const options = Array.from({ length: 9 }, (_each, n) => ({ valueInteger: n }));
    const element = await make({
      questionnaire: form(
        { linkId: 'o', type: 'open-choice', text: 'Åben', answerOption: [{ valueString: 'A' }] },
        { linkId: 'm', type: 'choice', text: 'Mange', answerOption: options },
      ),
    });
    field(element, 'Åben')?.click();
    await enter(element, 'Åben', 'B', 1);
    expect(answers(element, 'o')).to.deep.equal([{ valueString: 'B' }]);
    expect(field(element, 'Åben')?.checked).to.be.false;
    await enter(element, 'Åben', 'Bx', 1);
    expect(answers(element, 'o')).to.deep.equal([{ valueString: 'Bx' }]);
    await enter(element, 'Mange', '3');
    expect(answers(element, 'm')).to.deep.equal([{ valueInteger: 3 }]);
    await enter(element, 'Mange', '-1');
    expect(answers(element, 'm')).to.deep.equal([]);
  });

  it('FRM-12 what a choice brings appears, is announced, and its answer is out of the completed response once it goes', async () => {
    const yes = { question: 'q', operator: '=', answerBoolean: true } as const;
    const element = await make({
      questionnaire: form(
        { linkId: 'q', type: 'boolean', text: 'Ja?' },
        { linkId: 'x', type: 'string', text: 'Hvad', required: true, enableWhen: [yes] },
      ),
    });
    expect(question(element, 'Hvad')).to.equal(undefined);
    expect(element.complete()?.status).to.equal('completed');
    field(element, 'Ja?', 0)?.click();
    await settled(element);
    expect(words(find(element, '.sr-only[role="status"]'))).to.equal('Flere spørgsmål vises nu');
    expect(element.validity.valueMissing).to.be.true;
    await enter(element, 'Hvad', 'dette');
    field(element, 'Ja?', 1)?.click();
    await settled(element);
    expect(question(element, 'Hvad')).to.equal(undefined);
    expect(answers(element, 'x'), 'the draft keeps it').to.have.length(1);
    expect(element.complete()?.item?.map(({ linkId }) => linkId)).to.deep.equal(['q']);
    field(element, 'Ja?', 0)?.click();
    await settled(element);
    expect(field(element, 'Hvad')?.value).to.equal('dette');
  });

  it('FRM-16 missed fields are marked by shape and word; one list names them and leads to them', async () => {
    const element = await make({ questionnaire: admission() });
    expect(element.complete()).to.equal(undefined);
    await settled(element);
    expect(element.shadowRoot?.activeElement).to.equal(find(element, '.summary'));
    expect(words(find(element, '.summary'))).to.equal(
      '2 felter skal rettes Boligform: Skal udfyldes Hvad bekymrer patienten mest?: Skal udfyldes',
    );
    expect(faults(element)).to.deep.equal(['Skal udfyldes', 'Skal udfyldes']);
    expect(all(element, '.fault svg')).to.have.length(2);
    expect(element.matches(':state(user-invalid)')).to.be.true;
    all(element, '.summary button')[1]?.focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(element.shadowRoot?.activeElement).to.equal(field(element, 'Hvad bekymrer'));
    expect(field(element, 'Hvad bekymrer')?.getAttribute('aria-invalid')).to.equal('true');
    await enter(element, 'Hvad bekymrer', 'x'.repeat(201));
    field(element, '1.1 Boligform')?.click();
    await settled(element);
    expect(faults(element)).to.deep.equal(['Højst 200 tegn']);
    await enter(element, 'Hvad bekymrer', 'Intet');
    expect(find(element, '.summary')).to.equal(null);
    expect(element.complete()?.authored).to.match(/^\d{4}-\d\d-\d\dT/);
  });

  it('what is typed and cannot be read stays, says what would be right, and is never guessed', async () => {
    const element = await make({ questionnaire: admission() });
    for (const [text, value, fault] of [
      ['Antal børn', '1,5', 'Skriv et helt tal'],
      ['Antal børn', '1.234', 'Mener du 1,234 eller 1234?'],
      ['Syg siden', '31.02.2024', 'Skriv en dato, fx 14.11.2025'],
      ['Sengetid', '25.00', 'Skriv et klokkeslæt, fx 14.05'],
      ['Hjemmeside', 'plan', 'Skriv en hel adresse, fx https://www.sundhed.dk'],
    ] as const) {
      await enter(element, text, value);
      expect(words(question(element, text)?.querySelector('.fault'))).to.equal(fault);
      expect(field(element, text)?.value).to.equal(value);
      await enter(element, text, '');
      expect(question(element, text)?.querySelector('.fault'), text).to.equal(null);
    }
    field(element, '1.2 Får', 0)?.click();
    await settled(element);
    await enter(element, 'Timer om ugen', '169');
    expect(faults(element)).to.deep.equal(['Uden for det tilladte: mellem 0 og 168']);
  });

  it('FRM-19 repetitions are added and removed by keyboard; what was removed can be brought back', async () => {
    const element = await make({ questionnaire: admission() });
    await enter(element, 'Navn', 'Bo');
    await enter(element, 'Telefon', '11');
    button(element, 'Tilføj svar: Telefon')?.focus();
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(element.shadowRoot?.activeElement).to.equal(field(element, 'Telefon', 1));
    await sendKeys({ type: '22' });
    button(element, 'Tilføj Pårørende')?.click();
    await settled(element);
    expect(
      all(element, 'legend')
        .map((each) => words(each))
        .slice(-2),
    ).to.deep.equal(['Pårørende, nr. 1', 'Pårørende, nr. 2']);
    button(element, 'Fjern Pårørende, nr. 1')?.click();
    await settled(element);
    expect(answers(element, 'relative-name')).to.deep.equal([]);
    expect(words(element.shadowRoot?.activeElement)).to.equal('Fortryd');
    await sendKeys({ press: 'Enter' });
    await settled(element);
    expect(answers(element, 'relative-phone')).to.deep.equal([{ valueString: '11' }, { valueString: '22' }]);
    button(element, 'Fjern Telefon, nr. 1')?.click();
    await settled(element);
    expect(answers(element, 'relative-phone')).to.deep.equal([{ valueString: '22' }]);
  });

  it('shows a stored response as it is: read only as text, in a form as fields; nothing of it is lost unsaid', async () => {
    const response: QuestionnaireResponse = {
      resourceType: 'QuestionnaireResponse',
      id: 'r',
      status: 'completed',
      subject: { reference: 'Patient/else' },
      item: [
        {
          linkId: '2',
          item: [
            {
              linkId: 'weight',
              answer: [{ valueQuantity: { value: 3.12345, comparator: '<', unit: 'kg' } }],
            },
            { linkId: 'fell', answer: [{ valueDateTime: '2020' }] },
          ],
        },
        { linkId: 'doctor', answer: [{ valueReference: { display: 'Dr. Holm' } }] },
        { linkId: 'drug', answer: [{ valueCoding: { code: 'M01', display: 'Panodil' } }] },
        { linkId: 'gone', text: 'Tidligere spørgsmål', answer: [{ valueString: 'x' }] },
      ],
    };
    const before = JSON.stringify(response);
    const read = await make({ questionnaire: admission(), response, readonly: true });
    expect(all(read, 'input, textarea, select, button')).to.be.empty;
    expect(words(question(read, 'Vægt'))).to.equal('Vægt < 3,12345 kg');
    expect(words(question(read, 'Kaldenavn'))).to.equal('Kaldenavn Ikke besvaret');
    expect(words(question(read, 'Seneste fald'))).to.contain('2020');
    expect(shown(read))
      .to.contain('Dr. Holm')
      .and.to.contain('Panodil')
      .and.to.contain('Tidligere spørgsmål');
    expect(read.report.map(({ code }) => code)).to.deep.equal(['answers-not-here', 'answer-not-shown']);
    const edited = await make({ questionnaire: admission(), response });
    expect(field(edited, 'Vægt')?.value).to.equal('3,12345');
    expect(edited.response?.id).to.equal('r');
    expect(edited.response?.subject).to.deep.equal({ reference: 'Patient/else' });
    field(edited, '1.1 Boligform')?.click();
    await settled(edited);
    await enter(edited, 'Hvad bekymrer', 'A');
    expect(edited.complete()?.status, 'completed before').to.equal('amended');
    expect(JSON.stringify(response)).to.equal(before);
  });

  it('stops when the form needs what it does not understand, and says which; a rule it cannot check blocks completion alone', async () => {
    const stopped = await make({
      questionnaire: {
        ...form({ linkId: 'a', type: 'string' }),
        modifierExtension: [{ url: 'http://x.example/mod', valueBoolean: true }],
      },
    });
    expect(all(stopped, 'input')).to.be.empty;
    expect(shown(stopped)).to.contain('kan ikke bruges her').and.to.contain('http://x.example/mod');
    expect(stopped.matches(':state(stopped)')).to.be.true;
    expect(stopped.complete()).to.equal(undefined);
    const url = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression';
    const blocked = await make({
      questionnaire: form(
        { linkId: 'a', type: 'string', text: 'A', extension: [{ url, valueString: 'x' }] },
        { linkId: 'z', type: 'hologram' as 'string', text: 'Z' },
      ),
    });
    expect(shown(blocked)).to.contain('ikke afsluttes her').and.to.contain(url);
    expect(words(question(blocked, 'Z'))).to.contain('af en slags, der ikke kan besvares her');
    await enter(blocked, 'A', 'svar');
    expect(answers(blocked, 'a')).to.have.length(1);
    expect(blocked.complete()).to.equal(undefined);
    expect(blocked.report.map(({ linkId, code }) => `${linkId} ${code}`)).to.deep.equal([
      'a extension-not-supported',
      'z type-not-supported',
    ]);
  });

  describe('as a control in a form', () => {
    const inForm = async (properties: Partial<SamspilQuestionnaire> = {}) => {
      const around = document.createElement('form');
      const fieldset = document.createElement('fieldset');
      around.append(fieldset);
      const element = document.createElement(tag);
      Object.assign(element, { locale: 'da', name: 'skema', questionnaire: admission(), ...properties });
      fieldset.append(element);
      await fixture(around);
      await settled(element);
      return { around, fieldset, element };
    };

    it('its value is the response; reset goes back to the given one; a fieldset disables it; the page can find fault', async () => {
      const { around, fieldset, element } = await inForm();
      expect(element.form).to.equal(around);
      expect(element.checkValidity()).to.be.false;
      expect(element.validationMessage).to.equal('2 felter skal rettes');
      await enter(element, 'Kaldenavn', 'Kis');
      const sent = JSON.parse(new FormData(around).get('skema') as string) as QuestionnaireResponse;
      expect(sent).to.deep.equal(element.response);
      expect(JSON.stringify(sent)).to.contain('Kis');
      fieldset.disabled = true;
      await settled(element);
      expect(element.matches(':state(disabled)')).to.be.true;
      expect(element.willValidate).to.be.false;
      expect(new FormData(around).get('skema')).to.equal(null);
      expect(all(element, 'input')).to.be.empty;
      fieldset.disabled = false;
      around.reset();
      await settled(element);
      expect(answers(element, 'nick')).to.deep.equal([]);
      element.setCustomValidity('Vent');
      await settled(element);
      expect(element.validity.customError).to.be.true;
      expect(element.validationMessage).to.equal('Vent');
      element.setCustomValidity('');
      expect(around.reportValidity()).to.be.false;
      await settled(element);
      expect(find(element, '.summary')).to.exist;
      element.formStateRestoreCallback(JSON.stringify(sent));
      await settled(element);
      expect(field(element, 'Kaldenavn')?.value).to.equal('Kis');
    });

    it('tells of a person’s acts by input, change and the response; of what the owner sets by nothing', async () => {
      const { element } = await inForm();
      const told: string[] = [];
      for (const name of ['input', 'change', 'samspil-response-change'])
        element.addEventListener(name, () => told.push(name));
      element.response = { resourceType: 'QuestionnaireResponse', status: 'in-progress', item: [] };
      await settled(element);
      expect(told).to.deep.equal([]);
      await enter(element, 'Kaldenavn', 'Kis');
      expect(told.sort()).to.deep.equal(['change', 'input', 'samspil-response-change']);
      field(element, '1.1 Boligform')?.click();
      await settled(element);
      told.length = 0;
      button(element, 'Ryd: Boligform')?.click();
      await settled(element);
      expect(told.sort()).to.deep.equal(['change', 'input', 'samspil-response-change']);
    });
  });

  it('needs no connection and no lease: what is typed stays through both', async () => {
    const workplace = new FakeWorkplace(contextWith());
    const app = document.createElement('samspil-app');
    Object.assign(app, { workplace, clientId: 'x', scope: 'patient/*.rs' });
    const element = await make({ questionnaire: admission() }, app);
    workplace.online.value = false;
    await enter(element, 'Kaldenavn', 'Kis');
    workplace.online.value = true;
    await settled(element);
    expect(field(element, 'Kaldenavn')?.value).to.equal('Kis');
    expect(answers(element, 'nick')).to.deep.equal([{ valueString: 'Kis' }]);
  });

  it('tolerates forms and responses of whatever shape: throws nothing, executes nothing, fetches nothing', async () => {
    const everyType = form(
      ...itemTypes.map((type) => ({
        linkId: type,
        type,
        text: type,
        answerOption: [{ valueString: 'A' }],
        enableWhen: [{ question: 'string', operator: '!=' as const, answerString: 'x' }],
      })),
    );
    const element = await make({});
    expect(shown(element)).to.equal('');
    for (const broken of [...brokenVariants(everyType as FhirResource).slice(0, 600), 'x', 7, null, []]) {
      element.questionnaire = broken as Questionnaire;
      await element.updateComplete;
      element.complete();
    }
    const stored: QuestionnaireResponse = {
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
      item: [
        { linkId: '2', item: [{ linkId: 'weight', answer: [{ valueQuantity: { value: 1, unit: 'kg' } }] }] },
      ],
    };
    element.questionnaire = admission();
    for (const broken of brokenVariants(stored)) {
      element.response = broken;
      await element.updateComplete;
      expect(find(element, '.question')).to.exist;
    }
    element.response = undefined;
    element.questionnaire = withMarkup(admission());
    await settled(element);
    expect(element.shadowRoot?.textContent).to.contain(markup);
    expect(all(element, 'img, script')).to.be.empty;
    expect(wasRun()).to.be.false;
  });

  it('fits 320 px in both directions of writing, and every target is 44 px high', async () => {
    const element = await make({ questionnaire: admission() });
    element.style.width = '320px';
    element.complete();
    await settled(element);
    for (const dir of ['ltr', 'rtl']) {
      element.dir = dir;
      expect(find(element, 'section')?.scrollWidth).to.be.at.most(320);
      for (const target of all(element, 'button, select, .option, input:not([type=radio], [type=checkbox])'))
        expect(target.offsetHeight, target.outerHTML).to.be.at.least(44);
    }
  });

  for (const locale of locales) {
    it(`is accessible in ${locale}, in light and dark, empty, with faults and read only`, async () => {
      const element = await make({ questionnaire: admission(), locale });
      await enter(element, 'Antal', 'x');
      element.complete();
      await settled(element);
      await expectAccessible(element);
      element.readonly = true;
      await settled(element);
      await expectAccessible(element);
    });
  }
});
