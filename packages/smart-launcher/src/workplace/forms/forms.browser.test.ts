import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { ClinicalContext, ReceiptState } from '@samspil/sdk';
import { SamspilError } from '@samspil/sdk';
import type { KeptDraft, WriteRequest } from '@samspil/sdk/offline';
import type { Questionnaire, QuestionnaireResponse } from 'fhir/r4';
import '@samspil/components/define/app';
import '@samspil/components/define/questionnaire';
import '@samspil/components/define/read-age';
import { WorkplaceForm } from './workplace-form.ts';
import { WorkplaceForms } from './workplace-forms.ts';
import { fakeDesktop, receipt, words, type Answer, type FakeDesktop } from '../testing/fake-desktop.ts';

customElements.define('workplace-form', WorkplaceForm);
customElements.define('workplace-forms', WorkplaceForms);

const FALLS: Questionnaire = {
  resourceType: 'Questionnaire',
  id: 'falls',
  url: 'https://forms.example/falls',
  version: '1',
  status: 'active',
  title: 'Faldscreening',
  item: [
    { linkId: 'n', type: 'integer', text: 'Antal fald', required: true },
    { linkId: 'note', type: 'string', text: 'Hvad gør vi?' },
  ],
};
const filledBy = (patient: string): QuestionnaireResponse => ({
  resourceType: 'QuestionnaireResponse',
  id: `r-${patient}`,
  meta: { versionId: '3' },
  questionnaire: 'https://forms.example/falls|1',
  status: 'completed',
  subject: { reference: `Patient/${patient}` },
  authored: '2026-01-15T08:00:00+01:00',
  author: { reference: 'Practitioner/nurse', display: 'Sidsel Nørgaard' },
  item: [{ linkId: 'n', text: 'Antal fald', answer: [{ valueInteger: 2 }] }],
});

/** As long as a busy machine needs. */
const until = (holds: () => boolean, what?: string) => waitUntil(holds, what, { timeout: 8_000 });

const stored = ({ patient, plugin }: WriteRequest, state: ReceiptState = 'stored') =>
  receipt({ patient, plugin, state, resources: [{ reference: 'QuestionnaireResponse/r-p1' }] });

