import { ContextProvider } from '@lit/context';
import { expect, fixture, html } from '@open-wc/testing';
import type { ClinicalContext, ReceiptSnapshot, Workplace } from '@samspil/sdk';
import type { Observation } from 'fhir/r4';
import { JournalServer } from '../../../../sdk/test/offline/journal-server.ts';
import { Tab, newPartition } from '../../../../sdk/test/offline/tab.ts';
import { pulse, writeOf } from '../../../../sdk/test/offline/writes.ts';
import { clinicalContext, workplaceContext } from '../../contexts/index.ts';
import '../../define/page-outbox.ts';
import { expectAccessible, words } from '../../testing/expect-accessible.ts';
import { brokenReceipts, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import type { SamspilPageOutbox } from './page-outbox.ts';

/** Waits for what the outbox tells, without a clock. */
async function until(check: () => unknown): Promise<void> {
  while (!check()) await new Promise((resume) => requestAnimationFrame(resume));
}

describe('samspil-page-outbox, over the real outbox', () => {
  let server: JournalServer;
  let tab: Tab;
  let ended: AbortController;
  const repaired: string[] = [];
  let hasForm: boolean;

  beforeEach(async () => {
    server = new JournalServer();
    tab = await Tab.open({ partition: newPartition(), server });
    ended = new AbortController();
    repaired.length = 0;
    hasForm = true;
  });
  afterEach(() => tab.outbox.close());

  /** The page's own outbox, as `connect()` gives it to an app that runs alone. */
  const own = (): NonNullable<Workplace['outbox']> => ({
    list: () => tab.outbox.list(),
    subscribe: (listener) => tab.outbox.subscribe(listener),
    flush: () => tab.outbox.flush(),
    retry: (id) => tab.outbox.retry(id),
    discard: (id, reason) => tab.outbox.discard(id, reason),
    conflict: (id) => tab.outbox.conflict(id),
    resolveConflict: (id, decision) => tab.outbox.resolve(id, decision),
    repair: async (id) => {
      repaired.push(id);
      return hasForm;
    },
  });

  async function shown(outbox: Workplace['outbox']): Promise<SamspilPageOutbox> {
    const around = document.createElement('div');
    new ContextProvider(around, { context: workplaceContext, initialValue: { outbox } as Workplace });
    const lease = { id: 'lease-1', ended: ended.signal } as ClinicalContext;
    new ContextProvider(around, { context: clinicalContext, initialValue: lease });
    return fixture<SamspilPageOutbox>(html`<samspil-page-outbox locale="da"></samspil-page-outbox>`, {
      parentNode: around,
    });
  }

  const find = (element: SamspilPageOutbox, selector: string) =>
    element.shadowRoot?.querySelector<HTMLElement>(selector);
  const inList = (element: SamspilPageOutbox, selector: string) =>
    find(element, 'samspil-outbox')?.shadowRoot?.querySelector<HTMLElement>(selector);

  async function refused(): Promise<ReceiptSnapshot> {
    server.poison = () => 422;
    const { id } = await tab.outbox.enqueue(writeOf('op-1'));
    return tab.reaches(id, 'rejected');
  }

  it('shows nothing inside a workplace, nor while everything is received', async () => {
    await refused();
    const embedded = await shown(undefined);
    await embedded.updateComplete;
    expect(find(embedded, 'samspil-outbox')).not.to.exist;
    await tab.outbox.discard((await tab.outbox.list())[0]?.id ?? '', 'forkert seng');
    const alone = await shown(own());
    await alone.updateComplete;
    expect(find(alone, 'samspil-outbox')).not.to.exist;
  });

  it('lists what the record refused, and leads to the form of the app', async () => {
    const { id } = await refused();
    const element = await shown(own());
    await until(() => inList(element, '.repair'));
    for (const locale of ['sv', 'en', 'da']) {
      element.locale = locale;
      await until(() => find(element, 'samspil-outbox')?.shadowRoot?.querySelector(`[lang="${locale}"]`));
      await expectAccessible(element);
    }
    inList(element, '.repair')?.click();
    await until(() => repaired.length === 1);
    expect(repaired).to.deep.equal([id]);
    expect(words(find(element, '[role="status"]'))).to.equal('');
  });

  it('says so when the app has no form for it', async () => {
    hasForm = false;
    await refused();
    const element = await shown(own());
    await until(() => inList(element, '.repair'));
    inList(element, '.repair')?.click();
    await until(() => words(find(element, '[role="status"]')).length > 0);
  });

  it('shows the two versions of a record in a dialog, and keeps the decision', async () => {
    const there = server.write({ ...pulse(), id: 'r1' }) as Observation;
    server.isDown = true;
    const mine = { ...there, valueQuantity: { value: 90, unit: '/min' } };
    const { id } = await tab.outbox.enqueue(writeOf('op-1', { resources: [mine] }));
    server.write({ ...there, valueQuantity: { value: 70, unit: '/min' } });
    server.isDown = false;
    await tab.outbox.flush();
    await tab.reaches(id, 'conflict');
    const element = await shown(own());
    await until(() => inList(element, '.repair'));
    inList(element, '.repair')?.focus();
    inList(element, '.repair')?.click();
    const inDialog = (selector: string) =>
      find(element, 'dialog[open] samspil-conflict')?.shadowRoot?.querySelector<HTMLElement>(selector);
    await until(() => inDialog('[data-side="mine"] input'));
    inDialog('.later')?.click();
    await until(() => !find(element, 'dialog'));
    const back = () => find(element, 'samspil-outbox')?.shadowRoot?.activeElement;
    expect(back()?.className, 'left for later, the focus is where it was').to.equal('repair');
    inList(element, '.repair')?.click();
    await until(() => inDialog('[data-side="mine"] input'));
    inDialog('[data-side="mine"] input')?.click();
    inDialog('.primary')?.click();
    await tab.reaches(id, 'accepted');
    await until(() => !find(element, 'dialog'));
    expect(document.activeElement, 'decided, the focus is not lost with the list').to.equal(element);
    expect((server.get('Observation/r1') as Observation).valueQuantity?.value).to.equal(90);
  });

  it('shows nothing of what is merely on its way, and stays until nothing is unsent', async () => {
    server.poison = () => 503;
    const element = await shown(own());
    const early: string[] = [];
    tab.outbox.subscribe(({ state, error }) => {
      if (!error && find(element, 'samspil-outbox')) early.push(state);
    });
    const { id } = await tab.outbox.enqueue(writeOf('op-1'));
    await until(() => find(element, 'samspil-outbox'));
    expect(early, 'before the first attempt failed').to.deep.equal([]);
    server.poison = () => undefined;
    await tab.outbox.flush();
    await tab.reaches(id, 'accepted');
    await until(() => !find(element, 'samspil-outbox'));
  });

  it('shows the list whatever the outbox tells: nothing is dropped, nothing throws, and markup is text', async () => {
    const refusal = await refused();
    const { told, readable } = brokenReceipts(refusal);
    const answers = [told, [null], 'x', [{ ...withMarkup(refusal), id: markup }]];
    const listed = (element: SamspilPageOutbox) =>
      find(element, 'samspil-outbox')?.shadowRoot?.querySelectorAll<HTMLElement>('li');
    const shownOf = async (answer: unknown) => {
      const element = await shown({ ...own(), list: async () => answer as ReceiptSnapshot[] });
      await until(() => inList(element, 'h2'));
      await until(() => !words(find(element, 'samspil-outbox')).includes('Henter'));
      return element;
    };
    const [all, empty, none, marked] = await Promise.all(answers.map(shownOf));
    expect(all && listed(all)).to.have.length(readable);
    for (const element of [empty, none])
      expect(words(element && find(element, 'samspil-outbox'))).to.contain(
        '1 registrering på enheden kan ikke læses',
      );
    hasForm = false;
    if (marked) inList(marked, '.repair, .retry')?.click();
    expect(marked?.shadowRoot?.querySelector('img, script')).to.equal(null);
    expect(marked && listed(marked)?.[0]?.dataset.id).to.equal(markup);
    expect(wasRun()).to.be.false;
  });

  it('lets go of everything when the patient is closed', async () => {
    await refused();
    const element = await shown(own());
    await until(() => inList(element, '.repair'));
    ended.abort();
    await until(() => !find(element, 'samspil-outbox'));
  });
});
