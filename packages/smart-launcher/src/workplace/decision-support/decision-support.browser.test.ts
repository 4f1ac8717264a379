import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { SamspilError } from '@samspil/sdk';
import type { ClinicalContext } from '@samspil/sdk';
import type { WriteRequest } from '@samspil/sdk/offline';
import type { Observation, Task } from 'fhir/r4';
import '@samspil/components/define/cds-cards';
import { fakeDesktop, receipt, words, type FakeDesktop } from '../testing/fake-desktop.ts';
import { scriptedServices, type ScriptedServices } from './testing/scripted-services.ts';
import { WorkplaceDecisionSupport } from './workplace-decision-support.ts';

customElements.define('workplace-decision-support', WorkplaceDecisionSupport);

const SERVER = 'https://cds.example';
const pulse: Observation = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { text: 'Puls' },
  subject: { reference: 'Patient/p1' },
};
const task: Task = {
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  priority: 'urgent',
  description: 'Mål igen',
  for: { reference: 'Patient/p1' },
};
const uuid = (n: number) => `4e0a3a1e-3283-4575-ab82-00000000000${n}`;
const cardWith = (resource: object, type = 'create') => ({
  uuid: uuid(1),
  summary: 'Pulsen er høj',
  indicator: 'critical',
  source: { label: 'Prøve' },
  selectionBehavior: 'at-most-one',
  suggestions: [
    { uuid: uuid(2), label: 'Mål igen nu', actions: [{ type, description: 'Opgave', resource }] },
  ],
  overrideReasons: [{ system: 'https://cds.example/r', code: 'known', display: 'Kendt' }],
});
const heart = {
  id: 'heart',
  hook: 'patient-view',
  title: 'Hjerte',
  description: 'Prøve',
  prefetch: {
    patient: 'Patient/{{context.patientId}}',
    pulse: 'Observation?patient={{context.patientId}}&category=vital-signs',
  },
};
const pills = { ...heart, id: 'pills', title: 'Medicin', prefetch: {} };

/** As long as a busy machine needs. */
const until = (holds: () => boolean, what?: string) => waitUntil(holds, what, { timeout: 8_000 });

