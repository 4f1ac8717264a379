import { assert } from '@open-wc/testing';
import type { FhirResource, Observation } from 'fhir/r4';
import { FramePage } from '../../test/browser/command.ts';
// Served as a module by the test server, which is why it is not imported as JSON.
import RECORDS from '../../test/fixtures/lease/records.json';
import { openWard, recordingOutbox } from '../../test/ward.ts';
import { ScopeSet } from '../fhir/scopes.ts';
import type { ReceiptSnapshot } from '../workplace/types.ts';
import { createHost } from './host.ts';
import type { HostOptions } from './host-options.ts';
import type { FrameEntry } from './manifest/plugin-manifest.ts';
import { memoryApprovals } from './registry/approval/approval-store.ts';
import { approve } from './registry/approval/approval.ts';
import { staticRegistry } from './registry/static-registry.ts';
import type { HostEvent, MountedPlugin, PluginManifest, PluginState, WorkplaceHost } from './types.ts';

const PAGES = new URL('../../test/browser/', import.meta.url);
const HANDSHAKE_MS = 300;
/** The host's clock stands still; pages must not watch it by theirs, which they do up to a minute. */
const HEARTBEAT_MS = 100_000;
const opened: WorkplaceHost[] = [];

afterEach(async () => {
  for (const host of opened.splice(0)) await host.close();
  assert.equal(document.querySelectorAll('iframe').length, 0);
});

/** A page of the same server on another site: browsers take `localhost` and `127.0.0.1` for two. */
function manifest(page: string, entry: Partial<FrameEntry> = {}): PluginManifest {
  const url = new URL(page, PAGES);
  url.hostname = '127.0.0.1';
  return {
    id: page.replace('.html', ''),
    version: '1.0.0',
    api: '^1.0',
    title: { en: 'Vital signs', da: 'Vitale værdier' },
    publisher: { name: 'Partner', contact: 'support@partner.example' },
    entry: { mode: 'frame', url: url.href, origin: url.origin, ...entry },
    contributes: [{ slot: 'patient.workspace', view: 'main' }],
    scopes: 'patient/Patient.r patient/Observation.crs',
  };
}

async function open(manifests: PluginManifest[], options: Partial<HostOptions> = {}) {
  const ward = openWard(RECORDS as unknown as FhirResource[]);
  const outbox = recordingOutbox();
  const { runtime } = ward;
  const host = createHost({
    fhir: ward.fhir,
    outbox,
    registry: staticRegistry(manifests),
    user: { reference: 'Practitioner/nurse' },
    scopes: ScopeSet.parse('user/*.cruds'),
    runtime,
    // These plugins are not asked before a change: some never answer, and the clock here stands still. See context/.
    prepareMs: 0,
    handshakeMs: HANDSHAKE_MS,
    heartbeatMs: HEARTBEAT_MS,
    ...options,
  });
  opened.push(host);
  const events: HostEvent[] = [];
  host.subscribeEvents((event) => events.push(event));
  const mount = (id = manifests[0]?.id ?? '') => {
    const plugin = host.mount(document.body, id, { slot: 'patient.workspace', view: 'main' });
    return { plugin, page: new FramePage(frameOf(plugin)) };
  };
  return { ward, outbox, runtime, host, events, mount, clock: runtime.clock };
}

const until = (plugin: MountedPlugin, state: PluginState) =>
  new Promise<void>((resolve) => {
    if (plugin.state.value === state) return resolve();
    const stop = plugin.state.subscribe((value) => {
      if (value !== state) return;
      stop();
      resolve();
    });
  });

/** Every plugin here runs in a frame. */
const frameOf = (plugin: MountedPlugin) => plugin.element as HTMLIFrameElement;

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: Error) => error.message,
  );

