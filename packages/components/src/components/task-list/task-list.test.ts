import { expect, waitUntil } from '@open-wc/testing';
import type { Task } from 'fhir/r4';
import '../../define/task-list.ts';
import type { TaskChangeEvent } from '../../events/task-change-event.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import type { FakeContext } from '../../testing/fake-fhir.ts';
import { all, contextWith, find, listContract, listElement, shown } from '../../testing/list-contract.ts';
import kept from '../../testing/sample-tasks.json';

const tag = 'samspil-task-list';
const now = Date.parse('2026-03-02T09:30:00+01:00');
const sample = (name: keyof typeof kept, more: Partial<Task> = {}) =>
  ({ ...structuredClone(kept[name]), ...more }) as Task;
const samples = () => (Object.keys(kept) as (keyof typeof kept)[]).map((name) => sample(name));
const make = (...resources: Task[]) => listElement(tag, { resources, now } as object);
const under = (context: FakeContext) => listElement(tag, { context, now, actions: true } as object);
const names = (element: Element, group: string) =>
  all(element, `ul[data-group="${group}"] .name`).map((each) => words(each));
const row = (element: Element, name: string) =>
  all(element, '.entry').find((entry) => words(entry.querySelector('.name')) === name);
const button = (element: Element, name: string, text: string) =>
  [...(row(element, name)?.querySelectorAll('button') ?? [])].find((each) => words(each) === text);

