import { expect, fixture, html } from '@open-wc/testing';
import type { ClinicalContext, ReceiptSnapshot, ReceiptState, SamspilErrorCode } from '@samspil/sdk';
import '../../define/sync-status.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { expectFits } from '../../testing/expect-fits.ts';
import { fakeContext } from '../../testing/fake-fhir.ts';
import { FakeHost } from '../../testing/fake-host.ts';
import { brokenReceipts, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import { samplePatient } from '../../testing/samples.ts';
import type { SamspilSyncStatus } from './sync-status.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

function receipt(id: string, state: ReceiptState, hoursAgo = 1, code?: SamspilErrorCode): ReceiptSnapshot {
  const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
  return {
    id,
    state,
    patient: 'else',
    plugin: { id: 'test', version: '1.0.0' },
    measuredAt: at(hoursAgo + 0.1),
    storedAt: at(hoursAgo),
    resources: [],
    ...(code && { error: { code } }),
  };
}

async function status(context: ClinicalContext | undefined, locale = 'da'): Promise<SamspilSyncStatus> {
  const element = await fixture<SamspilSyncStatus>(
    html`<samspil-sync-status .context=${context} .locale=${locale}></samspil-sync-status>`,
  );
  await settled(element);
  return element;
}

const summary = (element: SamspilSyncStatus) => words(element.shadowRoot?.querySelector('.summary .words'));
const rows = (element: SamspilSyncStatus) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>('li') ?? []),
];

