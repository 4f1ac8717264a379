import { assert } from '@open-wc/testing';
import type { Gate } from '../../../../test/contract/modules/gated.ts';
import { elementManifest, MODULE, rootOf, tellElement } from '../../../../test/contract/modes/element.ts';
import { openWorkplace, reaches } from '../../../../test/contract/modes/workplace.ts';
import type { Workplace } from '../../../../test/contract/modes/workplace.ts';
import { letEscape } from '../../../../test/contract/uncaught.ts';
import type { VettedElements } from './vetted-elements.ts';
import type { ElementManifest, HostEvent, HostOptions, MountedPlugin } from '../../index.ts';

const module = (name: string) =>
  new URL(`../../../../test/contract/modules/${name}.bundle.js`, import.meta.url).href;
const MAIN = { slot: 'patient.workspace', view: 'main' };
const opened: Workplace[] = [];
let listenAgain: () => void;

beforeEach(() => void (listenAgain = letEscape()));
afterEach(async () => {
  listenAgain();
  for (const workplace of opened.splice(0)) await workplace.close();
});

/** A workplace that vetted these plugins as they are. */
async function open(manifests: readonly ElementManifest[], options: Partial<HostOptions> = {}) {
  const vettedElements = Object.fromEntries(manifests.map(({ id, entry }) => [id, entry.integrity]));
  const workplace = openWorkplace(manifests, { vettedElements, ...options });
  opened.push(workplace);
  const { host, container } = workplace;
  await host.setContext({ patient: 'a' });
  await host.context.value?.patientResource();
  const events: HostEvent[] = [];
  host.subscribeEvents((event) => events.push(event));
  const mount = (id = manifests[0]?.id ?? ''): MountedPlugin => host.mount(container, id, MAIN);
  return { ...workplace, events, mount };
}

const ready = async (plugin: MountedPlugin) => {
  await reaches(plugin, 'ready');
  return tellElement(plugin);
};

const failureOf = async (plugin: MountedPlugin) => {
  await reaches(plugin, 'failed');
  return plugin.error;
};

const codeThrown = (work: () => unknown) => {
  try {
    work();
    return 'no error';
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

/** The code with which mounting was refused, now or at once after. */
const refusalOf = async (mount: () => MountedPlugin) => {
  let plugin: MountedPlugin | undefined;
  const code = codeThrown(() => (plugin = mount()));
  return plugin ? failureOf(plugin) : code;
};

function gated(): Gate & { open(): void; cleanup: () => void | Promise<void> } {
  let open: () => void = () => undefined;
  const shown = new Promise<void>((resolve) => (open = resolve));
  const gate = { shown, open: () => open(), log: [] as string[], cleanup: () => undefined as void };
  Object.assign(window, { gate });
  return gate;
}

/** Everything that was begun has come to pass: promises that are settled, and messages that are posted. */
const turn = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      port1.close();
      resolve();
    };
    port1.postMessage(null);
  });

