import { assert } from '@open-wc/testing';
import type { FhirResource } from 'fhir/r4';
import { FramePage } from '../../../test/browser/command.ts';
// Served as a module by the test server, which is why it is not imported as JSON.
import RECORDS from '../../../test/fixtures/lease/records.json';
import { openWard, recordingOutbox } from '../../../test/ward.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import { createHost } from '../host.ts';
import { staticRegistry } from '../registry/static-registry.ts';
import type { HostEvent, PlacedPlugin, PluginManifest, PluginState, WorkplaceHost } from '../types.ts';

const PAGES = new URL('../../../test/browser/', import.meta.url);
/** The host's clock stands still; pages must not watch it by theirs, which they do up to a minute. */
const HEARTBEAT_MS = 100_000;
const contribution = { slot: 'patient.workspace', view: 'main' };
const opened: WorkplaceHost[] = [];

afterEach(async () => {
  for (const host of opened.splice(0)) await host.close();
  assert.equal(document.querySelectorAll('iframe').length, 0);
});

/** Of the version 1.0.0 the page uses the SDK; 1.1.0 writes its messages by hand and does what it is told. */
function manifest(version: '1.0.0' | '1.1.0', hostname = '127.0.0.1'): PluginManifest {
  const url = new URL(version === '1.0.0' ? 'plugin.html' : 'raw-plugin.html', PAGES);
  url.hostname = hostname;
  return {
    id: 'vitals',
    version,
    api: '^1.0',
    title: { en: 'Vital signs' },
    publisher: { name: 'Partner', contact: 'support@partner.example' },
    entry: { mode: 'frame', url: url.href, origin: url.origin },
    contributes: [contribution],
    scopes: 'patient/Observation.rs',
  };
}

function open(...versions: PluginManifest[]) {
  const ward = openWard(RECORDS as unknown as FhirResource[]);
  const host = createHost({
    fhir: ward.fhir,
    outbox: recordingOutbox(),
    registry: staticRegistry(versions),
    user: { reference: 'Practitioner/nurse' },
    scopes: ScopeSet.parse('user/*.cruds'),
    runtime: ward.runtime,
    heartbeatMs: HEARTBEAT_MS,
  });
  opened.push(host);
  const events: HostEvent[] = [];
  host.subscribeEvents((event) => events.push(event));
  const told = () => events.filter(({ kind }) => kind === 'watch').map(({ name }) => name);
  const mount = () => host.mount(document.body, 'vitals', contribution);
  return { host, mount, told, clock: ward.runtime.clock };
}

const pageIn = (place: PlacedPlugin) => new FramePage(place.element as HTMLIFrameElement);

const until = (place: PlacedPlugin, ...states: PluginState[]) =>
  new Promise<void>((resolve) => {
    if (states.includes(place.state.value)) return resolve();
    const stop = place.state.subscribe((value) => {
      if (!states.includes(value)) return;
      stop();
      resolve();
    });
  });

/** What is loaded joins and then floods, so that it has to be taken off the page. */
async function flood(place: PlacedPlugin): Promise<void> {
  const page = pageIn(place);
  await page.tell('hello');
  await until(place, 'ready');
  void page.tell('floodPort', 20_000);
  await until(place, 'failed', 'quarantined', 'loading');
}

describe('the watchdog over real frames', () => {
  it('a version that keeps failing is paused, tried again, and replaced by the one that ran well', async () => {
    const { host, mount, told, clock } = open(manifest('1.1.0'), manifest('1.0.0'));
    await host.setContext({ patient: 'a' });
    // The older version proves itself.
    host.plugins.rollBack('vitals');
    const place = mount();
    assert.deepInclude(await pageIn(place).tell('connect'), { patient: 'Patient/a' });
    host.plugins.enable('vitals');
    assert.equal(place.manifest.version, '1.1.0');

    for (let fault = 1; fault <= 3; fault++) {
      await flood(place);
      if (place.state.value === 'failed') place.restart();
    }
    assert.equal(place.state.value, 'quarantined');
    assert.equal(document.querySelectorAll('iframe').length, 0);

    for (let trial = 1; trial <= 2; trial++) {
      assert.isAbove(place.retryAt ?? 0, clock.nowMs);
      clock.advance((place.retryAt ?? 0) - clock.nowMs);
      await flood(place);
    }
    assert.deepEqual([place.manifest.version, place.insteadOf], ['1.0.0', '1.1.0']);
    assert.deepInclude(await pageIn(place).tell('connect'), { patient: 'Patient/a' });
    assert.equal(place.state.value, 'ready');
    assert.equal(host.plugins.list()[0]?.health, 'rolled-back');
    assert.deepEqual(told().slice(-5), ['quarantined', 'on-trial', 'quarantined', 'on-trial', 'rolled-back']);
  });

  it('disabling takes the frame off at once, and enabling brings it back with the patient', async () => {
    const { host, mount } = open(manifest('1.0.0'));
    await host.setContext({ patient: 'a' });
    const place = mount();
    await pageIn(place).tell('connect');
    host.plugins.disable('vitals', 'Fejl i beregningen');
    assert.equal(place.state.value, 'disabled');
    assert.equal(document.querySelectorAll('iframe').length, 0);
    host.plugins.enable('vitals');
    assert.deepInclude(await pageIn(place).tell('connect'), { patient: 'Patient/a' });
  });

  it('threat 5: a page that goes away says so at once, and nothing more reaches what takes its place', async () => {
    const { host, mount } = open(manifest('1.0.0'));
    await host.setContext({ patient: 'a' });
    const place = mount();
    const page = pageIn(place);
    await page.tell('connect');
    void page.tell('leave');
    await until(place, 'failed');
    assert.equal(place.error, 'navigated-away');
    assert.equal(document.querySelectorAll('iframe').length, 0);
  });

  it('threat 18: a frame of the same plugin goes on while another floods, and ten mounts leave nothing behind', async () => {
    const { host, mount, clock } = open(manifest('1.0.0'), { ...manifest('1.1.0'), id: 'bad' });
    await host.setContext({ patient: 'a' });
    const good = mount();
    const page = pageIn(good);
    await page.tell('connect');
    const bad = host.mount(document.body, 'bad', contribution);
    await flood(bad);
    assert.equal(bad.error, 'too-many-requests');
    assert.deepInclude(await page.tell('read', 'Observation/pulse-a'), { id: 'pulse-a' });
    good.dispose();
    bad.dispose();
    for (let n = 0; n < 10; n++) {
      const place = mount();
      await pageIn(place).tell('connect');
      place.dispose();
    }
    assert.equal(document.querySelectorAll('iframe').length, 0);
    clock.advance(60_000);
    assert.deepEqual(clock.pending, []);
    assert.deepEqual(
      host.plugins.list().flatMap(({ instances }) => instances),
      [],
    );
  });
});
