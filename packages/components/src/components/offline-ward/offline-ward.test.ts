import { expect, fixture, html } from '@open-wc/testing';
import { createFhirClient, ScopeSet } from '@samspil/sdk/fhir';
import type { PreparedResources } from '@samspil/sdk/host';
import type { RecordStore } from '@samspil/sdk/offline';
import { OfflineRecords } from '../../../../sdk/src/held/offline-records.ts';
import { Room } from '../../../../sdk/src/offline/room/room.ts';
import { browserRuntime } from '../../../../sdk/src/runtime.ts';
import { HeldWard } from '../../../../sdk/test/offline/held-ward.ts';
import { observation, openHeld, patient } from '../../../../sdk/test/offline/held.ts';
import { newPartition } from '../../../../sdk/test/offline/tab.ts';
import { scriptedRuntime } from '../../../../sdk/test/scripted-runtime.ts';
import '../../define/offline-ward.ts';
import type { OfflineChangeEvent } from '../../events/index.ts';
import { loadLocale, locales } from '../../locales/index.ts';
import { expectAccessible, settled, words } from '../../testing/expect-accessible.ts';
import { brokenShapes, markup, wasRun, withMarkup } from '../../testing/hostile.ts';
import { formatSize } from './format-size.ts';
import type { OfflineActions } from './ward-view.ts';
import type { SamspilOfflineWard } from './offline-ward.ts';

await Promise.all([loadLocale('sv'), loadLocale('en')]);

const FHIR = 'https://ehr.example/fhir';
const RESOURCES: readonly PreparedResources[] = [{ resourceType: 'Observation' }];
const PATIENTS = ['p1', 'p2', 'p3'].map((id) => ({ id, name: `Navn ${id}`, facts: ['Født 27.04.1952'] }));

/** Waits for what the store and the server tell, without a clock. */
async function until(check: () => unknown): Promise<void> {
  while (!check()) await new Promise((resume) => requestAnimationFrame(resume));
}