describe('an element plugin is mounted', () => {
  it('only if somebody vetted it', async () => {
    const manifest = await elementManifest();
    const lists: VettedElements[] = [{}, { other: 'registry' }, { contract: 'sha384-other' }];
    for (const vettedElements of lists) {
      const { mount, container } = await open([manifest], { vettedElements });
      assert.equal(await refusalOf(mount), 'denied');
      assert.equal(container.querySelector('div'), null);
    }
  });

  it('as the registry hands it out, if the site trusts the registry so far', async () => {
    const { mount } = await open([await elementManifest()], { vettedElements: { contract: 'registry' } });
    const tell = await ready(mount());
    assert.deepInclude(await tell('about'), { patient: 'Patient/a' });
  });

  it('in a shadow root of its own, named for a screen reader', async () => {
    const { mount } = await open([await elementManifest()]);
    const plugin = mount();
    await ready(plugin);
    assert.equal(plugin.element.shadowRoot?.mode, 'open');
    assert.equal(plugin.element.getAttribute('role'), 'group');
    assert.equal(plugin.element.getAttribute('aria-label'), 'Kontrakt');
  });

  it('with custom elements that neither the page nor another plugin knows', async () => {
    const { mount } = await open([await elementManifest()]);
    const [one, two] = [mount(), mount()];
    for (const tell of [await ready(one), await ready(two)])
      assert.equal(await tell('element'), 'an element of its own');
    assert.equal(customElements.get('contract-note'), undefined);
    const [ours, theirs] = [one, two].map((plugin) => plugin.element.shadowRoot?.customElementRegistry);
    assert.notEqual(ours, theirs);
    assert.notEqual(ours, customElements);
  });

  it('from the bytes that were vetted: others are untrusted, and nothing of them is run', async () => {
    const manifest = await elementManifest(module('throws'));
    const { integrity } = (await elementManifest()).entry;
    const { mount } = await open([{ ...manifest, entry: { ...manifest.entry, integrity } }]);
    assert.equal(await refusalOf(mount), 'untrusted');
    assert.isFalse('ranThrowingModule' in window);
  });

  for (const [what, name, code] of [
    ['a module that throws', 'throws', 'crashed'],
    ['a module whose default export is no plugin', 'no-plugin', 'protocol'],
    ['a plugin of another version of the bridge', 'future', 'version-mismatch'],
  ] as const) {
    it(`not from ${what}, which is ${code}`, async () => {
      const { mount, container } = await open([await elementManifest(module(name))]);
      assert.equal(await refusalOf(mount), code);
      assert.equal(container.querySelector('div')?.shadowRoot ?? null, null);
    });
  }

  for (const [what, url, code] of [
    ['nothing lies there', new URL('../../../../nothing-here.js', import.meta.url).href, 'not-found'],
    ['nobody answers', 'http://127.0.0.1:9/plugin.js', 'network'],
  ] as const) {
    it(`not from an address where ${what}, which is ${code}`, async () => {
      const manifest = await elementManifest();
      const { mount } = await open([{ ...manifest, entry: { ...manifest.entry, url } }]);
      assert.equal(await refusalOf(mount), code);
    });
  }

  it('from one file that carries nothing of the other ways to run', async () => {
    const source = await (await fetch(MODULE)).text();
    assert.isFalse(/oidc|code_challenge|openOutbox|createHost/.test(source));
  });
});

describe('two contributions of one element plugin', () => {
  it('are two: own view, own state, own rights to be on the page', async () => {
    const { mount, host } = await open([await elementManifest()]);
    const [one, two] = [mount(), mount()];
    const [tellOne, tellTwo] = [await ready(one), await ready(two)];
    await tellOne('save', {
      resourceType: 'Observation',
      status: 'final',
      code: {},
      subject: { reference: 'Patient/a' },
    });
    assert.notEqual(rootOf(one), rootOf(two));
    one.dispose();
    await host.setContext({ patient: 'b' });
    assert.deepEqual(await tellTwo('patients', 2), ['Patient/a', 'Patient/b']);
  });

  for (const way of ['throwLater', 'rejectLater', 'throwInListener']) {
    it(`fail one by one (${way}): the other goes on`, async () => {
      const { mount, container } = await open([await elementManifest()]);
      const [bad, good] = [mount(), mount()];
      const [tellBad, tellGood] = [await ready(bad), await ready(good)];
      tellBad(way).catch(() => undefined);
      assert.equal(await failureOf(bad), 'crashed');
      assert.deepInclude(await tellGood('about'), { patient: 'Patient/a' });
      assert.equal(good.state.value, 'ready');
      assert.equal(container.querySelectorAll('[role=group]').length, 1);
    });
  }

  it('are not blamed for what somebody else on the page throws', async () => {
    const { mount } = await open([await elementManifest()]);
    const plugin = mount();
    const tell = await ready(plugin);
    const heard = new Promise((resolve) => window.addEventListener('error', resolve, { once: true }));
    setTimeout(() => {
      throw new TypeError(`somebody else at ${MODULE}:1:1`);
    });
    await heard;
    window.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop', error: null }));
    void Promise.reject(new TypeError('somebody else'));
    await new Promise((resolve) => window.addEventListener('unhandledrejection', resolve, { once: true }));
    assert.deepInclude(await tell('about'), { patient: 'Patient/a' });
    assert.equal(plugin.state.value, 'ready');
  });
});