describe(tag, () => {
  listContract({
    tag,
    listeners: 2,
    samples: () => [sample('fluids'), sample('measure')],
    empty: { da: 'Ingen opgaver', sv: 'Inga uppgifter', en: 'No tasks' },
    each: '.entry',
    failed: 'Opgaver kunne ikke hentes',
  });

  it('the most pressing stands first; what is done or came to nothing stands apart, closed', async () => {
    const atOnce = sample('fluids', { id: 'stat', priority: 'stat', description: 'Tilkald læge' });
    const element = await make(...samples(), atOnce);
    expect(names(element, 'open')).to.deep.equal([
      'Tilkald læge',
      'Mål vitale værdier igen efter NEWS2',
      'Vurdér væskebalance',
    ]);
    expect(names(element, 'done')).to.deep.equal(['Medicingennemgang']);
    expect(names(element, 'off')).to.deep.equal(['Bestil røntgen']);
    expect(shown(element)).to.contain('Udførte (1)').and.not.to.contain('Bestil røntgen');
    expect(words(row(element, 'Bestil røntgen')))
      .to.contain('Annulleret')
      .and.to.contain('Allerede bestilt');
  });

  it('what is overdue says so in words and shape, a day lasts until its end, and what is done is not overdue', async () => {
    const due = (end: string) => ({ restriction: { period: { end } } });
    const element = await make(
      sample('measure'),
      sample('fluids', { id: 'a', description: 'I dag', ...due('2026-03-02') }),
      sample('fluids', { id: 'b', description: 'I går', ...due('2026-03-01') }),
      sample('review', { id: 'c', description: 'Gjort', ...due('2026-02-20') }),
    );
    const overdue = all(element, '.entry').filter((entry) => words(entry).includes('Overskredet'));
    expect(overdue.map((entry) => words(entry.querySelector('.name')))).to.have.members([
      'Mål vitale værdier igen efter NEWS2',
      'I går',
    ]);
    expect(overdue.every((entry) => entry.querySelector('.tag.warn svg'))).to.be.true;
  });

  it('says who has it, who asked, and a word for what the record does not say', async () => {
    const element = await make(
      sample('measure'),
      sample('fluids'),
      { resourceType: 'Task', id: 'bare', intent: 'order' } as Task,
      sample('fluids', { id: 'odd', description: 'Underlig', status: 'perhaps' as Task['status'] }),
    );
    expect(words(row(element, 'Mål vitale værdier igen efter NEWS2')))
      .to.contain('I gang')
      .and.to.contain('Overtaget af Sidsel Nørgaard')
      .and.to.contain('Bedt af Anna Holm');
    expect(words(row(element, 'Vurdér væskebalance'))).to.contain('Til Afsnit M1');
    expect(words(row(element, 'Opgave uden tekst')))
      .to.contain('Status ikke oplyst')
      .and.to.contain('Ingen frist')
      .and.to.contain('Ingen har overtaget opgaven');
    expect(words(row(element, 'Underlig'))).to.contain('perhaps');
  });

  it('has no buttons unless the page says that tasks are worked on here', async () => {
    const element = await listElement(tag, { context: contextWith(sample('fluids')), now } as object);
    expect(all(element, '.act button')).to.be.empty;
  });

  it('is taken in one press, over the version that was looked at, and the receipt says how far it came', async () => {
    const context = contextWith(sample('fluids'));
    const element = await under(context);
    const take = button(element, 'Vurdér væskebalance', 'Overtag opgave');
    expect(take?.ariaLabel).to.equal('Overtag opgave: Vurdér væskebalance');
    take?.focus();
    take?.click();
    take?.click();
    await settled(element);
    expect(context.fhir.saves).to.have.length(1);
    const [saved] = context.fhir.saves[0]?.resources as Task[];
    expect(saved).to.deep.include({
      id: 'fluids',
      meta: { versionId: '4' },
      status: 'in-progress',
      owner: { reference: 'Practitioner/nurse' },
    });
    expect(words(row(element, 'Vurdér væskebalance')))
      .to.contain('Du har overtaget opgaven')
      .and.to.contain('Afventer afsendelse');
    expect(element.shadowRoot?.activeElement).to.equal(find(element, 'section'));
    await expectAccessible(element);
  });

  it('is done in one press: completed, by whom and when', async () => {
    const context = contextWith(sample('measure'));
    const element = await under(context);
    expect(button(element, sample('measure').description ?? '', 'Overtag opgave'), 'it is mine').to.equal(
      undefined,
    );
    button(element, sample('measure').description ?? '', 'Markér som udført')?.click();
    await settled(element);
    const [saved] = context.fhir.saves[0]?.resources as Task[];
    expect(saved?.status).to.equal('completed');
    expect(saved?.executionPeriod?.end).to.match(/T.*[+-]\d\d:\d\d$/);
    expect(context.fhir.resources, 'what was shown is not changed').to.deep.include(sample('measure'));
  });

  it('an answer that never came is tried again as the same change, and nothing else is offered meanwhile', async () => {
    const context = contextWith(sample('fluids'));
    const element = await under(context);
    context.fhir.failures.save = 'timeout';
    button(element, 'Vurdér væskebalance', 'Overtag opgave')?.click();
    await waitUntil(() => words(row(element, 'Vurdér væskebalance')).includes('Måske gemt'));
    expect(button(element, 'Vurdér væskebalance', 'Markér som udført')).to.equal(undefined);
    context.fhir.failures = {};
    button(element, 'Vurdér væskebalance', 'Overtag opgave')?.click();
    await settled(element);
    const [first, second] = context.fhir.saves.map(({ options }) => options?.operationId);
    expect(first).to.be.a('string');
    expect(second).to.equal(first);
  });

  it('a refusal says why, and the choice is open again', async () => {
    const context = contextWith(sample('fluids'));
    const element = await under(context);
    context.fhir.failures.save = 'denied';
    button(element, 'Vurdér væskebalance', 'Overtag opgave')?.click();
    await waitUntil(() => find(element, '.notice[data-code=denied]'));
    expect(button(element, 'Vurdér væskebalance', 'Markér som udført')).to.not.equal(undefined);
  });

  it('a page may take the change over, and then nothing is saved here', async () => {
    const context = contextWith(sample('fluids'));
    const element = await under(context);
    const taken: TaskChangeEvent[] = [];
    element.addEventListener('samspil-task-change', (event) => {
      event.preventDefault();
      taken.push(event);
    });
    button(element, 'Vurdér væskebalance', 'Markér som udført')?.click();
    await settled(element);
    expect(taken.map(({ change, task }) => [change, task.status])).to.deep.equal([['done', 'completed']]);
    expect(context.fhir.saves).to.be.empty;
    expect(words(row(element, 'Vurdér væskebalance'))).to.contain('Åbnet i appen');
  });
});