describe('samspil-offline-ward, over the real store', () => {
  let server: HeldWard;
  let records: RecordStore;
  let offline: OfflineRecords;
  /** Holds the server's answers while it is set. */
  let gate: Promise<void> | undefined;

  beforeEach(async () => {
    server = new HeldWard();
    gate = undefined;
    const handle = async (request: Request) => {
      await gate;
      return server.handle(request);
    };
    const runtime = scriptedRuntime(handle);
    ({ records } = await openHeld(newPartition(FHIR), { runtime }));
    const fhir = createFhirClient({ fhirBaseUrl: FHIR, accessToken: async () => 'token', runtime });
    offline = new OfflineRecords({ records, fhir, scopes: ScopeSet.parse('user/*.rs'), runtime });
    for (const { id } of PATIENTS) {
      server.put(patient(id));
      for (let index = 0; index < 3; index += 1)
        server.put(observation(`${id}-o${index}`, { subject: { reference: `Patient/${id}` } }));
    }
  });

  afterEach(async () => {
    await records.shred();
    await records.close();
  });

  async function shown(changes: Partial<SamspilOfflineWard> = {}): Promise<SamspilOfflineWard> {
    const element = await fixture<SamspilOfflineWard>(
      html`<samspil-offline-ward
        .offline=${offline}
        .patients=${PATIENTS}
        .resources=${RESOURCES}
        .locale=${'da'}
      ></samspil-offline-ward>`,
    );
    Object.assign(element, changes);
    await settled(element);
    return element;
  }

  const find = (element: SamspilOfflineWard, selector: string) =>
    element.shadowRoot?.querySelector<HTMLElement>(selector);
  const holdings = (element: SamspilOfflineWard) =>
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('li[data-id]') ?? [])].map(
      ({ dataset }) => `${dataset['id']} ${dataset['holding']}`,
    );
  const boxOf = (element: SamspilOfflineWard, id: string) =>
    find(element, `[data-id=${id}] input`) as HTMLInputElement;

  it('says how large the choice is before anything is fetched, and asks for each patient once', async () => {
    const element = await shown();
    await until(() => words(element).includes('3 patienter fylder ca. 18 kB.'));
    const asked = server.asked.length;
    boxOf(element, 'p3').click();
    await until(() => words(element).includes('2 patienter fylder ca. 12 kB.'));
    expect(server.asked.length).to.equal(asked);
    expect(words(element)).to.contain('Hent 2 patienter til enheden');
    expect(await records.held()).to.be.empty;
  });

  it('fetches those who are chosen; then they are on the device with their age, and the others are not', async () => {
    const element = await shown();
    const percents: (number | undefined)[] = [];
    element.addEventListener('samspil-offline-change', ({ percent }: OfflineChangeEvent) =>
      percents.push(percent),
    );
    boxOf(element, 'p3').click();
    await settled(element);
    find(element, '.prepare')?.click();
    await until(() => words(element).includes('2 patienter er klar til brug uden forbindelse.'));
    await until(() => percents.at(-1) === undefined && holdings(element).includes('p1 whole'));
    expect(holdings(element)).to.deep.equal(['p1 whole', 'p2 whole', 'p3 none']);
    expect(percents[0]).to.equal(0);
    const counted = percents.filter((percent) => percent !== undefined);
    expect(counted).to.deep.equal([...counted].sort((a, b) => a - b));
    await expectAccessible(element);
  });

  it('shows how far it is as a progress bar, and stops when asked; the focus goes along', async () => {
    const element = await shown();
    await until(() => words(element).includes('fylder ca.'));
    let open = () => {};
    gate = new Promise((resolve) => (open = resolve));
    find(element, '.prepare')?.focus();
    find(element, '.prepare')?.click();
    await until(() => element.shadowRoot?.activeElement?.matches('.stop'));
    const bar = find(element, '[role=progressbar]');
    expect(bar?.getAttribute('aria-valuenow')).to.equal('0');
    expect(bar?.getAttribute('aria-valuetext')).to.equal('0 % · 0 oplysninger hentet');
    expect(boxOf(element, 'p1').disabled).to.equal(true);
    await expectAccessible(element);
    find(element, '.stop')?.click();
    await until(() => words(element).includes('Stoppet.'));
    expect(element.shadowRoot?.activeElement?.matches('.outcome')).to.equal(true);
    open();
  });

  it('says what of whom could not be fetched and why, and tries those again', async () => {
    const original = server.handle.bind(server);
    let isBroken = true;
    server.handle = async (request) => {
      const form = await request.clone().text();
      const isOfP2 = request.url.includes('Observation') && form.includes('p2');
      return isBroken && isOfP2 ? new Response('{}', { status: 500 }) : original(request);
    };
    const element = await shown();
    find(element, '.prepare')?.click();
    await until(() => words(element).includes('Noget kunne ikke hentes'));
    expect(words(element)).to.contain('Navn p2: målinger.').and.to.contain('EPJ har en fejl');
    await until(() => holdings(element).includes('p1 whole'));
    expect(holdings(element)).to.deep.equal(['p1 whole', 'p2 part', 'p3 whole']);
    await expectAccessible(element);
    isBroken = false;
    find(element, '.outcome .retry')?.click();
    await until(() => words(element).includes('1 patient er klar'));
    await until(() => holdings(element).includes('p2 whole'));
  });

  it('a connection that is lost ends it in words, and what was complete is held', async () => {
    const element = await shown();
    server.instead = () => {
      throw new TypeError('Failed to fetch');
    };
    find(element, '.prepare')?.click();
    await until(() => find(element, '.outcome [role=alert]'));
    expect(find(element, '.outcome [role=alert]')?.dataset['code']).to.equal('network');
    expect(words(element)).to.contain('Hentningen blev afbrudt');
    server.instead = undefined;
    find(element, '.outcome .retry')?.click();
    await until(() => words(element).includes('3 patienter er klar'));
  });

  it('lets one patient go, and the focus stays with her', async () => {
    await offline.prepare({ patients: ['p1', 'p2'], resources: RESOURCES });
    const element = await shown();
    await until(() => holdings(element).includes('p1 whole'));
    const forget = find(element, '[data-id=p1] .forget');
    expect(forget?.getAttribute('aria-label')).to.equal('Fjern fra enheden: Navn p1');
    forget?.focus();
    forget?.click();
    await until(() => element.shadowRoot?.activeElement === boxOf(element, 'p1'));
    expect(holdings(element)).to.deep.equal(['p1 none', 'p2 whole', 'p3 none']);
    expect((await records.held()).map((one) => one.patient)).to.deep.equal(['p2']);
  });

  it('says at once that all of it went to make room for a save, until something is fetched again', async () => {
    await offline.prepare({ patients: ['p1'], resources: RESOURCES });
    const element = await shown();
    await until(() => holdings(element).includes('p1 whole'));
    const told: (number | undefined)[] = [];
    element.addEventListener('samspil-offline-change', ({ percent }: OfflineChangeEvent) =>
      told.push(percent),
    );
    const letGo = new Room(browserRuntime()).stepsFor('save').at(-1);
    expect(await letGo?.()).to.equal(true);
    await until(() => words(element).includes('fjernet for at give plads til det, du har gemt'));
    expect(holdings(element)).to.deep.equal(['p1 none', 'p2 none', 'p3 none']);
    await until(() => told.length > 0);
    expect(told).to.deep.equal([undefined]);
    await expectAccessible(element);
    find(element, '.prepare')?.click();
    await until(() => holdings(element).includes('p1 whole'));
    expect(words(element)).not.to.contain('fjernet for at give plads');
  });

  it('without a connection it shows who is held, also beyond the list, and offers nothing that cannot be done', async () => {
    await offline.prepare({ patients: ['p1', 'p2'], resources: RESOURCES });
    const asked = server.asked.length;
    const element = await shown({
      isOnline: false,
      patients: PATIENTS.slice(1),
      patientNames: new Map([['p1', 'Navn p1']]),
    });
    await until(() => holdings(element).length === 3);
    expect(holdings(element)).to.deep.equal(['p2 whole', 'p3 none', 'p1 whole']);
    expect(words(element)).to.contain('Andre patienter på enheden');
    expect(find(element, '.prepare')).not.to.exist;
    expect(find(element, 'input')).not.to.exist;
    expect(server.asked.length).to.be.at.most(asked + 3 * 2);
    await expectAccessible(element);
  });

  it('whatever a device or a list tells: everybody is listed or counted, nothing counts as whole that is not, markup is text', async () => {
    const whole = {
      patient: 'p1',
      bytes: 1000,
      openedAt: '2026-01-15T08:00:00Z',
      coverage: ['Patient', 'Observation'].map((resourceType) => ({
        resourceType,
        parameters: [] as [string, string][],
        completeAt: '2026-01-15T08:00:00Z',
      })),
    };
    let held: unknown = [];
    const told: Record<string, unknown> = { storage: { heldBytes: 0 }, estimate: {}, prepare: {} };
    const device: OfflineActions = {
      held: async () => held as never,
      storage: async () => told['storage'] as never,
      estimate: async () => told['estimate'] as never,
      prepare: async ({ onProgress }) => {
        for (const progress of [null, { done: markup, total: {}, resources: [] }, { done: 9, total: 3 }])
          onProgress?.(progress as never);
        return told['prepare'] as never;
      },
      forget: async () => undefined,
      onLetGo: () => () => undefined,
    };
    const element = await shown({ offline: device, patients: [] });
    const list = (selector: string) => [...(element.shadowRoot?.querySelectorAll(selector) ?? [])];

    const variants = brokenShapes(whole).map((one, index) =>
      one.patient === 'p1' ? { ...one, patient: `h-${index}` } : one,
    );
    const isNamed = ({ patient: id }: { patient: unknown }) => typeof id === 'string' && id.trim() !== '';
    const named = variants.filter(isNamed);
    held = [...variants, null, 'x'];
    await element.refresh();
    await settled(element);
    expect(list('li[data-id]')).to.have.length(named.length);
    expect(find(element, '[data-code=storage-damaged]'), 'somebody is held who cannot be named').to.exist;
    const partly = named.filter(
      ({ coverage }) => JSON.stringify(coverage) !== JSON.stringify(whole.coverage),
    );
    const isWhole = (one: Element | null | undefined) => one?.getAttribute('data-holding') === 'whole';
    for (const { patient: id } of partly.filter(
      ({ coverage }) => !Array.isArray(coverage) || coverage.length < 2,
    ))
      expect(isWhole(find(element, `[data-id="${CSS.escape(id)}"]`)), id).to.equal(false);
    for (const answer of ['x', 7, {}]) {
      held = answer;
      await element.refresh();
      await settled(element);
      expect(find(element, '[data-code=storage-damaged]'), JSON.stringify(answer)).to.exist;
    }

    held = [withMarkup(whole)];
    for (const [storage, estimate, outcome] of [
      [null, null, null],
      ['x', { bytes: Number.NaN }, { failures: 7, evicted: markup }],
      [{ quota: markup, usage: {}, isPersisted: 'yes' }, { bytes: markup }, { failures: [null], evicted: 0 }],
      [
        { quota: -1, letGoAt: markup },
        { bytes: 1e308 },
        { failures: [{ patient: markup, resourceType: markup, code: markup }], evicted: 0 },
      ],
    ]) {
      Object.assign(told, { storage, estimate, prepare: outcome });
      element.patients = [
        ...PATIENTS.map((one) => withMarkup(one)),
        ...PATIENTS,
        { id: markup, name: 7, facts: 'x' },
        null,
        { name: 'x' },
      ] as never;
      element.resources = [...RESOURCES];
      await element.refresh();
      await settled(element);
      expect(words(element))
        .to.contain('2 patienter kunne ikke læses')
        .and.contain('Det vides ikke, hvor meget');
      expect(list('fieldset li[data-id]')).to.have.length(PATIENTS.length + 1);
      find(element, '.prepare')?.click();
      await settled(element);
      expect(words(find(element, '.outcome'))).not.to.equal('');
      expect(words(element)).not.to.match(/NaN|undefined|\[object|Infinity/);
    }
    expect(words(element)).to.contain(markup);
    expect(list('img, script')).to.be.empty;
    expect(wasRun()).to.be.false;
  });

  it('says that a store that is locked cannot be read, instead of an empty one', async () => {
    const locked = await openHeld(newPartition(FHIR), {
      releaseKey: () => Promise.reject(new Error('signed out')),
    });
    const fhir = createFhirClient({
      fhirBaseUrl: FHIR,
      accessToken: async () => 'token',
      runtime: locked.runtime,
    });
    const scopes = ScopeSet.parse('user/*.rs');
    const element = await shown({
      offline: new OfflineRecords({ ...locked, fhir, scopes }),
    });
    await until(() => find(element, '[data-code=storage-locked]'));
    expect(words(element)).to.contain('Det kan ikke ses, hvad der er på enheden');
    await locked.records.close();
  });

  for (const locale of locales)
    it(`reads whole sentences in ${locale}, and fits 320 pixels`, async () => {
      await offline.prepare({ patients: ['p1'], resources: RESOURCES });
      const element = await shown({ locale });
      element.style.width = '320px';
      await until(() => holdings(element).includes('p1 whole'));
      expect(words(element)).not.to.match(/\{\w+\}|offlineWard\./);
      expect(element.scrollWidth).to.be.at.most(320);
      for (const target of element.shadowRoot?.querySelectorAll('button, label') ?? [])
        expect(target.getBoundingClientRect().height, target.textContent ?? '').to.be.at.least(44);
    });

  it('writes sizes as people read them', () => {
    expect([200, 34_000, 1_430_000, 11_200_000_000].map((bytes) => formatSize(bytes, 'da'))).to.deep.equal([
      '1\u00a0kB',
      '34\u00a0kB',
      '1,4\u00a0MB',
      '11\u00a0GB',
    ]);
  });
});
