import { assert } from '@open-wc/testing';
import type { FhirResource } from 'fhir/r4';
import { FramePage } from '../../../test/browser/command.ts';
// Served as a module by the test server, which is why it is not imported as JSON.
import RECORDS from '../../../test/fixtures/lease/records.json';
import { openWard, recordingOutbox } from '../../../test/ward.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import type { PluginManifest, WorkplaceHost } from '../types.ts';
import { createHost } from '../host.ts';
import { memoryApprovals } from '../registry/approval/approval-store.ts';
import { approve } from '../registry/approval/approval.ts';
import { staticRegistry } from '../registry/static-registry.ts';
import type { HostUi, ShownNotice } from './index.ts';

const PAGES = new URL('../../../test/browser/', import.meta.url);
const PLACE = { slot: 'patient.workspace', view: 'main' };
const opened: WorkplaceHost[] = [];

afterEach(async () => {
  for (const host of opened.splice(0)) await host.close();
});

/** A page on another site: browsers take `localhost` and `127.0.0.1` for two. */
function manifest(id: string, more: Partial<PluginManifest> = {}): PluginManifest {
  const url = new URL('services-plugin.html', PAGES);
  url.hostname = '127.0.0.1';
  return {
    id,
    version: '1.0.0',
    api: '^1.0',
    title: { en: 'Vital signs' },
    publisher: { name: 'Partner', contact: 'support@partner.example' },
    entry: { mode: 'frame', url: url.href, origin: url.origin },
    contributes: [PLACE],
    scopes: 'patient/Patient.r',
    ...more,
  };
}

async function open(manifests: PluginManifest[], ui: HostUi = {}) {
  const ward = openWard(RECORDS as unknown as FhirResource[]);
  const host = createHost({
    fhir: ward.fhir,
    outbox: recordingOutbox(),
    registry: staticRegistry(manifests),
    user: { reference: 'Practitioner/nurse' },
    scopes: ScopeSet.parse('user/*.cruds'),
    runtime: ward.runtime,
    ui,
  });
  opened.push(host);
  await host.setContext({ patient: 'a' });
  const mount = async (id: string, place = {}) => {
    const plugin = host.mount(document.body, id, PLACE, place);
    const page = new FramePage(plugin.element as HTMLIFrameElement);
    await page.tell('connect');
    return { plugin, page, frame: plugin.element as HTMLIFrameElement };
  };
  return { host, mount };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: Error) => error.message,
  );

