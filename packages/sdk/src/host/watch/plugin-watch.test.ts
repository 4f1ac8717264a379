import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scriptedRuntime, webPage } from '../../../test/scripted-runtime.ts';
import { WritableSignal } from '../../workplace/signal.ts';
import type {
  Contribution,
  HostEvent,
  MountedPlugin,
  PlacedPlugin,
  PluginManifest,
  PluginState,
} from '../types.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import { grant } from '../registry/approval/grant.ts';
import { DEFAULT_BUDGETS } from './health/budgets.ts';
import type { WatchBudgets } from './health/budgets.ts';
import { memoryWatchStore } from './health/watch-store.ts';
import type { WatchStore } from './health/watch-store.ts';
import { PluginWatch } from './plugin-watch.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const contribution: Contribution = { slot: 'patient.workspace', view: 'main' };

/** An instance that does what the test says. It needs no page. */
class ScriptedInstance implements MountedPlugin {
  readonly state = new WritableSignal<PluginState>('loading');
  readonly contribution = contribution;
  readonly element = {} as HTMLElement;
  readonly manifest: PluginManifest;
  error: string | undefined;

  constructor(manifest: PluginManifest) {
    this.manifest = manifest;
  }

  become(state: PluginState, error?: string): void {
    this.error = error;
    this.state.value = state;
  }

  restart(): void {
    this.become('loading');
  }

  dispose(): void {
    this.become('disposed');
  }
}

function manifest(version: string, id = 'vitals'): PluginManifest {
  return {
    id,
    version,
    api: '^1.0',
    title: { en: 'Vital signs' },
    publisher: { name: 'Partner', contact: 'x' },
    entry: { mode: 'frame', url: 'https://p.example/', origin: 'https://p.example' },
    contributes: [contribution],
    scopes: '',
  };
}

interface Setup {
  versions?: readonly string[];
  store?: WatchStore;
  budgets?: Partial<WatchBudgets>;
}

/** Newest first, as a registry has them. */
function watching({ versions = ['1.0.0'], store = memoryWatchStore(), budgets = {} }: Setup = {}) {
  const runtime = scriptedRuntime(() => webPage(), { randomBytes: (length) => new Uint8Array(length) });
  const offered = {
    versions: versions.map((version) => manifest(version)),
    isOnline: true,
    code: 'not-found' as const,
  };
  const events: Omit<HostEvent, 'at'>[] = [];
  const mounted: ScriptedInstance[] = [];
  const watch = new PluginWatch({
    runtime,
    budgets: { ...DEFAULT_BUDGETS, ...budgets },
    store,
    ids: () => ['vitals'],
    versions: (id) => (id === 'vitals' ? versions.map((version) => manifest(version)) : []),
    admissionOf: (version) =>
      offered.versions.some((each) => each.version === version.version)
        ? {
            ok: true,
            manifest: version,
            grants: grant({ manifest: version, approval: undefined, user: ScopeSet.parse('') }),
          }
        : { ok: false, manifest: version, code: offered.code, additions: [] },
    isOnline: () => offered.isOnline,
    tell: (event) => events.push(event),
  });
  const mount = (): PlacedPlugin =>
    watch.mount({
      container: {} as HTMLElement,
      pluginId: 'vitals',
      contribution,
      mount(version) {
        const instance = new ScriptedInstance(version);
        mounted.push(instance);
        return instance;
      },
    });
  /** The instance that was loaded last. */
  const last = () => mounted.at(-1) as ScriptedInstance;
  /** Fails what is loaded, as often, a person loading it anew each time. */
  const failTimes = (place: PlacedPlugin, times: number) => {
    for (let i = 0; i < times; i++) {
      if (place.state.value === 'failed') place.restart();
      last().become('ready');
      last().become('failed', 'timeout');
    }
  };
  const told = () => events.splice(0).map(({ name }) => name);
  const status = () => watch.list()[0];
  return {
    watch,
    runtime,
    clock: runtime.clock,
    offered,
    mounted,
    mount,
    last,
    failTimes,
    told,
    events,
    status,
    store,
  };
}

test('a fault shows as failed, a person loads it anew, and the plugin counts as degraded', () => {
  const { mount, failTimes, status, last } = watching();
  const place = mount();
  failTimes(place, 1);
  assert.deepEqual([place.state.value, place.error], ['failed', 'timeout']);
  assert.equal(status()?.health, 'degraded');
  assert.deepEqual([...(status()?.faults ?? [])], [['timeout', 1]]);
  place.restart();
  last().become('ready');
  assert.deepEqual([place.state.value, place.error], ['ready', undefined]);
});

test('the third fault is quarantine: it says until when, and what is mounted meanwhile is not loaded', () => {
  const { mount, failTimes, clock, mounted, told, status } = watching();
  const place = mount();
  failTimes(place, 3);
  assert.equal(place.state.value, 'quarantined');
  assert.equal(place.retryAt, clock.nowMs + 30 * SECOND);
  const before = mounted.length;
  const second = mount();
  assert.equal(second.state.value, 'quarantined');
  assert.equal(mounted.length, before);
  assert.equal(status()?.health, 'quarantined');
  assert.deepEqual(told(), ['quarantined']);
});

