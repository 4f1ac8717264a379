import { expect, fixture, html } from '@open-wc/testing';
import type { ReceiptSnapshot, ReceiptState, SamspilErrorCode } from '@samspil/sdk';
import { JournalServer } from '../../../../sdk/test/offline/journal-server.ts';
import { Tab, newPartition } from '../../../../sdk/test/offline/tab.ts';
import { pulse, writeOf } from '../../../../sdk/test/offline/writes.ts';
import { partitionName } from '../../../../sdk/src/offline/partition.ts';
import '../../define/outbox.ts';
import type { OutboxRepairEvent } from '../../events/index.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { expectFits } from '../../testing/expect-fits.ts';
import { brokenReceipts, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import type { OutboxActions } from './outbox-view.ts';
import type { SamspilOutbox } from './outbox.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

async function shown(outbox: OutboxActions, patient?: string, locale = 'da'): Promise<SamspilOutbox> {
  const element = await fixture<SamspilOutbox>(
    html`<samspil-outbox .outbox=${outbox} .patient=${patient} .locale=${locale}></samspil-outbox>`,
  );
  await settled(element);
  return element;
}

const rows = (element: SamspilOutbox) => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('li') ?? [])];
const find = (element: SamspilOutbox, selector: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(selector);

/** Waits for what the outbox tells, without a clock. */
async function until(check: () => unknown): Promise<void> {
  while (!check()) await new Promise((resume) => requestAnimationFrame(resume));
}

describe('samspil-outbox, over the real outbox', () => {
  const tabs: Tab[] = [];
  let server: JournalServer;
  let partition = newPartition();

  async function openTab(): Promise<Tab> {
    const tab = await Tab.open({ partition, server });
    tabs.push(tab);
    return tab;
  }

  beforeEach(() => {
    server = new JournalServer();
    partition = newPartition();
  });

  afterEach(async () => {
    await Promise.all(tabs.splice(0).map(({ outbox }) => outbox.close()));
  });

  const refuseUnknown = () => {
    server.poison = (resource) =>
      resource.resourceType === 'Observation' && resource.status === 'unknown' ? 422 : undefined;
  };

  it('says that nothing waits only when nothing does, and lists what is saved meanwhile', async () => {
    server.isDown = true;
    const tab = await openTab();
    const element = await shown(tab.outbox);
    await until(() => words(element).includes('Intet venter'));
    const { id } = await tab.outbox.enqueue(writeOf('op-1'));
    await until(() => rows(element).length === 1);
    expect(words(element)).not.to.match(/Intet venter|Modtaget/);
    server.isDown = false;
    find(element, '.send')?.click();
    await tab.reaches(id, 'accepted');
    await until(() => words(element).includes('Intet venter'));
    expect(rows(element)).to.be.empty;
  });

  it('a refused write says so; what waits for it says that; the form to correct it opens at the named element', async () => {
    refuseUnknown();
    server.takesApart = true;
    const tab = await openTab();
    const poison = await tab.outbox.enqueue(writeOf('op-1', { resources: [pulse({ status: 'unknown' })] }));
    const reference = poison.resources[0]?.reference ?? '';
    await tab.outbox.enqueue(writeOf('op-2', { resources: [pulse({ derivedFrom: [{ reference }] })] }));
    await tab.reaches(poison.id, 'rejected');
    const element = await shown(tab.outbox);
    await until(() => rows(element).length === 2);
    const [refused, waiting] = rows(element).map(words);
    expect(refused).to.contain('Afvist af EPJ').and.to.contain('Ret værdierne');
    expect(waiting).to.match(/Venter på registreringen fra .* Den kræver, at nogen tager stilling/);

    const asked: OutboxRepairEvent[] = [];
    const onRepair = (event: OutboxRepairEvent) => asked.push(event);
    document.addEventListener('samspil-outbox-repair', onRepair);
    find(element, '.repair')?.click();
    await settled(element);
    expect(words(element), 'honest when no form opened').to.contain('Der er ingen formular åben');
    document.removeEventListener('samspil-outbox-repair', onRepair);
    expect(asked.map(({ receipt }) => receipt.id)).to.deep.equal([poison.id]);
    expect(asked[0]?.expressions).to.deep.equal(['Observation.value']);
    element.addEventListener('samspil-outbox-repair', (event) => event.preventDefault());
    find(element, '.repair')?.click();
    await settled(element);
    expect(find(element, '.problem')).not.to.exist;
  });

  it('gives nothing up without a reason, by keyboard as by pointer, and then for good', async () => {
    refuseUnknown();
    const tab = await openTab();
    const { id } = await tab.outbox.enqueue(writeOf('op-1', { resources: [pulse({ status: 'unknown' })] }));
    await tab.reaches(id, 'rejected');
    const element = await shown(tab.outbox);
    await until(() => rows(element).length === 1);
    const open = async () => {
      find(element, '.discard')?.click();
      await until(() => find(element, '#reason') === element.shadowRoot?.activeElement);
    };
    await open();
    find(element, '#reason')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await until(() => element.shadowRoot?.activeElement?.matches('.discard'));
    await open();
    const form = find(element, 'form') as HTMLFormElement;
    form.requestSubmit();
    await settled(element);
    expect(words(element)).to.contain('Skriv en begrundelse');
    expect(find(element, '#reason')?.getAttribute('aria-invalid')).to.equal('true');
    expect(await tab.outbox.list()).to.have.length(1);
    (find(element, '#reason') as HTMLInputElement).value = 'Målt på den forkerte arm';
    form.requestSubmit();
    await until(() => rows(element).length === 0);
    expect(await tab.outbox.list()).to.be.empty;
    await until(() => element.shadowRoot?.activeElement?.localName === 'h2');
  });

  it('F17: says first and aloud what the device lost, and is told that somebody has seen it', async () => {
    server.isDown = true;
    const before = await openTab();
    await before.outbox.enqueue(writeOf('op-1'));
    await before.outbox.enqueue(writeOf('op-2'));
    await before.outbox.close();
    await new Promise<void>((resolve) => {
      void partitionName(partition, crypto.subtle).then((name) => {
        indexedDB.deleteDatabase(name).onsuccess = () => resolve();
      });
    });
    const tab = await openTab();
    const element = await shown(tab.outbox, 'else');
    await until(() => rows(element).length === 2);
    expect(words(find(element, '[role="alert"]'))).to.match(
      /^2 gemte registreringer er forsvundet fra enheden, før EPJ modtog dem\. ?Den ældste blev gemt /,
    );
    expect(find(element, '.repair'), 'there is nothing left to correct').not.to.exist;
    find(element, '.discard')?.click();
    await until(() => find(element, '#reason'));
    (find(element, '#reason') as HTMLInputElement).value = 'Registreret igen i EPJ';
    (find(element, 'form') as HTMLFormElement).requestSubmit();
    await until(() => rows(element).length === 1);
    expect(words(find(element, '[role="alert"]'))).to.contain('1 gemt registrering er forsvundet');
  });

  it('lists one patient only, when it is told which', async () => {
    server.isDown = true;
    const tab = await openTab();
    const niels = writeOf('op-2', {
      patient: 'niels',
      resources: [pulse({ subject: { reference: 'Patient/niels' } })],
    });
    await tab.outbox.enqueue(writeOf('op-1'));
    const { id } = await tab.outbox.enqueue(niels);
    const element = await shown(tab.outbox, 'niels');
    await until(() => rows(element).length === 1);
    await tab.outbox.enqueue(writeOf('op-3'));
    await settled(element);
    expect(rows(element).map(({ dataset }) => dataset.id)).to.deep.equal([id]);
  });

  it('says until when a busy server asked to be left alone', async () => {
    server.faults.push({ status: 503, headers: { 'Retry-After': '120' } });
    const tab = await openTab();
    await tab.outbox.enqueue(writeOf('op-1'));
    const element = await shown(tab.outbox);
    await until(() => /EPJ er optaget\. Der prøves igen .*\d\d\.\d\d/.test(words(element)));
  });
});

/** One write in each state a person can meet. */
function everyState(): ReceiptSnapshot[] {
  const one = (id: string, state: ReceiptState, code?: SamspilErrorCode): ReceiptSnapshot => ({
    id,
    state,
    patient: 'else',
    plugin: { id: 'test', version: '1.0.0' },
    storedAt: new Date(Date.now() - 3_700_000).toISOString(),
    resources: [],
    ...(code && { error: { code } }),
  });
  return [
    one('a', 'stored'),
    one('b', 'stored', 'network'),
    one('c', 'sending'),
    one('d', 'conflict', 'conflict'),
    one('e', 'rejected', 'rejected'),
    one('f', 'rejected', 'not-found'),
    one('g', 'rejected', 'storage-lost'),
    one('h', 'rejected', 'storage-damaged'),
    one('i', 'needs-login', 'needs-login'),
    { ...one('j', 'stored'), waitsFor: ['e'] },
  ];
}

function still(list: () => Promise<ReceiptSnapshot[]>): OutboxActions {
  const refuse = () =>
    Promise.reject(Object.assign(new Error('no'), { code: 'conflict', name: 'SamspilError' }));
  return { list, subscribe: () => () => undefined, flush: refuse, retry: refuse, discard: refuse };
}

describe('samspil-outbox, in every state', () => {
  it('claims nothing while the list is read, and says when it cannot be read', async () => {
    let fail = (_: unknown) => undefined as void;
    const element = await shown(still(() => new Promise((_, reject) => (fail = reject))));
    expect(words(element)).to.contain('Henter …').and.not.to.contain('Intet venter');
    fail(Object.assign(new Error('locked'), { name: 'SamspilError', code: 'storage-locked' }));
    await settled(element);
    expect(words(element)).to.contain('Det, der er gemt, er låst').and.not.to.contain('Intet venter');
  });

  it('says when what a person asked for did not succeed', async () => {
    const element = await shown(still(async () => everyState()));
    find(element, '.retry')?.click();
    await settled(element);
    expect(find(element, '.problem')?.dataset.code).to.equal('conflict');
  });

  it('whatever the outbox tells: every write is listed or counted, "nothing waits" is not claimed, and markup is text', async () => {
    const [first] = everyState() as [ReceiptSnapshot];
    const waiting: ReceiptSnapshot = {
      ...first,
      measuredAt: first.storedAt,
      waitsFor: ['a-1', 'b'],
      nextAttemptAt: first.storedAt,
      error: { code: 'server' },
    };
    const refused: ReceiptSnapshot = {
      ...first,
      state: 'rejected',
      error: { code: 'not-found', issues: [{ severity: 'error', code: 'value', expression: ['x'] }] },
    };
    for (const whole of [waiting, refused]) {
      const { told, readable } = brokenReceipts(whole);
      let tell: (told: ReceiptSnapshot) => void = () => undefined;
      const outbox = still(async () => told);
      outbox.subscribe = (listener) => {
        tell = listener;
        return () => undefined;
      };
      const element = await shown(outbox);
      expect(rows(element)).to.have.length(readable);
      expect(words(element))
        .to.contain(`${told.length - readable} registreringer på enheden kan ikke læses`)
        .and.not.to.contain('Intet venter');
      element.addEventListener('samspil-outbox-repair', (event) => event.preventDefault());
      for (const button of element.shadowRoot?.querySelectorAll<HTMLElement>('.repair') ?? []) button.click();
      element.patient = 'else';
      await settled(element);
      tell(null as unknown as ReceiptSnapshot);
      tell({ ...withMarkup(whole), id: markup, patient: 'else', storedAt: markup });
      await settled(element);
      const row = rows(element).find(({ dataset }) => dataset.id === markup);
      row?.querySelector<HTMLElement>('.discard')?.click();
      await settled(element);
      expect(row?.querySelector('form'), 'it can be given up all the same').to.exist;
      expect(words(row)).to.contain('Gemt tidspunkt ukendt');
      expect(element.shadowRoot?.querySelectorAll('img, script')).to.have.length(0);
    }
    for (const nothing of [[null], 'x'] as unknown as ReceiptSnapshot[][]) {
      const element = await shown(still(async () => nothing));
      expect(words(element))
        .to.contain('1 registrering på enheden kan ikke læses')
        .and.not.to.contain('Intet venter');
    }
    expect(wasRun()).to.be.false;
  });

  it('offers nothing for what is on its way', async () => {
    const element = await shown(still(async () => everyState()));
    expect(find(element, '[data-id="c"] button')).not.to.exist;
  });

  for (const locale of locales) {
    it(`has no accessibility violations and fits 320 pixels in both directions of writing in ${locale}, light and dark`, async () => {
      const element = await shown(
        still(async () => everyState()),
        undefined,
        locale,
      );
      element.style.width = '320px';
      find(element, '[data-id="e"] .discard')?.click();
      await settled(element);
      (find(element, 'form') as HTMLFormElement).requestSubmit();
      await settled(element);
      await expectFits(element);
      await expectAccessible(element);
    });
  }
});
