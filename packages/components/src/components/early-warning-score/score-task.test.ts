import { expect, waitUntil } from '@open-wc/testing';
import type { FhirResource, Task } from 'fhir/r4';
import '../../define/early-warning-score.ts';
import type { SamspilEarlyWarningScore } from './early-warning-score.ts';
import { settled, words } from '../../testing/expect-accessible.ts';
import { find, shown } from '../../testing/list-contract.ts';
import { sampleObservations } from '../../testing/sample-observations.ts';

import { ill, make, given, button, withPatient, taskOf } from '../../testing/sample-score.ts';

/** The task that is offered on a press, taken over by the page. */
async function takenOver(element: SamspilEarlyWarningScore): Promise<Task | undefined> {
  let task: Task | undefined;
  element.addEventListener('samspil-score-task', (event) => {
    task = event.task;
    event.preventDefault();
  });
  button(element)?.click();
  await settled(element);
  return task;
}

describe('samspil-early-warning-score: the task', () => {
  it('is saved in one step under the lease: what the table asks for, by when, of which measurements', async () => {
    const context = withPatient(...sampleObservations(ill, 0.1));
    const element = await make({ context });
    button(element)?.focus();
    button(element)?.click();
    await waitUntil(() => find(element, '[data-status="saved"]'));
    const task = taskOf(context);
    expect(task.resourceType).to.equal('Task');
    expect([task.status, task.intent, task.priority]).to.deep.equal(['requested', 'order', 'stat']);
    expect(task.description).to.equal('NEWS2 10: Høj risiko: akut tilkald. Kontinuerlig overvågning.');
    expect(task.for?.reference).to.equal(context.patient.reference);
    expect(task.requester?.reference).to.equal(context.user.reference);
    expect(task.input).to.have.length(7);
    expect(words(find(element, '.outcome')))
      .to.contain('NEWS2 10')
      .and.to.contain('Afventer afsendelse');
    await waitUntil(() => element.shadowRoot?.activeElement === find(element, '.outcome'));
    const [receipt] = context.fhir.made;
    if (receipt) receipt.snapshot = { ...receipt.snapshot, state: 'accepted' };
    receipt?.dispatchEvent(new Event('change'));
    await settled(element);
    expect(words(find(element, '.outcome'))).to.contain('Modtaget i EPJ');
  });

  it('is made once, however often the button is pressed', async () => {
    const context = withPatient(...sampleObservations(ill, 0.1));
    const element = await make({ context });
    const press = button(element);
    press?.click();
    press?.click();
    await waitUntil(() => find(element, '[data-status="saved"]'));
    press?.click();
    expect(context.fhir.saves).to.have.length(1);
  });

  it('tried again after an answer that never came, it is the same operation', async () => {
    const context = withPatient(...sampleObservations(ill, 0.1));
    const element = await make({ context });
    context.fhir.failures.save = 'timeout';
    button(element)?.click();
    await waitUntil(() => find(element, '[data-status="failed"]'));
    expect(words(find(element, '.outcome'))).to.contain('den bliver kun gemt én gang');
    context.fhir.failures = {};
    button(element)?.click();
    await waitUntil(() => find(element, '[data-status="saved"]'));
    const [first, second] = context.fhir.saves;
    expect(first?.options?.operationId).to.equal(second?.options?.operationId);
    expect(first?.resources).to.deep.equal(second?.resources);
  });

  it('is not offered where somebody has made it for this very score; one that was given up does not count', async () => {
    const readings = sampleObservations(ill, 0.1);
    const context = withPatient(...readings);
    const first = await make({ context });
    button(first)?.click();
    await waitUntil(() => find(first, '[data-status="saved"]'));
    const task: Task = { ...taskOf(context), id: 't1' };
    const elsewhere = async (made: Task) => {
      const other = withPatient(...readings);
      other.fhir.resources.push(made);
      const element = await make({ context: other });
      await waitUntil(() => other.fhir.searches.some(({ type }) => type === 'Task'));
      await settled(element);
      return element;
    };
    const seen = await elsewhere(task);
    await waitUntil(() => !button(seen));
    expect(words(find(seen, '.outcome'))).to.equal(
      'Opgaven er allerede oprettet: NEWS2 10: Høj risiko: akut tilkald. Kontinuerlig overvågning.',
    );
    expect(button(await elsewhere({ ...task, status: 'cancelled' }))).to.exist;
    expect(button(await elsewhere({ ...task, identifier: [] }))).to.exist;
  });

  it('is no longer offered once the record has one that came from elsewhere, such as a card of decision support', async () => {
    const context = withPatient(...sampleObservations(ill, 0.1));
    const element = await make({ context });
    const task = await takenOver(element);
    if (!task) throw new Error('no task was offered');
    const other = withPatient(
      ...context.fhir.resources.filter((each) => each.resourceType === 'Observation'),
    );
    const card = await make({ context: other });
    expect(button(card)).to.exist;
    other.fhir.resources.push({ ...task, id: 't1' });
    const receipt = {
      id: 'r1',
      state: 'accepted',
      patient: 'else',
      plugin: { id: 'x', version: '1' },
      storedAt: new Date().toISOString(),
      resources: [{ reference: 'Task/t1', versionId: '1' }],
    } as const;
    other.fhir.tell({ ...receipt, resources: [...receipt.resources] });
    await waitUntil(() => !button(card));
    expect(words(find(card, '.outcome'))).to.contain('Opgaven er allerede oprettet');
  });

  it('cannot be made before it is known whether there is one', async () => {
    const context = withPatient(...sampleObservations(ill, 0.1));
    const { fhir } = context;
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const search = fhir.search.bind(fhir);
    fhir.search = async function* <T extends FhirResource>(type: T['resourceType']) {
      if (type === 'Task') await answered;
      yield* search<T>(type);
    };
    const element = await make({ context });
    expect(button(element)?.getAttribute('aria-disabled')).to.equal('true');
    button(element)?.click();
    await settled(element);
    expect(fhir.saves).to.be.empty;
    answer();
    await waitUntil(() => button(element)?.getAttribute('aria-disabled') === 'false');
    button(element)?.click();
    await waitUntil(() => fhir.saves.length === 1);
  });

  it('is offered where nobody may say whether there is one', async () => {
    const context = withPatient(...sampleObservations(ill, 0.1));
    const element = await make({ context });
    context.fhir.failures.search = 'denied';
    await settled(element);
    expect(button(element)).to.exist;
  });

  it('is the page’s when it takes it over, and then nothing is saved', async () => {
    const context = withPatient(...sampleObservations(ill, 0.1));
    const element = await make({ context });
    const task = await takenOver(element);
    expect(task?.description).to.contain('NEWS2 10');
    expect(context.fhir.saves).to.be.empty;
    expect(shown(element)).to.contain('Opgaven er givet videre');
  });

  it('from properties alone it is offered to the page, and says that it is not saved when nobody takes it', async () => {
    const element = await given();
    let task: Task | undefined;
    element.addEventListener('samspil-score-task', (event) => (task = event.task));
    button(element)?.click();
    await settled(element);
    expect(task?.for?.reference).to.equal('Patient/else');
    expect(shown(element)).to.contain('Opgaven er ikke gemt.');
  });

  it('of one patient says nothing under another', async () => {
    const element = await make({ context: withPatient(...sampleObservations(ill, 0.1)) });
    button(element)?.click();
    await waitUntil(() => find(element, '[data-status="saved"]'));
    element.context = withPatient(...sampleObservations(ill, 0.2));
    await settled(element);
    expect(find(element, '[data-status="none"]')).to.exist;
  });

  it('can be made by keyboard alone, and its target is 44 px high', async () => {
    const element = await given();
    button(element)?.focus();
    expect(element.shadowRoot?.activeElement).to.equal(button(element));
    expect(button(element)?.offsetHeight).to.be.at.least(44);
  });
});