describe('workplace-forms', () => {
  let desktop: FakeDesktop;
  let writes: WriteRequest[];
  let kept: KeptDraft[];
  let filled: (patient: string) => Answer;

  beforeEach(() => {
    localStorage.clear();
    writes = [];
    kept = [];
    filled = () => [];
    desktop = fakeDesktop();
    desktop.serve(({ path, form }) => {
      const asked = path + String(form);
      if (asked.startsWith('Questionnaire?') || asked.startsWith('Questionnaire/_search')) return [FALLS];
      const [, patient = ''] = /(?:subject|patient)=(\w+)/.exec(asked) ?? [];
      return asked.startsWith('QuestionnaireResponse') ? filled(patient) : [];
    });
    desktop.outbox.enqueue = async (write) => {
      writes.push(write);
      return stored(write);
    };
    const { drafts } = desktop.outbox;
    drafts.put = async ({ patient, plugin }, draft) => {
      kept = kept.filter(({ key, patient: of }) => key !== draft.key || of !== patient);
      kept.push({
        ...draft,
        patient,
        plugin,
        id: `${patient} ${draft.key}`,
        savedAt: new Date().toISOString(),
      });
    };
    drafts.list = async ({ patient } = {}) => kept.filter((draft) => draft.patient === patient);
    drafts.remove = async ({ patient }, key) => {
      kept = kept.filter((draft) => draft.key !== key || draft.patient !== patient);
    };
  });

  async function openPatient(patient: string): Promise<ClinicalContext> {
    const { context } = await desktop.host.setContext({ patient });
    if (!context) throw new Error('No lease was opened.');
    return context;
  }
  async function formsOf(patient: string): Promise<WorkplaceForms> {
    const context = await openPatient(patient);
    const app = await fixture(
      html`<samspil-app .workplace=${desktop.host.workplace}>
        <workplace-forms .desktop=${desktop} .context=${context} .locale=${'da'}></workplace-forms>
      </samspil-app>`,
    );
    const element = app.querySelector('workplace-forms') as WorkplaceForms;
    await until(() => words(element).includes('Kan udfyldes'), 'the forms are read');
    await until(() => words(element).includes('Udfyldt'), 'what is filled in is read');
    return element;
  }
  const form = (element: Element) => element.shadowRoot?.querySelector('workplace-form')?.shadowRoot;
  const control = (element: Element) => form(element)?.querySelector('samspil-questionnaire');
  const press = async (element: Element, name: string) => {
    const found = () =>
      [...(form(element) ?? element.shadowRoot ?? element).querySelectorAll('button')].find(
        (button) => (button.getAttribute('aria-label') ?? words(button)) === name,
      );
    await until(() => found() !== undefined, name);
    found()?.click();
  };
  const type = async (element: Element, nr: number, value: string) => {
    const input = () => control(element)?.shadowRoot?.querySelectorAll('input')[nr];
    await until(() => input() !== undefined && !control(element)?.readonly, 'the form is open');
    const field = input() as HTMLInputElement;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  };
  const saved = (nr = 0) => writes[nr]?.resources[0] as QuestionnaireResponse;

  it('what is typed outlives the tab it stands in, is gone on with, and is saved once for its patient', async () => {
    const element = await formsOf('p1');
    await press(element, 'Udfyld Faldscreening');
    await type(element, 0, '3');
    await until(() => kept.length === 1, 'it is kept on the device');
    element.remove();
    const again = await formsOf('p1');
    await until(() => words(again).includes('Påbegyndt'), 'it is offered');
    await expect(again).to.be.accessible();
    expect(words(again)).not.to.contain('Udfyld Faldscreening');
    await press(again, 'Fortsæt Faldscreening');
    await type(again, 1, 'Lys');
    await expect(again).to.be.accessible();
    await press(again, 'Gem skema');
    await until(() => words(again).includes('Afventer afsendelse'), 'its receipt says how far it has come');
    expect(writes).to.have.length(1);
    expect(saved()).to.deep.include({
      status: 'completed',
      questionnaire: 'https://forms.example/falls|1',
      subject: { reference: 'Patient/p1' },
      author: { reference: 'Practitioner/nurse' },
    });
    expect(saved().item?.flatMap(({ answer }) => answer)).to.deep.equal([
      { valueInteger: 3 },
      { valueString: 'Lys' },
    ]);
    expect(kept).to.have.length(0);
    desktop.receive(stored(writes[0] as WriteRequest, 'accepted'));
    await until(() => words(again).includes('Modtaget i EPJ'), 'it arrived');
  });

  it('one patient’s form is never there under another’s lease, and is there again under her own', async () => {
    filled = (patient) => [filledBy(patient)];
    const element = await formsOf('p1');
    await press(element, 'Udfyld Faldscreening');
    await type(element, 0, '7');
    element.context = await openPatient('p2');
    await until(() => words(element).includes('Sidsel Nørgaard'), 'the other one’s forms are read');
    expect(control(element)).to.equal(undefined);
    expect(words(element)).not.to.contain('Påbegyndt');
    await press(element, 'Udfyld Faldscreening');
    await until(() => control(element) !== undefined && control(element) !== null);
    expect(control(element)?.response?.item).to.equal(undefined);
    element.context = await openPatient('p1');
    await press(element, 'Fortsæt Faldscreening');
    await until(() => control(element)?.response?.item?.[0]?.answer?.[0]?.valueInteger === 7);
  });

  it('a form that is filled in is read, and corrected over the version that was looked at', async () => {
    filled = (patient) => [filledBy(patient)];
    const element = await formsOf('p1');
    await until(() => words(element).includes('Sidsel Nørgaard'), 'by whom it was filled in');
    const row = element.shadowRoot?.querySelector('[data-response] button');
    (row as HTMLButtonElement).click();
    await until(() => control(element)?.readonly === true, 'it is read');
    await press(element, 'Ret');
    await type(element, 0, '4');
    await press(element, 'Gem skema');
    await until(() => writes.length === 1, 'it is saved');
    expect(saved()).to.deep.include({ id: 'r-p1', status: 'amended' });
    expect(saved().meta?.versionId).to.equal('3');
  });

  it('giving up a form asks first, and begins on the answer that keeps it', async () => {
    const element = await formsOf('p1');
    await press(element, 'Udfyld Faldscreening');
    await type(element, 0, '3');
    await until(() => kept.length === 1, 'it is kept');
    await press(element, 'Kassér');
    await until(() => form(element)?.activeElement?.textContent?.trim() === 'Behold', 'it is asked');
    await press(element, 'Behold');
    expect(kept).to.have.length(1);
    await press(element, 'Kassér');
    await press(element, 'Ja, kassér');
    await until(() => kept.length === 0 && words(element).includes('Kan udfyldes'), 'it is gone');
    expect(writes).to.have.length(0);
  });

  it('a save whose outcome is not known is tried again as the same, also by the next page, and nothing else can be done', async () => {
    desktop.outbox.enqueue = async (write) => {
      writes.push(write);
      throw new SamspilError('timeout', 'No answer came.');
    };
    const element = await formsOf('p1');
    await press(element, 'Udfyld Faldscreening');
    await type(element, 0, '3');
    await press(element, 'Gem skema');
    await until(() => words(form(element)?.querySelector('.notice')).includes('kun gemt én gang'), 'said');
    expect(control(element)?.readonly).to.equal(true);
    element.remove();
    desktop.outbox.enqueue = async (write) => {
      writes.push(write);
      return stored(write);
    };
    const again = await formsOf('p1');
    await press(again, 'Fortsæt Faldscreening');
    await press(again, 'Prøv igen');
    await until(() => writes.length === 2, 'it is tried again');
    expect(writes[1]?.operationId).to.equal(writes[0]?.operationId);
    expect(saved(1)).to.deep.equal(saved(0));
  });

  it('without a connection the forms of last time are there, and what is typed and cannot be kept is said', async () => {
    (await formsOf('p1')).remove();
    desktop.serve(() => 503);
    desktop.outbox.drafts.put = () => Promise.reject(new SamspilError('storage-full', 'No room.'));
    const context = await openPatient('p1');
    const element = await fixture<WorkplaceForms>(
      html`<workplace-forms .desktop=${desktop} .context=${context} .locale=${'da'}></workplace-forms>`,
    );
    await until(() => words(element).includes('da de sidst blev hentet'), 'it is said how old they are');
    await press(element, 'Udfyld Faldscreening');
    await type(element, 0, '3');
    await until(() =>
      words(form(element)?.querySelector('[role=alert]')).includes('kan ikke lægges til side'),
    );
    await press(element, 'Alle skemaer');
    await until(() => words(form(element)?.querySelector('[role=alertdialog]')).includes('går tabt'));
  });
});