describe('the services, from a real frame of another site', () => {
  it('threat 15: HTML, bidi and very long texts come as plain text or not at all, with the badge', async () => {
    const notices: ShownNotice[] = [];
    const { mount } = await open([manifest('liar', { capabilities: ['notify'] })], {
      notify: (notice) => notices.push(notice),
    });
    const { page } = await mount('liar');
    await page.tell('notify', 'Log \u202Enwo ruoy ni\u202C <img src=x onerror="parent.broken=1">');
    assert.equal(await codeOf(page.tell('notify', 'x'.repeat(301))), 'protocol');
    assert.equal(await codeOf(page.tell('notify', '\u200B')), 'protocol');
    assert.deepEqual(
      notices.map(({ text, plugin }) => [text, plugin]),
      [
        [
          'Log nwo ruoy ni <img src=x onerror="parent.broken=1">',
          { id: 'liar', title: 'Vital signs', publisher: 'Partner' },
        ],
      ],
    );
  });

  it('threat 19: a frame opens no window, leads the workplace nowhere and stops nothing with an alert', async () => {
    const { mount } = await open([manifest('popper')]);
    const { page } = await mount('popper');
    const here = location.href;
    assert.deepEqual(await page.tell('misbehave'), {
      popup: null,
      top: 'SecurityError',
      confirmed: false,
      fullscreen: 'TypeError',
    });
    assert.equal(location.href, here);
  });

  it('threat 19: what it may ask for instead is granted by the workplace only', async () => {
    const { mount } = await open([manifest('popper', { capabilities: ['open', 'download', 'print'] })]);
    const { page } = await mount('popper');
    assert.deepEqual(await page.tell('can', ['open', 'download', 'print', 'bus']), []);
    assert.equal(await codeOf(page.tell('open', 'trend')), 'denied');
  });

  it('threat 26: plugin A hears nothing of what B tells C, and cannot find out that it was told', async () => {
    const topic = 'dk.ward.score';
    const talks = { capabilities: ['bus' as const], bus: { publishes: [topic], subscribes: [] } };
    const hears = { capabilities: ['bus' as const], bus: { publishes: [], subscribes: [topic] } };
    const { mount } = await open([
      manifest('b', talks),
      manifest('c', hears),
      manifest('a', { capabilities: ['bus'], bus: { publishes: [], subscribes: ['dk.ward.other'] } }),
    ]);
    const [b, c, a] = [await mount('b'), await mount('c'), await mount('a')];
    for (const { page } of [c, a]) await page.tell('listen', topic);
    await b.page.tell('publish', topic, { news2: 7 });
    assert.deepEqual(await c.page.tell('heard', 1), [{ topic, message: { news2: 7 }, from: 'b' }]);
    assert.deepEqual(await a.page.tell('heard', 0), []);
    assert.equal(await codeOf(a.page.tell('publish', topic, 1)), 'denied');
  });

  it('an approval that leaves a capability out takes it away, and can() says so', async () => {
    const ward = openWard(RECORDS as unknown as FhirResource[]);
    const asks = manifest('asks', { capabilities: ['notify', 'dirty'] });
    const host = createHost({
      fhir: ward.fhir,
      outbox: recordingOutbox(),
      registry: staticRegistry([asks]),
      user: { reference: 'Practitioner/nurse' },
      scopes: ScopeSet.parse('user/*.cruds'),
      runtime: ward.runtime,
      ui: { notify: () => undefined },
      approvals: memoryApprovals([approve(asks, { approvedAt: 0, limit: { capabilities: ['dirty'] } })]),
    });
    opened.push(host);
    const page = new FramePage(host.mount(document.body, 'asks', PLACE).element as HTMLIFrameElement);
    await page.tell('connect');
    assert.deepEqual(await page.tell('can', ['notify', 'dirty']), ['dirty']);
    assert.equal(await codeOf(page.tell('notify', 'x')), 'denied');
  });

  it('dirty tokens end with the patient, with a reload and with the plugin', async () => {
    const { host, mount } = await open([manifest('vitals', { capabilities: ['dirty'] })]);
    const { plugin, page } = await mount('vitals');
    const reasons = () => host.dirty.value.map((state) => state.reasons);
    await page.tell('dirty', 'Pulse');
    assert.deepEqual(reasons(), [['Pulse']]);
    // Forced: what a plugin that holds would be asked is not at issue here.
    await host.setContext({ patient: 'b' }, { force: true });
    assert.deepEqual(reasons(), []);
    await page.tell('patient', 'Patient/b');
    await page.tell('dirty', 'Weight');
    assert.deepEqual(reasons(), [['Weight']]);
    plugin.restart();
    assert.deepEqual(reasons(), []);
  });

  it('the theme reaches the page in the frame that asks for it, at the handshake and whenever it changes', async () => {
    const { host, mount } = await open([manifest('vitals')]);
    const theme = (text: string, more = {}) => ({
      colorScheme: 'dark' as const,
      density: 'compact' as const,
      properties: { '--samspil-text': text, ...more },
    });
    host.setTheme(theme('#e9eff5', { '--samspil-old': '1px', color: 'red' }));
    const { page } = await mount('vitals');
    assert.deepEqual(await page.tell('look', '#e9eff5'), {
      colorScheme: 'dark',
      density: 'compact',
      style: '--samspil-text: #e9eff5; --samspil-old: 1px; color-scheme: dark;',
    });
    host.setTheme({ ...theme('#123456'), colorScheme: 'light' });
    assert.deepInclude(await page.tell('look', '#123456'), {
      colorScheme: 'light',
      style: '--samspil-text: #123456; color-scheme: light;',
    });
  });

  it('a page that sizes itself asks for what its content needs', async () => {
    const heights: number[] = [];
    let onHeight: () => void = () => undefined;
    const { mount } = await open([manifest('vitals', { capabilities: ['resize'] })]);
    const place = {
      resize: (height: number) => {
        heights.push(height);
        onHeight();
      },
    };
    const { page } = await mount('vitals', place);
    const next = () => new Promise<void>((resolve) => (onHeight = resolve));
    const first = next();
    await page.tell('autoResize', 400);
    await first;
    assert.deepEqual(heights, [400]);
  });

  it('the workplace gives a plugin the focus; keys lead out of the frame, and nothing that is typed does', async () => {
    const heard: string[] = [];
    const { host, mount } = await open([manifest('vitals')], {
      keys: [{ keys: 'Alt+p', run: () => heard.push('Alt+p') }],
      moveFocus: (direction, from) => {
        heard.push(direction);
        from.blur();
      },
    });
    const { plugin, page, frame } = await mount('vitals');
    await page.tell('press', 'F6');
    assert.deepEqual(heard, [], 'nobody is in the frame');
    host.focus(plugin);
    assert.equal(document.activeElement, frame);
    for (const keys of ['a', 'Enter', 'Alt+x', 'Alt+p', 'Shift+F6', 'F6']) await page.tell('press', keys);
    assert.deepEqual(heard, ['Alt+p', 'previous']);
    assert.notEqual(document.activeElement, frame);
  });
});