describe('workplace-decision-support', () => {
  let desktop: FakeDesktop;
  let services: ScriptedServices;
  let writes: WriteRequest[];
  let isFull: boolean;

  beforeEach(() => {
    services = scriptedServices(SERVER);
    services.discover([heart]);
    services.answer('heart', { cards: [cardWith(task)] });
    writes = [];
    isFull = false;
    desktop = fakeDesktop();
    desktop.serve(({ path, form }) => {
      if (path.startsWith('Patient/')) return { resourceType: 'Patient', id: path.slice('Patient/'.length) };
      return path.startsWith('Observation') && /=p1\b/.test(path + String(form)) ? [pulse] : [];
    });
    desktop.outbox.enqueue = async (write) => {
      writes.push(write);
      if (isFull) throw new SamspilError('storage-full', 'No room.');
      return receipt({ id: 'own', patient: write.patient, plugin: write.plugin });
    };
  });

  afterEach(() => services.restore());

  async function openPatient(patient: string): Promise<ClinicalContext> {
    const { context } = await desktop.host.setContext({ patient });
    if (!context) throw new Error('No lease was opened.');
    return context;
  }

  async function supportOf(
    patient = 'p1',
    resourceTypes: readonly string[] = ['Patient', 'Observation'],
  ): Promise<WorkplaceDecisionSupport> {
    const config = { ...desktop.config, decisionSupport: [{ url: SERVER, resourceTypes }] };
    return fixture(
      html`<workplace-decision-support
        .desktop=${{ ...desktop, config }}
        .context=${await openPatient(patient)}
        .locale=${'da'}
      ></workplace-decision-support>`,
    );
  }

  const cards = (element: WorkplaceDecisionSupport) => element.renderRoot.querySelector('samspil-cds-cards');
  const shown = (element: WorkplaceDecisionSupport) => words(cards(element));
  const press = (element: WorkplaceDecisionSupport, text: string) =>
    [...(cards(element)?.renderRoot.querySelectorAll('button') ?? [])]
      .find((button) => button.textContent?.trim() === text)
      ?.click();
  const accepted = (id: string, reference: string) =>
    desktop.receive(receipt({ id, state: 'accepted', resources: [{ reference }] }));

  it('sends a service what it asks for and nothing else: no token, no address to read from', async () => {
    const element = await supportOf();
    await until(() => shown(element).includes('Pulsen er høj'));
    expect(shown(element)).to.include('Kører').and.include('Kritisk');
    const [call] = services.calls('heart');
    const { hookInstance, prefetch, ...rest } = call?.body as Record<string, unknown>;
    expect(rest).to.deep.equal({
      hook: 'patient-view',
      context: { patientId: 'p1', userId: 'Practitioner/nurse' },
    });
    expect(hookInstance).to.match(/^[0-9a-f-]{36}$/);
    expect(prefetch).to.deep.equal({
      patient: { resourceType: 'Patient', id: 'p1' },
      pulse: { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: pulse }] },
    });
    expect(call?.init).to.include({ credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer' });
    expect([...new Headers(call?.init.headers).keys()]).to.deep.equal(['accept-language', 'content-type']);
    await expect(element).to.be.accessible();
  });

  it('says which service does not run, and shows what the others say meanwhile', async () => {
    services.discover([heart, pills]);
    services.answer('pills', 500);
    const element = await supportOf();
    await until(() => shown(element).includes('Kører kun delvist'));
    await until(() => shown(element).includes('Pulsen er høj'));
    expect(shown(element)).to.match(/Medicin Kører ikke siden/);
  });

  it('says that there is no advice only once every service has answered, and holds no card back until then', async () => {
    services.discover([heart, pills]);
    services.answer('heart', { cards: [] });
    let release = services.hold('pills');
    const element = await supportOf();
    await until(() => services.calls('pills').length === 1 && services.calls('heart').length === 1);
    expect(words(element)).to.equal('Spørger beslutningsstøtten …');
    release({ cards: [] });
    await until(() => shown(element).includes('Ingen råd for denne patient'));

    services.answer('heart', { cards: [cardWith(task)] });
    release = services.hold('pills');
    element.context = await openPatient('p2');
    await until(() => shown(element).includes('Pulsen er høj'));
    expect(shown(element)).to.include('Medicin Status ikke oplyst');
    release({ cards: [] });
    await until(() =>
      /^Beslutningsstøtte Erstatter ikke faglig vurdering Kører Tjenester/.test(shown(element)),
    );
  });

  it('does not call a service that asks for more than it may be sent, and reads none of it', async () => {
    const element = await supportOf('p1', ['Patient']);
    await until(() => shown(element).includes('Ikke tilgængelig'));
    expect(services.calls('heart')).to.deep.equal([]);
    expect(desktop.requests.map(({ path }) => path)).to.not.include('Observation');
  });

  for (const [what, status] of [
    ['a service that lacks something', 412],
    ['an answer that is no list of cards', { cards: 7 }],
    ['an answer that is a page', '<html></html>'],
  ] as const) {
    it(`${what} is said not to be there or not to run, and shows nothing`, async () => {
      services.answer('heart', status);
      const element = await supportOf();
      await until(() => shown(element).includes('Kører ikke: der kommer ingen råd'));
      expect(shown(element)).to.include(status === 412 ? 'Ikke tilgængelig' : 'Kører ikke siden');
    });
  }

  it('makes the task that is suggested once, ordered by the user, and then tells the service', async () => {
    const element = await supportOf();
    await until(() => shown(element).includes('Mål igen nu'));
    press(element, 'Mål igen nu');
    press(element, 'Mål igen nu');
    await until(() => services.feedback('heart').length === 1);
    expect(shown(element)).to.include('Valgt og udført');
    expect(writes).to.have.length(1);
    const [saved] = writes[0]?.resources as Task[];
    const { authoredOn, lastModified, ...made } = saved as Task;
    expect(made).to.deep.equal({ ...task, requester: { reference: 'Practitioner/nurse' } });
    expect(Date.parse(authoredOn ?? '')).to.equal(Date.parse(lastModified ?? ''));
    const [told] = services.feedback('heart');
    expect(told).to.deep.include({
      card: uuid(1),
      outcome: 'accepted',
      acceptedSuggestions: [{ id: uuid(2) }],
    });
  });

  it('tries the same write again after a failure, and tells the service nothing before it is stored', async () => {
    isFull = true;
    const element = await supportOf();
    await until(() => shown(element).includes('Mål igen nu'));
    press(element, 'Mål igen nu');
    await until(() => shown(element).includes('Ikke udført'));
    expect(services.feedback('heart')).to.deep.equal([]);
    isFull = false;
    press(element, 'Mål igen nu');
    await until(() => shown(element).includes('Valgt og udført'));
    expect(writes[1]).to.deep.equal(writes[0]);
  });

  for (const [what, action] of [
    ['about another patient', cardWith({ ...task, for: { reference: 'Patient/p2' } })],
    ['that is no task', cardWith(pulse)],
    ['that changes what stands there', cardWith({ ...task, id: 't1' }, 'update')],
    ['with more than a task needs', cardWith({ ...task, contained: [] })],
    ['that says who ordered it', cardWith({ ...task, requester: { reference: 'Practitioner/chief' } })],
  ] as const) {
    it(`refuses a suggestion ${what}: nothing is written, and the card says that it was not done`, async () => {
      services.answer('heart', { cards: [action] });
      const element = await supportOf();
      await until(() => shown(element).includes('Mål igen nu'));
      press(element, 'Mål igen nu');
      await until(() => shown(element).includes('Ikke udført'));
      expect(writes).to.deep.equal([]);
      expect(services.feedback('heart')).to.deep.equal([]);
    });
  }

  it('tells a service why its card was dismissed, later if it does not answer now', async () => {
    services.refuseFeedback(true);
    const element = await supportOf();
    await until(() => shown(element).includes('Pulsen er høj'));
    press(element, 'Afvis');
    await cards(element)?.updateComplete;
    cards(element)?.renderRoot.querySelector<HTMLInputElement>('.why-not input')?.click();
    press(element, 'Afvis rådet');
    await until(() => services.refused === 1);
    services.refuseFeedback(false);
    accepted('other', 'Observation/o2');
    await until(() => services.feedback('heart').length === 1);
    const [told] = services.feedback('heart');
    expect(told).to.deep.include({ card: uuid(1), outcome: 'overridden' });
    expect(told?.['overrideReason']).to.deep.include({
      reason: { system: 'https://cds.example/r', code: 'known', display: 'Kendt' },
    });
    expect(shown(element)).to.include('Afvist');
    expect(writes).to.deep.equal([]);
  });

  it('asks again when what a service works from was received, and not after what it suggested itself', async () => {
    services.discover([
      { ...heart, prefetch: { ...heart.prefetch, tasks: 'Task?patient={{context.patientId}}' } },
    ]);
    const element = await supportOf('p1', ['Patient', 'Observation', 'Task']);
    await until(() => shown(element).includes('Mål igen nu'));
    press(element, 'Mål igen nu');
    await until(() => shown(element).includes('Valgt og udført'));
    accepted('own', 'Task/t1');
    accepted('form', 'QuestionnaireResponse/q1');
    services.answer('heart', { cards: [] });
    accepted('other', 'Observation/o2');
    await until(() => shown(element).includes('Ingen råd for denne patient'));
    expect(services.calls('heart')).to.have.length(2);
  });

  it('ends with the lease: cards go at once, and an answer that comes late is dropped', async () => {
    const element = await supportOf();
    await until(() => shown(element).includes('Pulsen er høj'));
    const release = services.hold('heart');
    accepted('other', 'Observation/o2');
    await until(() => services.calls('heart').length === 2);
    services.answer('heart', { cards: [{ ...cardWith(task), summary: 'Om p2' }] });
    element.context = await openPatient('p2');
    await element.updateComplete;
    expect(cards(element)).to.equal(null);
    expect(services.calls('heart')[1]?.init.signal?.aborted).to.equal(true);
    release({ cards: [{ ...cardWith(task), uuid: uuid(9), summary: 'Om p1' }] });
    await until(() => shown(element).includes('Om p2'));
    expect(shown(element)).to.not.include('Om p1').and.not.include('Pulsen');
  });

  it('without a connection it says so and asks nobody; with it, it asks again', async () => {
    desktop.host.setOnline(false);
    const element = await supportOf();
    await until(() => shown(element).includes('Kører ikke: der kommer ingen råd'));
    expect(services.all).to.deep.equal([]);
    desktop.host.setOnline(true);
    await until(() => shown(element).includes('Pulsen er høj'));
    desktop.host.setOnline(false);
    await until(() => shown(element).includes('Hjerte Kører ikke siden'));
    expect(shown(element), 'what was said stands').to.include('Pulsen er høj');
  });

  it('shows nothing where no services are set up, and asks in the language of the screen', async () => {
    const none = await fixture<WorkplaceDecisionSupport>(
      html`<workplace-decision-support
        .desktop=${desktop}
        .context=${await openPatient('p1')}
      ></workplace-decision-support>`,
    );
    expect(cards(none)).to.equal(null);
    const element = await supportOf();
    await until(() => shown(element).includes('Pulsen er høj'));
    element.locale = 'sv';
    await until(() => services.calls('heart').length === 2);
    const languages = services
      .calls('heart')
      .map(({ init }) => new Headers(init.headers).get('Accept-Language'));
    expect(languages).to.deep.equal(['da', 'sv']);
  });
});