const codeThrown = (work: () => unknown) => {
  try {
    work();
    return 'no error';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

const pulse = (patient: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Puls' },
  subject: { reference: `Patient/${patient}` },
});

/** A plugin that uses the SDK, connected to a workplace with patient a. */
async function connected(entry: Partial<FrameEntry> = {}) {
  const setup = await open([manifest('plugin.html', entry)]);
  await setup.host.setContext({ patient: 'a', encounter: 'e1' });
  const { plugin, page } = setup.mount();
  const said = await page.tell('connect');
  return { ...setup, plugin, page, said };
}

/** A plugin that writes by hand and has its port. */
async function attacking() {
  const setup = await open([manifest('raw-plugin.html')]);
  await setup.host.setContext({ patient: 'a' });
  const { plugin, page } = setup.mount();
  await page.tell('hello');
  await until(plugin, 'ready');
  // The workplace reads who the patient is, once: nothing is on its way any more.
  await setup.host.context.value?.patientResource();
  return { ...setup, plugin, page };
}

describe('a plugin in its frame', () => {
  it('joins the workplace and gets the present patient', async () => {
    const { said, plugin, events } = await connected();
    assert.deepEqual(said, {
      surroundings: 'embedded',
      locale: 'da',
      patient: 'Patient/a',
      needPatientBanner: false,
    });
    assert.equal(plugin.state.value, 'ready');
    assert.equal(frameOf(plugin).title, 'Vitale værdier');
    assert.equal(frameOf(plugin).getAttribute('allow'), '');
    const states = events.filter(({ kind }) => kind === 'plugin').map(({ name }) => name);
    assert.deepEqual(states, ['loading', 'ready']);
  });

  it('loses at once what the administrator takes back, while its page stays', async () => {
    const asks = manifest('plugin.html');
    const approvals = memoryApprovals([approve(asks, { approvedAt: 0 })]);
    const { host, mount } = await open([asks], { approvals });
    await host.setContext({ patient: 'a' });
    const { plugin, page } = mount();
    await page.tell('connect');
    assert.deepInclude(await page.tell('read', 'Observation/pulse-a'), { id: 'pulse-a' });
    approvals.approve(approve(asks, { approvedAt: 1, limit: { scopes: 'patient/Patient.r' } }));
    assert.equal(await codeOf(page.tell('read', 'Observation/pulse-a')), 'denied');
    assert.equal(plugin.state.value, 'ready');
    approvals.withdraw(asks.id);
    assert.equal(plugin.error, 'needs-approval');
    assert.isFalse(plugin.element.isConnected && plugin.element.tagName === 'IFRAME');
  });

  it('reads, searches and saves, and follows its receipt', async () => {
    const { page, outbox, events } = await connected();
    assert.deepInclude(await page.tell('read', 'Observation/pulse-a'), { id: 'pulse-a' });
    assert.deepEqual(await page.tell('search', 'Observation'), ['pulse-a', 'lab-a']);
    const stored = (await page.tell('save', pulse('a'))) as ReceiptSnapshot;
    assert.deepInclude(stored, {
      state: 'stored',
      patient: 'a',
      plugin: { id: 'plugin', version: '1.0.0' },
    });
    assert.deepEqual(await page.tell('receipts'), [stored.id]);
    const settled = page.tell('settled');
    outbox.announce(stored.id, { state: 'accepted' });
    assert.equal(await settled, 'accepted');
    const saved = { id: 'plugin', version: '1.0.0', title: 'Vital signs', view: 'main' };
    assert.deepEqual(outbox.writes[0]?.plugin, saved);
    const calls = events.filter(({ kind }) => kind === 'call').map(({ name }) => name);
    assert.includeMembers(calls, ['fhir.read', 'fhir.search', 'fhir.save', 'receipts.list']);
  });

  it('gets a new context when the patient changes, and its old one is stale', async () => {
    const { page, host, ward } = await connected();
    await host.setContext({ patient: 'b' });
    await host.setContext(undefined);
    await host.setContext({ patient: 'b' });
    assert.deepEqual(await page.tell('patients', 4), ['Patient/a', 'Patient/b', null, 'Patient/b']);
    assert.deepInclude(await page.tell('read', 'Observation/pulse-b'), { id: 'pulse-b' });
    const asked = ward.asked.length;
    for (const index of [0, 1]) {
      assert.equal(await codeOf(page.tell('read', 'Observation/pulse-a', index)), 'stale-context');
      assert.equal(await codeOf(page.tell('save', pulse('a'), index)), 'stale-context');
    }
    assert.equal(ward.asked.length, asked);
  });

  it('is told when language and connection change', async () => {
    const { page, host, outbox } = await connected();
    host.setLocale('sv');
    host.setOnline(false);
    host.setOnline(false);
    host.setOnline(true);
    assert.deepEqual(await page.tell('news', 3), ['locale sv', 'online false', 'online true']);
    assert.equal(outbox.flushes, 1);
  });

  it('that asks for another patient is refused before the network', async () => {
    const { page, ward, outbox, events } = await connected();
    assert.equal(await codeOf(page.tell('read', 'Patient/b')), 'wrong-patient');
    assert.equal(await codeOf(page.tell('save', pulse('b'))), 'wrong-patient');
    assert.equal(await codeOf(page.tell('read', 'Condition/1')), 'denied');
    // The workplace itself reads who the patient is, for those who may know.
    assert.deepEqual(ward.asked, ['Patient/a']);
    assert.deepEqual(outbox.writes, []);
    const codes = events.filter(({ kind, code }) => kind === 'call' && code).map(({ code }) => code);
    assert.deepEqual(codes, ['wrong-patient', 'wrong-patient', 'denied']);
  });

  it('measures itself, and its web vitals arrive at the host', async () => {
    const { host } = await open([]);
    const setup = await open([manifest('plugin.html')]);
    const vital = new Promise<HostEvent>((resolve) => {
      setup.host.subscribeEvents(
        (event) => event.kind === 'vital' && event.name === 'TTFB' && resolve(event),
      );
    });
    const { page } = setup.mount();
    await page.tell('connect');
    assert.deepInclude(await vital, { plugin: 'plugin', name: 'TTFB' });
    assert.isNumber((await vital).value);
    assert.deepEqual(host.contributions('patient.workspace'), []);
  });

  it('of an opaque origin joins too, also from the host’s own server', async () => {
    const url = new URL('plugin.html', PAGES).href;
    const { page, said, plugin } = await connected({ url, origin: 'opaque' });
    assert.equal(frameOf(plugin).getAttribute('sandbox'), 'allow-scripts allow-forms');
    assert.deepInclude(said, { surroundings: 'embedded', patient: 'Patient/a' });
    assert.deepInclude(await page.tell('read', 'Observation/pulse-a'), { id: 'pulse-a' });
  });

  it('of the host’s own site is not mounted', async () => {
    const url = new URL('plugin.html', PAGES);
    const { mount } = await open([manifest('plugin.html', { url: url.href, origin: url.origin })]);
    assert.equal(
      codeThrown(() => mount()),
      'not-isolated',
    );
  });

  it('that nobody registered is not mounted', async () => {
    const { mount } = await open([]);
    assert.equal(
      codeThrown(() => mount('unknown')),
      'not-found',
    );
  });
});

describe('the handshake', () => {
  it('that never comes is handshake-timeout, and the frame leaves the page', async () => {
    const { mount, clock } = await open([manifest('raw-plugin.html')]);
    const { plugin, page } = mount();
    await page.ready;
    clock.advance(HANDSHAKE_MS - 1);
    assert.equal(plugin.state.value, 'loading');
    clock.advance(1);
    assert.deepEqual([plugin.state.value, plugin.error], ['failed', 'handshake-timeout']);
    assert.equal(frameOf(plugin).isConnected, false);
    assert.deepEqual(clock.pending, []);
  });

  it('with a wrong nonce is no handshake', async () => {
    const { mount } = await open([manifest('raw-plugin.html')]);
    const { plugin, page } = mount();
    for (const nonce of ['', 'x'.repeat(22), null, {}]) await page.tell('hello', nonce);
    assert.equal(plugin.state.value, 'loading');
    assert.equal(await page.tell('ports'), 0);
  });

  it('of a sibling that knows the nonce is no handshake', async () => {
    const { mount } = await open([manifest('raw-plugin.html')]);
    const { plugin, page } = mount();
    const sibling = document.createElement('iframe');
    sibling.src = manifest('raw-plugin.html').entry.url;
    document.body.append(sibling);
    const siblingPage = new FramePage(sibling);
    await siblingPage.tell('hello', frameOf(plugin).name.replace('samspil-', ''));
    await siblingPage.tell('ports');
    assert.equal(plugin.state.value, 'loading');
    await page.tell('hello');
    await until(plugin, 'ready');
    assert.equal(await siblingPage.tell('ports'), 0);
    sibling.remove();
  });

  it('from another origin than the registered one is no handshake', async () => {
    const elsewhere = new URL(manifest('raw-plugin.html').entry.url);
    const { origin } = elsewhere;
    elsewhere.hostname = '127.0.0.2';
    const { mount } = await open([manifest('raw-plugin.html', { url: elsewhere.href, origin })]);
    const { plugin, page } = mount();
    await page.tell('hello');
    await page.tell('ports');
    assert.equal(plugin.state.value, 'loading');
  });

  it('happens once: a second hello gets no second port', async () => {
    const { page, plugin } = await attacking();
    await page.tell('hello');
    await page.tell('hello');
    assert.equal(await page.tell('ports'), 1);
    assert.equal(plugin.state.value, 'ready');
  });

  it('between versions that have nothing in common is version-mismatch on both sides', async () => {
    const { mount } = await open([manifest('raw-plugin.html')]);
    const { plugin, page } = mount();
    await page.tell('hello', undefined, { min: 2, max: 9 });
    await until(plugin, 'failed');
    assert.equal(plugin.error, 'version-mismatch');
    assert.deepEqual(await page.tell('offered', 1), ['refused']);
    assert.equal(await page.tell('ports'), 0);
  });
});

describe('a hostile plugin', () => {
  it('cannot reach a prototype of the host, and each try is refused once', async () => {
    const { page, events, plugin } = await attacking();
    const attacks = [
      { id: '1', type: 'SET', path: ['__proto__', 'polluted'], value: { type: 'RAW', value: true } },
      {
        id: '2',
        type: 'CONSTRUCT',
        path: ['constructor', 'constructor'],
        argumentList: [{ type: 'RAW', value: '' }],
      },
      { id: '3', type: 'APPLY', path: ['fhir.read', 'constructor'], argumentList: [] },
      {
        id: '4',
        type: 'APPLY',
        path: ['fhir.read'],
        argumentList: [{ type: 'HANDLER', name: 'throw', value: {} }],
      },
      { id: '5', type: 'GET', path: [] },
    ];
    const answers = (await page.tell('post', ...attacks)) as { id: string; value: unknown }[];
    assert.deepEqual(
      answers.map(({ id }) => id),
      ['1', '2', '3', '4', '5'],
    );
    for (const { value } of answers) assert.deepEqual(value, { ok: false, error: { code: 'protocol' } });
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.equal(events.filter(({ kind }) => kind === 'refused').length, 5);
    assert.equal(plugin.state.value, 'ready');
  });

  it('cannot use a lease it made up', async () => {
    const { page } = await attacking();
    const input = { lease: 'made-up', reference: 'Patient/a' };
    const message = {
      id: '1',
      type: 'APPLY',
      path: ['fhir.read'],
      argumentList: [{ type: 'RAW', value: input }],
    };
    const [answer] = (await page.tell('post', message)) as { value: unknown }[];
    assert.deepEqual(answer?.value, { ok: false, error: { code: 'stale-context' } });
  });

  it('that leaves its page is navigated-away, and hears nothing more', async () => {
    const { page, plugin, host } = await attacking();
    await page.tell('leave');
    await until(plugin, 'failed');
    assert.equal(plugin.error, 'navigated-away');
    assert.equal(frameOf(plugin).isConnected, false);
    await host.setContext({ patient: 'b' });
  });

  for (const way of ['floodPort', 'floodWindow']) {
    it(`that floods (${way}) is too-many-requests, and others go on`, async () => {
      const { host, mount } = await open([manifest('raw-plugin.html'), manifest('plugin.html')]);
      await host.setContext({ patient: 'a' });
      const good = mount('plugin');
      const bad = mount('raw-plugin');
      await good.page.tell('connect');
      await bad.page.tell('hello');
      await until(bad.plugin, 'ready');
      // Its answer may come after it was removed: nobody waits for it.
      void bad.page.tell(way, 20_000);
      await until(bad.plugin, 'failed');
      assert.equal(bad.plugin.error, 'too-many-requests');
      assert.equal(frameOf(bad.plugin).isConnected, false);
      assert.deepInclude(await good.page.tell('read', 'Observation/pulse-a'), { id: 'pulse-a' });
      assert.equal(good.plugin.state.value, 'ready');
    });
  }

  it('that falls silent is not-responding, then failed', async () => {
    const { plugin, clock } = await attacking();
    clock.advance(HEARTBEAT_MS);
    assert.equal(plugin.state.value, 'ready');
    clock.advance(HEARTBEAT_MS);
    assert.equal(plugin.state.value, 'not-responding');
    clock.advance(2 * HEARTBEAT_MS);
    assert.deepEqual([plugin.state.value, plugin.error], ['failed', 'timeout']);
    assert.deepEqual(clock.pending, []);
  });

  it('that answers after silence is ready again', async () => {
    const { plugin, page, clock } = await attacking();
    clock.advance(2 * HEARTBEAT_MS);
    await page.tell('tellOnce', { samspil: 'pong' });
    await until(plugin, 'ready');
    clock.advance(HEARTBEAT_MS);
    assert.equal(plugin.state.value, 'ready');
  });

  it('that spins for ever neither stalls the host nor survives', async () => {
    // On a site of its own: frames of one site share a process, and this one is not to be had for a minute.
    const url = new URL(manifest('plugin.html').entry.url);
    url.hostname = '127.0.0.3';
    const { plugin, page, clock, said } = await connected({ url: url.href, origin: url.origin });
    assert.deepInclude(said, { patient: 'Patient/a' });
    void page.tell('spin', 60_000);
    // Still the host's turn: its own message comes round while the frame spins.
    const { port1, port2 } = new MessageChannel();
    await new Promise<void>((resolve) => {
      port2.onmessage = () => resolve();
      port1.postMessage(1);
    });
    clock.advance(5 * HEARTBEAT_MS);
    assert.equal(plugin.state.value, 'failed');
    assert.equal(frameOf(plugin).isConnected, false);
  });
});

describe('the life of a frame', () => {
  it('that answers its heartbeat stays ready', async () => {
    const { page, plugin, clock } = await connected();
    for (let beat = 0; beat < 6; beat++) {
      clock.advance(HEARTBEAT_MS);
      // The answer to the first call comes behind the ping, so the second call leaves behind the answer to the ping.
      await page.tell('receipts');
      await page.tell('receipts');
    }
    assert.equal(plugin.state.value, 'ready');
  });

  it('can begin anew after a failure, under another name', async () => {
    const { plugin, clock, events } = await attacking();
    const { name } = frameOf(plugin);
    clock.advance(4 * HEARTBEAT_MS);
    assert.equal(plugin.state.value, 'failed');
    plugin.restart();
    assert.deepEqual([plugin.state.value, plugin.error], ['loading', undefined]);
    assert.notEqual(frameOf(plugin).name, name);
    // Its process may still be busy: the new frame waits until the browser has ended it.
    assert.equal(frameOf(plugin).isConnected, false);
    clock.advance(1_000);
    assert.equal(frameOf(plugin).isConnected, true);
    await new FramePage(frameOf(plugin)).tell('hello');
    await until(plugin, 'ready');
    assert.equal(document.querySelectorAll('iframe').length, 1);
    const states = events.filter(({ kind }) => kind === 'plugin').map(({ name: state }) => state);
    assert.deepEqual(states, ['loading', 'ready', 'not-responding', 'failed', 'loading', 'ready']);
  });

  it('ends with dispose, twice or not, and does not come back', async () => {
    const { plugin, clock, events } = await attacking();
    const frame = frameOf(plugin);
    plugin.dispose();
    plugin.dispose();
    plugin.restart();
    assert.equal(plugin.state.value, 'disposed');
    assert.equal(frame.isConnected, false);
    assert.deepEqual(clock.pending, []);
    assert.equal(events.filter(({ name }) => name === 'disposed').length, 1);
  });

  it('leaves nothing behind, fifty times over', async () => {
    const { mount, clock, outbox } = await open([manifest('raw-plugin.html')]);
    const listening = outbox.listening;
    const signals: AbortSignal[] = [];
    const add = window.addEventListener.bind(window);
    window.addEventListener = ((type: string, listener: EventListener, given?: AddEventListenerOptions) => {
      if (type === 'message' && given?.signal) signals.push(given.signal);
      add(type, listener, given);
    }) as typeof window.addEventListener;
    try {
      for (let i = 0; i < 50; i++) mount().plugin.dispose();
    } finally {
      window.addEventListener = add;
    }
    assert.equal(signals.length, 50);
    assert.equal(
      signals.every(({ aborted }) => aborted),
      true,
    );
    assert.deepEqual(clock.pending, []);
    assert.equal(outbox.listening, listening);
    assert.equal(document.querySelectorAll('iframe').length, 0);
  });

  it('closing the host takes every plugin off the page', async () => {
    const { host, plugin } = await attacking();
    await host.close();
    assert.equal(plugin.state.value, 'disposed');
    assert.equal(host.context.value, undefined);
  });

  it('an id that is no patient’s leaves the open patient as it is', async () => {
    const { host } = await open([]);
    const { context } = await host.setContext({ patient: 'a' });
    const failure = await host.setContext({ patient: 'a,b' }).catch((error: unknown) => error);
    assert.propertyVal(failure, 'code', 'invalid-request');
    assert.equal(host.context.value, context);
    assert.equal(context?.ended.aborted, false);
  });
});