test('instances that run are left alone when another one opens the circuit', () => {
  const { mount, mounted, last } = watching();
  const calm = mount();
  mounted[0]?.become('ready');
  const bad = mount();
  for (let i = 0; i < 3; i++) {
    if (bad.state.value === 'failed') bad.restart();
    last().become('failed', 'too-many-requests');
  }
  assert.equal(bad.state.value, 'quarantined');
  assert.equal(calm.state.value, 'ready');
});

test('when the pause is over one place is tried, and after half a minute without a fault all are loaded', () => {
  const { mount, failTimes, clock, last, told, status } = watching();
  const first = mount();
  failTimes(first, 3);
  const second = mount();
  clock.advance(30 * SECOND);
  assert.deepEqual([first.state.value, second.state.value], ['loading', 'quarantined']);
  assert.equal(second.retryAt, undefined);
  assert.equal(status()?.health, 'on-trial');
  last().become('ready');
  clock.advance(30 * SECOND);
  assert.deepEqual([first.state.value, second.state.value], ['ready', 'loading']);
  assert.equal(status()?.health, 'healthy');
  assert.deepEqual(told(), ['quarantined', 'on-trial', 'recovered']);
});

test('a trial that fails makes the next pause longer; a person need not wait for its end', () => {
  const { mount, failTimes, clock, last } = watching();
  const place = mount();
  failTimes(place, 3);
  clock.advance(30 * SECOND);
  last().become('failed', 'handshake-timeout');
  assert.equal(place.retryAt, clock.nowMs + 2 * MINUTE);
  place.restart();
  assert.equal(place.state.value, 'loading');
  last().become('ready');
  clock.advance(30 * SECOND);
  assert.equal(place.state.value, 'ready');
});

test('when the place that was tried is taken off the page, the next one is tried', () => {
  const { mount, failTimes, clock } = watching();
  const first = mount();
  failTimes(first, 3);
  const second = mount();
  clock.advance(30 * SECOND);
  first.dispose();
  assert.equal(second.state.value, 'loading');
});

test('a version that proved itself comes back when the newer one failed its trials, and says so', () => {
  const store = memoryWatchStore();
  const old = watching({ store });
  old.mount();
  old.last().become('ready');
  old.clock.advance(5 * MINUTE);
  assert.deepEqual(store.read('vitals').proven, ['1.0.0']);
  old.watch.close();

  const { mount, failTimes, clock, last, told, status } = watching({ store, versions: ['1.1.0', '1.0.0'] });
  const place = mount();
  assert.equal(place.manifest.version, '1.1.0');
  failTimes(place, 3);
  clock.advance(30 * SECOND);
  last().become('failed', 'timeout');
  clock.advance(2 * MINUTE);
  last().become('failed', 'timeout');
  assert.deepEqual(
    [place.manifest.version, place.insteadOf, place.state.value],
    ['1.0.0', '1.1.0', 'loading'],
  );
  last().become('ready');
  assert.equal(status()?.health, 'rolled-back');
  assert.deepEqual(told(), ['quarantined', 'on-trial', 'quarantined', 'on-trial', 'rolled-back']);
  // It is remembered, and a newer version is a new chance.
  assert.equal(watching({ store, versions: ['1.1.0', '1.0.0'] }).mount().manifest.version, '1.0.0');
  assert.equal(watching({ store, versions: ['1.2.0', '1.1.0', '1.0.0'] }).mount().manifest.version, '1.2.0');
});

test('a version that never ran well is none to go back to: after the last trial the plugin is switched off', () => {
  const { mount, failTimes, clock, last, told, status, watch } = watching({ versions: ['1.1.0', '1.0.0'] });
  const place = mount();
  failTimes(place, 3);
  while (place.retryAt !== undefined) {
    clock.advance(place.retryAt - clock.nowMs);
    last().become('failed', 'timeout');
  }
  assert.equal(place.state.value, 'disabled');
  assert.equal(place.disabled?.by, 'faults');
  assert.equal(status()?.health, 'disabled');
  assert.equal(told().at(-1), 'disabled');
  place.restart();
  assert.equal(place.state.value, 'disabled');
  watch.enable('vitals');
  assert.equal(place.state.value, 'loading');
  assert.equal(status()?.health, 'healthy');
});

test('disabling takes every instance off at once, with the reason, and it stays so for the next page', () => {
  const { mount, last, watch, store, told } = watching();
  const place = mount();
  last().become('ready');
  watch.disable('vitals', 'Fejl i beregningen');
  assert.equal(place.state.value, 'disabled');
  assert.deepEqual([place.disabled?.by, place.disabled?.why], ['person', 'Fejl i beregningen']);
  assert.equal(last().state.value, 'disposed');
  assert.equal(watching({ store }).mount().state.value, 'disabled');
  watch.enable('vitals');
  assert.equal(place.state.value, 'loading');
  assert.deepEqual(told(), ['disabled', 'enabled']);
});