describe('samspil-sync-status', () => {
  it('says that everything is sent when nothing waits', async () => {
    const element = await status(fakeContext(samplePatient('else')));
    expect(summary(element)).to.equal('Alt er sendt');
    expect(element.shadowRoot?.querySelector('.toggle')).not.to.exist;
  });

  it('claims nothing while the list is being read', async () => {
    const context = fakeContext(samplePatient('else'));
    let release = () => undefined as void;
    context.fhir.hold = new Promise((resolve) => (release = resolve));
    const element = await status(context);
    expect(summary(element)).to.equal('Henter …');
    release();
    await settled(element);
    expect(summary(element)).to.equal('Alt er sendt');
  });

  it('counts what waits, tells the oldest, and what needs a person', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.unfinished = [
      receipt('b', 'rejected', 1, 'rejected'),
      receipt('a', 'stored', 2),
      receipt('c', 'sending', 0.5),
    ];
    const element = await status(context);
    expect(summary(element)).to.match(
      /^3 registreringer venter Ældste fra i (dag|går) kl\. \d\d\.\d\d 1 kræver din handling$/,
    );
  });

  it('one entry has its own words', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.unfinished = [receipt('a', 'stored')];
    expect(summary(await status(context))).to.match(/^1 registrering venter/);
  });

  it('lists on demand, oldest first, each with its state, time, reason and what to do', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.unfinished = [
      receipt('e', 'rejected', 1, 'rejected'),
      receipt('a', 'stored', 5),
      receipt('b', 'stored', 4, 'network'),
      receipt('c', 'conflict', 3),
      receipt('d', 'needs-login', 2, 'needs-login'),
    ];
    const element = await status(context);
    expect(rows(element)).to.be.empty;
    const toggle = element.shadowRoot?.querySelector<HTMLElement>('.toggle');
    toggle?.click();
    await settled(element);
    expect(toggle?.getAttribute('aria-expanded')).to.equal('true');
    expect(rows(element).map(({ dataset }) => dataset.id)).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
    const texts = rows(element).map(words);
    expect(texts[0]).to.contain('Afventer afsendelse').and.to.contain('Sendes af sig selv');
    expect(texts[1]).to.contain('Ingen forbindelse til EPJ. Kontrollér netværket');
    expect(texts[2]).to.contain('Konflikt').and.to.contain('vælg hvilken version');
    expect(texts[3]).to.contain('Log ind for at sende').and.to.contain('ikke gået tabt');
    expect(texts[4]).to.contain('Afvist af EPJ').and.to.contain('Ret værdierne');
    expect(texts.join()).not.to.contain('Modtaget');
  });

  it('says that the device has no room to send, and what to do, also while the list is closed', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.unfinished = [
      receipt('a', 'stored', 2, 'storage-full'),
      receipt('b', 'stored', 1, 'storage-full'),
    ];
    const element = await status(context);
    expect(summary(element)).to.match(
      /^2 registreringer venter .* Enheden er fuld og kan ikke sende\. Frigør plads, .* Intet er gået tabt\.$/,
    );
    element.open = true;
    await settled(element);
    for (const row of rows(element)) expect(words(row)).to.contain('Frigør plads');
    await expectAccessible(element);
  });

  it('says "received" of a write only after it is accepted', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.unfinished = [receipt('a', 'stored')];
    const element = await status(context);
    element.open = true;
    for (const state of ['stored', 'sending', 'conflict', 'rejected', 'needs-login'] as const) {
      context.fhir.tell(receipt('a', state));
      await settled(element);
      expect(words(element)).not.to.match(/[Mm]odtaget|Alt er sendt/);
    }
    context.fhir.tell(receipt('a', 'accepted'));
    await settled(element);
    expect(summary(element)).to.equal('Alt er sendt 1 registrering er modtaget i EPJ');
    expect(words(rows(element)[0])).to.contain('Modtaget i EPJ');
  });

  it('does not count what a person gave up: nothing waits, and nobody is needed any more', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.unfinished = [receipt('a', 'rejected', 1, 'rejected')];
    const element = await status(context);
    expect(summary(element)).to.contain('1 kræver din handling');
    context.fhir.tell(receipt('a', 'rejected', 1, 'aborted'));
    await settled(element);
    expect(summary(element)).to.equal('Alt er sendt');
  });

  it('a change that overtakes the list is not lost', async () => {
    const context = fakeContext(samplePatient('else'));
    let release = () => undefined as void;
    context.fhir.hold = new Promise((resolve) => (release = resolve));
    context.fhir.unfinished = [receipt('a', 'stored')];
    const element = await status(context);
    context.fhir.tell(receipt('a', 'accepted'));
    release();
    await settled(element);
    expect(summary(element)).to.contain('Alt er sendt');
  });

  it('a state of a newer host counts as waiting', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.unfinished = [receipt('a', 'teleporting' as ReceiptState)];
    const element = await status(context);
    element.open = true;
    await settled(element);
    expect(words(rows(element)[0])).to.contain('Afventer afsendelse');
  });

  it('with a host, shows the writes of all patients by name, and follows connection and language', async () => {
    const host = new FakeHost([]);
    host.unfinished = [receipt('a', 'stored'), { ...receipt('b', 'stored'), patient: 'ida' }];
    const element = await fixture<SamspilSyncStatus>(
      html`<samspil-sync-status
        open
        .host=${host}
        .patientNames=${new Map([
          ['else', 'Else Sørensen'],
          ['ida', 'Ida Holm'],
        ])}
      ></samspil-sync-status>`,
    );
    await settled(element);
    expect(rows(element).map(words).join()).to.contain('Else Sørensen').and.to.contain('Ida Holm');
    host.online.value = false;
    await settled(element);
    expect(summary(element), 'the workplace itself says that it is offline').not.to.contain(
      'Ingen forbindelse',
    );
    host.setLocale('en');
    await settled(element);
    expect(summary(element)).to.contain('2 entries waiting');
  });

  it('a list that cannot be read says so and is read again on request', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.failures.receipts = 'storage-locked';
    const element = await status(context);
    expect(summary(element))
      .to.contain('Status kunne ikke hentes. Det, der er gemt, er låst')
      .and.not.to.contain('Alt er sendt');
    delete context.fhir.failures.receipts;
    element.shadowRoot?.querySelector<HTMLElement>('.line button')?.click();
    await settled(element);
    expect(summary(element)).to.equal('Alt er sendt');
  });

  it('whatever a host tells: every write is listed or counted, "all is sent" is not claimed, and markup is text', async () => {
    const context = fakeContext(samplePatient('else'));
    const whole: ReceiptSnapshot = {
      ...receipt('a', 'rejected'),
      waitsFor: ['b'],
      resources: [{ reference: 'Observation/1' }],
      error: { code: 'rejected', issues: [{ severity: 'error', code: 'value', expression: ['x'] }] },
    };
    const { told, readable } = brokenReceipts(whole);
    context.fhir.unfinished = told;
    const element = await status(context);
    element.open = true;
    await settled(element);
    expect(rows(element)).to.have.length(readable);
    expect(summary(element))
      .to.contain(`${told.length - readable} registreringer på enheden kan ikke læses`)
      .and.not.to.contain('Alt er sendt');

    const host = new FakeHost([]);
    host.unfinished = [{ ...withMarkup(whole), storedAt: markup }, null as unknown as ReceiptSnapshot];
    element.patientNames = new Map([[markup, markup]]);
    element.host = host;
    await settled(element);
    expect(words(element.shadowRoot?.querySelector('.patient'))).to.equal(markup);
    expect(words(rows(element)[0])).to.contain('tidspunkt ukendt');
    expect(summary(element)).to.contain('1 registrering på enheden kan ikke læses');
    host.tell(undefined as unknown as ReceiptSnapshot);
    host.tell({ ...whole, id: markup, state: 'accepted' });
    await settled(element);
    expect(summary(element)).to.contain('2 registreringer på enheden kan ikke læses');
    expect(summary(element)).not.to.contain('Alt er sendt');
    host.unfinished = 'x' as unknown as ReceiptSnapshot[];
    element.host = undefined;
    await settled(element);
    element.host = host;
    await settled(element);
    expect(summary(element)).to.contain('1 registrering på enheden kan ikke læses');
    expect(element.shadowRoot?.querySelectorAll('img, script')).to.have.length(0);
    expect(wasRun()).to.be.false;
  });

  it('listens to nothing after it is removed', async () => {
    const context = fakeContext(samplePatient('else'));
    const host = new FakeHost([]);
    const element = await status(context);
    expect(context.fhir.listenerCount).to.equal(1);
    element.remove();
    expect(context.fhir.listenerCount).to.equal(0);
    const other = await fixture<SamspilSyncStatus>(
      html`<samspil-sync-status .host=${host}></samspil-sync-status>`,
    );
    other.remove();
    expect(host.listenerCount).to.equal(0);
  });

  it('moved on the page, it reads again', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.unfinished = [receipt('a', 'stored')];
    const element = await status(context);
    const place = await fixture<HTMLElement>(html`<div></div>`);
    place.append(element);
    await settled(element);
    expect(summary(element)).to.match(/^1 registrering venter/);
  });

  it('shows one patient nothing of another, and fits 320 pixels in both directions of writing', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.unfinished = [receipt('a', 'stored', 1, 'network')];
    const element = await status(context);
    element.open = true;
    await settled(element);
    await expectFits(element);
    element.context = fakeContext(samplePatient('protected'));
    await settled(element);
    expect(summary(element)).to.equal('Alt er sendt');
  });

  for (const locale of locales) {
    it(`has no accessibility violations in ${locale}, light and dark: sent, waiting, in need of a person`, async () => {
      await expectAccessible(await status(fakeContext(samplePatient('else')), locale));
      const context = fakeContext(samplePatient('else'));
      context.fhir.unfinished = [
        receipt('a', 'stored'),
        receipt('b', 'sending'),
        receipt('c', 'conflict', 1, 'conflict'),
        receipt('d', 'rejected', 1, 'rejected'),
        receipt('e', 'needs-login'),
      ];
      const element = await status(context, locale);
      context.fhir.tell(receipt('f', 'accepted'));
      element.open = true;
      await settled(element);
      await expectAccessible(element);
    });
  }
});
