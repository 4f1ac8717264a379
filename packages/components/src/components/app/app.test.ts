import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import type { PageOutbox, ReceiptSnapshot } from '@samspil/sdk';
import '../../define/observation-trend.ts';
import '../../define/patient-banner.ts';
import '../../define/sync-status.ts';
import '../../define/vitals-entry.ts';
import '../../define/app.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { fakeContext, FakeFhir, FakeWorkplace, type FakeReceipt } from '../../testing/fake-fhir.ts';
import { brokenReceipts, brokenShapes, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import { samplePatient } from '../../testing/samples.ts';
import type { SamspilApp } from './app.ts';
import { needsOutbox } from './needs-outbox.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

async function app(workplace: FakeWorkplace | undefined): Promise<SamspilApp> {
  const element = await fixture<SamspilApp>(html`
    <samspil-app client-id="vitals" scope="patient/Observation.cruds" .workplace=${workplace}>
      <samspil-patient-banner></samspil-patient-banner>
      <samspil-sync-status></samspil-sync-status>
    </samspil-app>
  `);
  await settled(element);
  return element;
}

const emptyOutbox: PageOutbox = {
  list: async () => [],
  subscribe: () => () => undefined,
  flush: async () => undefined,
  retry: async () => undefined,
  discard: async () => undefined,
  conflict: async () => Promise.reject(new Error('No write of this test is in conflict.')),
  resolveConflict: async () => undefined,
  repair: async () => false,
};

const state = (element: SamspilApp) => words(element.shadowRoot?.querySelector('[part="state"]'));
const banner = (element: SamspilApp) => words(element.querySelector('samspil-patient-banner'));

describe('samspil-app', () => {
  it('hands lease, patient, language and writes to the elements inside it', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await app(new FakeWorkplace(context));
    expect(state(element)).to.equal('');
    expect(banner(element)).to.contain('Sørensen');
    expect(words(element.querySelector('samspil-sync-status'))).to.contain('Alt er sendt');
  });

  it('the patient and the writes are read once, whatever the number of elements', async () => {
    const context = fakeContext(samplePatient('else'));
    const element = await app(new FakeWorkplace(context));
    expect(banner(element)).to.contain('Sørensen');
    expect(context.fhir.listenerCount).to.equal(1);
  });

  it('after an outage, patient, allergies and values are read again by themselves', async () => {
    const context = fakeContext(samplePatient('else'));
    const workplace = new FakeWorkplace(context);
    workplace.online.value = false;
    context.fhir.failures.read = 'network';
    context.fhir.failures.search = 'network';
    const element = await fixture<SamspilApp>(html`
      <samspil-app .workplace=${workplace}>
        <samspil-patient-banner></samspil-patient-banner>
        <samspil-observation-trend></samspil-observation-trend>
      </samspil-app>
    `);
    await settled(element);
    const trend = () => words(element.querySelector('samspil-observation-trend'));
    expect(banner(element)).to.contain('Patienten kunne ikke hentes');
    expect(trend()).to.contain('Prøv igen');
    context.fhir.failures = {};
    workplace.online.value = true;
    await settled(element);
    expect(banner(element)).to.contain('Sørensen').and.to.contain('CAVE ikke afklaret');
    expect(trend()).not.to.contain('Prøv igen');
  });

  it('the patient is read anew when the connection comes back, because the device may have answered meanwhile', async () => {
    const context = fakeContext(samplePatient('else'));
    const workplace = new FakeWorkplace(context);
    const element = await app(workplace);
    const before = context.fhir.searches.length;
    workplace.online.value = false;
    await settled(element);
    workplace.online.value = true;
    await settled(element);
    expect(context.fhir.searches).to.have.lengthOf(before + 1);
  });

  it('inside a workplace its connection is not told again; on a page of its own it is', async () => {
    const workplace = new FakeWorkplace(fakeContext(samplePatient('else')));
    workplace.online.value = false;
    const sync = (element: SamspilApp) => words(element.querySelector('samspil-sync-status'));
    const element = await app(workplace);
    expect(sync(element)).to.contain('Alt er sendt').and.not.to.contain('Ingen forbindelse');
    element.workplace = Object.assign(new FakeWorkplace(fakeContext(samplePatient('else'))), {
      surroundings: 'standalone' as const,
      online: workplace.online,
    });
    await settled(element);
    expect(sync(element)).to.contain('Ingen forbindelse. Du kan registrere uden forbindelse');
  });

  it('says that no patient is open, and what to do', async () => {
    const element = await app(new FakeWorkplace());
    expect(state(element)).to.equal('Ingen patient valgt. Vælg patient i EPJ.');
  });

  it('without a workplace it connects by itself; a failure says what to do and leaves the elements inside alone', async () => {
    const element = await fixture<SamspilApp>(
      html`<samspil-app><samspil-sync-status></samspil-sync-status></samspil-app>`,
    );
    expect(state(element)).to.equal('Forbinder til arbejdspladsen …');
    // connect() refuses an app without a client id.
    await waitUntil(() => state(element).startsWith('Appen kunne ikke åbnes'), 'the failure is shown', {
      timeout: 10_000,
    });
    expect(state(element)).to.contain('Appen bad om noget forkert').and.to.contain('Prøv igen');
    expect(element.querySelector('samspil-sync-status')).to.exist;
    await expectAccessible(element);
    element.shadowRoot?.querySelector<HTMLElement>('button')?.click();
    await element.updateComplete;
    expect(state(element)).to.equal('Forbinder til arbejdspladsen …');
    const workplace = new FakeWorkplace(fakeContext(samplePatient('else')));
    element.workplace = workplace;
    await settled(element);
    expect(state(element)).to.equal('');
  });

  it('follows the workplace to another patient, announces it at once, and shows nothing of the one before', async () => {
    const workplace = new FakeWorkplace(fakeContext(samplePatient('else')));
    const element = await app(workplace);
    const alert = element.shadowRoot?.querySelector('[role="alert"]');
    expect(words(alert)).to.equal('');
    workplace.context.value = fakeContext(samplePatient('protected'));
    await settled(element);
    expect(words(alert)).to.equal('Ny patient: Ida Holm');
    expect(banner(element)).to.contain('Holm').and.not.to.contain('Sørensen');
    workplace.context.value = undefined;
    await settled(element);
    expect(banner(element)).to.equal('Ingen patient valgt');
  });

  it('follows the language of the workplace, for itself and the elements inside', async () => {
    const workplace = new FakeWorkplace(fakeContext(samplePatient('else')));
    const element = await app(workplace);
    expect(element.lang).to.equal('da');
    workplace.locale.value = 'sv';
    await settled(element);
    expect(element.lang).to.equal('sv');
    expect(banner(element)).to.contain('Född 1991-02-02');
  });

  it('what was typed survives that the patient is closed and opened again', async () => {
    const workplace = new FakeWorkplace(fakeContext(samplePatient('else')));
    const element = await app(workplace);
    const entry = document.createElement('samspil-vitals-entry');
    element.append(entry);
    await settled(entry);
    const input = entry.shadowRoot?.querySelector<HTMLInputElement>('#pulse');
    if (input) input.value = '72';
    input?.dispatchEvent(new Event('input', { bubbles: true }));
    workplace.context.value = undefined;
    await settled(entry);
    expect(entry.shadowRoot?.querySelector<HTMLInputElement>('#pulse')?.value).to.equal('72');
    workplace.context.value = fakeContext(samplePatient('else'));
    await settled(entry);
    expect(entry.shadowRoot?.querySelector('.obstacle')).not.to.exist;
  });

  it('an element defined after the app, or before it, finds its provider', async () => {
    const workplace = new FakeWorkplace(fakeContext(samplePatient('else')));
    const element = await app(workplace);
    const late = document.createElement('samspil-patient-banner');
    element.append(late);
    await settled(late);
    expect(words(late)).to.contain('Sørensen');
  });

  it('fetches the list of unsent writes of a page of its own when there is a connection again', async () => {
    const context = fakeContext(samplePatient('else'));
    const workplace = new FakeWorkplace(context);
    workplace.outbox = emptyOutbox;
    workplace.online.value = false;
    const element = await app(workplace);
    element.append(document.createElement('samspil-page-outbox'));
    context.fhir.move(await context.fhir.save([]), 'rejected', 'rejected');
    await settled(element);
    workplace.online.value = true;
    await customElements.whenDefined('samspil-page-outbox');
  });

  it('needs that list only in a page of its own, with a connection, for what is held up', async () => {
    const fhir = new FakeFhir('else');
    const { snapshot } = (await fhir.save([])) as FakeReceipt;
    const known = (...receipts: ReceiptSnapshot[]) => ({ receipts, unreadable: 0 });
    const heldUp = known({ ...snapshot, state: 'rejected', error: { code: 'rejected' } });
    const workplace = new FakeWorkplace();
    expect(needsOutbox(undefined, heldUp), 'before it is connected').to.be.false;
    expect(needsOutbox(workplace, heldUp), 'inside a workplace').to.be.false;
    workplace.outbox = emptyOutbox;
    expect(needsOutbox(workplace, heldUp)).to.be.true;
    expect(needsOutbox(workplace, { receipts: [], unreadable: 1 }), 'nobody knows').to.be.true;
    expect(needsOutbox(workplace, known(snapshot)), 'on its way').to.be.false;
    workplace.online.value = false;
    expect(needsOutbox(workplace, heldUp), 'without a connection').to.be.false;
  });

  it('whatever a workplace tells of patient, language and writes: nothing throws, nobody is named who was not read, markup is text', async () => {
    const whole: ReceiptSnapshot = {
      id: 'a',
      state: 'stored',
      patient: 'else',
      plugin: { id: 'test', version: '1' },
      storedAt: new Date().toISOString(),
      resources: [],
    };
    const { told, readable } = brokenReceipts(whole);
    const first = fakeContext(samplePatient('protected'));
    first.fhir.unfinished = told;
    const workplace = new FakeWorkplace(first);
    const element = await app(workplace);
    const alert = element.shadowRoot?.querySelector('[role="alert"]');
    expect(words(element.querySelector('samspil-sync-status')))
      .to.contain(`${readable} registreringer venter`)
      .and.to.contain(`${told.length - readable} registreringer på enheden kan ikke læses`);

    const open = async (patient: unknown) => {
      const context = fakeContext(samplePatient('else'));
      context.patientResource = async () => patient as never;
      workplace.context.value = context;
      await settled(element);
    };
    for (const nobody of [null, 'x', 7, [], {}, { resourceType: 'Bundle' }]) {
      await open(nobody);
      expect(banner(element), JSON.stringify(nobody)).to.contain('Patienten kunne ikke hentes');
      expect(words(alert)).to.equal('');
    }
    const [name] = samplePatient('else').name ?? [];
    const names = brokenShapes({ name: [{ ...name }] });
    for (const [index, broken] of names.entries())
      await open({ ...samplePatient('else'), ...broken, id: `b-${index}` });
    expect(banner(element)).not.to.equal('');
    await open({ ...withMarkup(samplePatient('else')), name: [{ family: markup, given: [markup] }] });
    expect(banner(element)).to.contain(markup);
    for (const locale of [markup, 7, {}] as string[]) {
      workplace.locale.value = locale;
      await settled(element);
      expect(state(element)).to.equal('');
    }
    for (const root of [element, ...element.children])
      expect(root.shadowRoot?.querySelector('img, script')).to.equal(null);
    expect(wasRun()).to.be.false;
  });

  it('does not close a connection it was given, and listens to nothing after it is removed', async () => {
    const context = fakeContext(samplePatient('else'));
    const workplace = new FakeWorkplace(context);
    const element = await app(workplace);
    element.remove();
    await Promise.resolve();
    expect(workplace.isClosed).to.be.false;
    expect(context.fhir.listenerCount).to.equal(0);
  });

  it('moved on the page, it keeps its patient', async () => {
    const element = await app(new FakeWorkplace(fakeContext(samplePatient('else'))));
    const place = await fixture<HTMLElement>(html`<div></div>`);
    place.append(element);
    await settled(element);
    await settled(element);
    expect(banner(element)).to.contain('Sørensen');
  });

  it('a patient that cannot be read says so in the banner, and is read again on request', async () => {
    const context = fakeContext(samplePatient('else'));
    context.fhir.failures.read = 'server';
    const element = await app(new FakeWorkplace(context));
    expect(banner(element)).to.contain('EPJ har en fejl');
    delete context.fhir.failures.read;
    element
      .querySelector('samspil-patient-banner')
      ?.shadowRoot?.querySelector<HTMLElement>('.notice button')
      ?.click();
    await settled(element);
    await settled(element);
    expect(banner(element)).to.contain('Sørensen');
  });

  for (const locale of locales) {
    it(`has no accessibility violations in ${locale}, light and dark: with and without a patient`, async () => {
      const workplace = new FakeWorkplace(fakeContext(samplePatient('else')), locale);
      const element = await app(workplace);
      await expectAccessible(element);
      workplace.context.value = undefined;
      await settled(element);
      await expectAccessible(element);
    });
  }
});