describe('the life of an element plugin', () => {
  it('begins anew after a crash, with its module as new', async () => {
    const { mount, container } = await open([await elementManifest()]);
    const plugin = mount();
    (await ready(plugin))('throwLater').catch(() => undefined);
    await reaches(plugin, 'failed');
    plugin.restart();
    const tell = await ready(plugin);
    assert.deepInclude(await tell('about'), { patient: 'Patient/a' });
    assert.equal(container.querySelectorAll('[role=group]').length, 1);
  });

  it('ends once, however often it is ended, and does not come back', async () => {
    const { mount, container, events } = await open([await elementManifest()]);
    let cleanups = 0;
    document.addEventListener('contract-cleaned-up', () => (cleanups += 1), { once: true });
    const plugin = mount();
    await ready(plugin);
    plugin.dispose();
    plugin.dispose();
    plugin.restart();
    assert.equal(cleanups, 1);
    assert.equal(plugin.state.value, 'disposed');
    assert.equal(container.querySelector('[role=group]'), null);
    assert.equal(events.filter(({ kind, name }) => kind === 'plugin' && name === 'disposed').length, 1);
  });

  it('can end while it is being loaded: nothing of it is shown', async () => {
    const gate = gated();
    const { mount, container } = await open([await elementManifest(module('gated'))]);
    const plugin = mount();
    plugin.dispose();
    const other = mount();
    await reaches(other, 'ready');
    assert.deepEqual(gate.log, ['began']);
    assert.equal(container.querySelectorAll('[role=group]').length, 1);
    assert.equal(plugin.state.value, 'disposed');
  });

  it('can end while its view is being shown: the view is cleaned up as soon as it is there', async () => {
    const gate = gated();
    const { mount, container } = await open([await elementManifest(module('gated'))]);
    const plugin = mount();
    await reaches(plugin, 'ready');
    plugin.dispose();
    assert.deepEqual(gate.log, ['began', 'aborted']);
    assert.equal(container.querySelector('[role=group]'), null);
    gate.open();
    await turn();
    assert.deepEqual(gate.log, ['began', 'aborted', 'shown', 'cleaned up']);
  });

  it('that cannot clean up is gone all the same, and the host hears of it', async () => {
    const gate = gated();
    gate.cleanup = () => Promise.reject(new TypeError('cannot be cleaned up'));
    const { mount, container, events } = await open([await elementManifest(module('gated'))]);
    const plugin = mount();
    gate.open();
    await reaches(plugin, 'ready');
    await turn();
    plugin.dispose();
    await turn();
    assert.equal(container.querySelector('[role=group]'), null);
    const heard = events.filter(({ name }) => name === 'cleanup');
    assert.deepEqual(
      heard.map(({ code }) => code),
      ['crashed'],
    );
  });

  it('that is too long in coming is handshake-timeout, and does not come later', async () => {
    const gate = gated();
    const { mount, clock, container } = await open([await elementManifest(module('gated'))], {
      handshakeMs: 300,
    });
    const plugin = mount();
    clock.advance(300);
    assert.equal(await failureOf(plugin), 'handshake-timeout');
    plugin.restart();
    await reaches(plugin, 'ready');
    assert.deepEqual(gate.log, ['began']);
    assert.equal(container.querySelectorAll('[role=group]').length, 1);
  });

  it('that closes its own connection is found out by its silence', async () => {
    const { mount, clock } = await open([await elementManifest()], { heartbeatMs: 100 });
    const plugin = mount();
    const tell = await ready(plugin);
    await tell('close');
    clock.advance(200);
    assert.equal(plugin.state.value, 'not-responding');
    clock.advance(200);
    assert.equal(await failureOf(plugin), 'timeout');
  });

  it('leaves nothing behind, fifty times over, and loads its module once', async () => {
    const manifest = await elementManifest();
    const fetched: string[] = [];
    const workplace = await open([manifest]);
    const { mount, container, clock, outbox } = workplace;
    const fetchReally = window.fetch.bind(window);
    window.fetch = (input, init) => {
      fetched.push(input instanceof Request ? input.url : input.toString());
      return fetchReally(input, init);
    };
    const signals: AbortSignal[] = [];
    const add = window.addEventListener.bind(window);
    window.addEventListener = ((type: string, listener: EventListener, given?: AddEventListenerOptions) => {
      if (given?.signal && (type === 'error' || type === 'unhandledrejection')) signals.push(given.signal);
      add(type, listener, given);
    }) as typeof window.addEventListener;
    const [pending, listening] = [clock.pending, outbox.listening];
    try {
      for (let i = 0; i < 50; i++) {
        const plugin = mount();
        await reaches(plugin, 'ready');
        plugin.dispose();
        await turn();
      }
    } finally {
      Object.assign(window, { fetch: fetchReally, addEventListener: add });
    }
    assert.equal(container.childElementCount, 0);
    assert.deepEqual(clock.pending, pending);
    assert.equal(outbox.listening, listening);
    assert.equal(signals.length, 100);
    assert.isTrue(signals.every((signal) => signal.aborted));
    assert.deepEqual(fetched, [MODULE]);
  });
});