test('a person rolls back at once, also from what runs well, to the older version', () => {
  const { mount, last, watch, status } = watching({ versions: ['2.0.0', '1.0.0'] });
  const place = mount();
  last().become('ready');
  watch.rollBack('vitals');
  assert.deepEqual([place.manifest.version, place.insteadOf], ['1.0.0', '2.0.0']);
  assert.throws(() => watch.rollBack('vitals'), { code: 'not-found' });
  assert.equal(status()?.health, 'rolled-back');
  watch.enable('vitals');
  assert.deepEqual([place.manifest.version, place.insteadOf], ['2.0.0', undefined]);
});

test('a page that does not come while there is no network is nobody’s fault', () => {
  const { mount, last, offered, status } = watching();
  offered.isOnline = false;
  const place = mount();
  for (let i = 0; i < 5; i++) {
    last().become('failed', 'handshake-timeout');
    assert.equal(place.state.value, 'failed');
    place.restart();
  }
  assert.equal(status()?.health, 'healthy');
});

test('what the registry lets run no more goes at once, and what it lets run again comes', () => {
  const { mount, last, offered, watch, status } = watching();
  const place = mount();
  last().become('ready');
  const { versions } = offered;
  offered.versions = [];
  watch.reconsider();
  assert.deepEqual([place.state.value, place.error], ['failed', 'not-found']);
  assert.equal(status()?.health, 'not-admitted');
  offered.versions = versions;
  watch.reconsider();
  assert.equal(place.state.value, 'loading');
});

test('a report tells the plugin, its version, its place and its last code, and nothing else', () => {
  const { watch, mount, failTimes, events } = watching();
  const place = mount();
  failTimes(place, 1);
  watch.report(place.id);
  watch.report('unknown');
  assert.deepEqual(events, [
    {
      kind: 'watch',
      name: 'reported',
      plugin: 'vitals',
      version: '1.0.0',
      instance: place.id,
      code: 'timeout',
    },
  ]);
});

test('what is not registered cannot be mounted, disabled or restarted', () => {
  const { watch } = watching();
  for (const act of [
    () => watch.disable('other', ''),
    () => watch.enable('other'),
    () => watch.restart('other'),
    () => watch.rollBack('other'),
  ]) {
    assert.throws(act, { code: 'not-found' });
  }
});

test('closing leaves no place, no timer and no listener', () => {
  const { mount, failTimes, watch, clock, status, last } = watching();
  failTimes(mount(), 3);
  mount();
  watch.close();
  assert.deepEqual(clock.pending, []);
  assert.deepEqual(status()?.instances, []);
  assert.equal(last().state.value, 'disposed');
});

/** Whatever may happen to three places, in any order. */
const act = fc.oneof(
  fc.record({
    do: fc.constantFrom('fail' as const, 'work' as const, 'restart' as const, 'dispose' as const),
    at: fc.nat(2),
  }),
  fc.record({ do: fc.constant('wait' as const), at: fc.integer({ min: 1, max: 70 * MINUTE }) }),
  fc.record({
    do: fc.constantFrom('mount' as const, 'disable' as const, 'enable' as const, 'roll-back' as const),
    at: fc.constant(0),
  }),
);

test('in any history nothing runs that a person disabled, pauses end in the future, and no timer outlives the end', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (history) => {
      const { watch, mount, mounted, clock, status } = watching({ versions: ['1.1.0', '1.0.0'] });
      const places = [mount(), mount(), mount()];
      for (const { do: what, at } of history) {
        const place = places[at];
        const live = mounted.filter(({ state }) =>
          ['loading', 'ready', 'not-responding'].includes(state.value),
        );
        if (what === 'wait') clock.advance(at);
        else if (what === 'fail') live[at]?.become('failed', 'timeout');
        else if (what === 'work') live[at]?.become('ready');
        else if (what === 'mount') places.push(mount());
        else if (what === 'restart') place?.restart();
        else if (what === 'dispose') place?.dispose();
        else if (what === 'disable') watch.disable('vitals', 'x');
        else if (what === 'enable') watch.enable('vitals');
        else if (status()?.insteadOf === undefined && status()?.health !== 'disabled')
          watch.rollBack('vitals');
        const now = status();
        const running = mounted.filter(({ state }) =>
          ['loading', 'ready', 'not-responding'].includes(state.value),
        );
        // One place never holds two instances.
        assert.ok(running.length <= places.filter(({ state }) => state.value !== 'disposed').length);
        if (now?.disabled?.by === 'person') assert.deepEqual(running, []);
        for (const { state, retryAt } of places) {
          if (state.value === 'quarantined' && retryAt !== undefined) assert.ok(retryAt > clock.nowMs);
        }
      }
      watch.close();
      assert.deepEqual(clock.pending, []);
    }),
    { numRuns: 300 },
  );
});
