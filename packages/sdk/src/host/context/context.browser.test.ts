import { assert } from '@open-wc/testing';
import type { Observation } from 'fhir/r4';
import { FramePage } from '../../../test/browser/command.ts';
import { JournalServer } from '../../../test/offline/journal-server.ts';
import { newPartition, NURSE_KEY } from '../../../test/offline/tab.ts';
import { createFhirClient } from '../../fhir/client.ts';
import { ScopeSet } from '../../fhir/scopes.ts';
import { openOutbox } from '../../offline/index.ts';
import type { Outbox } from '../../offline/index.ts';
import { browserRuntime } from '../../runtime.ts';
import type { ClinicalContext } from '../../workplace/types.ts';
import { createHost } from '../host.ts';
import type { HostOptions } from '../host-options.ts';
import { staticRegistry } from '../registry/static-registry.ts';
import type { HostEvent, PluginManifest, WorkplaceHost } from '../types.ts';

/** Three sites of their own: browsers give each a process, and a hang in one is nobody else's. */
const SITES = { ready: '127.0.0.1', hold: '127.0.0.3', hang: '127.0.0.4' } as const;
type Manner = keyof typeof SITES;
const PLACE = { slot: 'patient.workspace', view: 'main' };
const opened: WorkplaceHost[] = [];

function manifest(manner: Manner): PluginManifest {
  const url = new URL('../../../test/browser/context-plugin.html', import.meta.url);
  url.hostname = SITES[manner];
  return {
    id: manner,
    version: '1.0.0',
    api: '^1.0',
    title: { en: `Plugin ${manner}` },
    publisher: { name: 'Partner', contact: 'support@partner.example' },
    entry: { mode: 'frame', url: url.href, origin: url.origin },
    contributes: [PLACE],
    capabilities: ['drafts'],
    scopes: 'patient/Observation.crus',
  };
}

/** The real host with the real outbox over IndexedDB, real frames, and a server that keeps a journal. */
async function open(manners: readonly Manner[], options: Partial<HostOptions> = {}) {
  const server = new JournalServer();
  const runtime = {
    ...browserRuntime(),
    fetch: (url: string, init?: RequestInit) => Promise.resolve(server.handle(new Request(url, init))),
  };
  const accessToken = async () => 'token';
  const partition = newPartition(server.baseUrl);
  const outbox = await openOutbox({ partition, accessToken, releaseKey: async () => NURSE_KEY, runtime });
  const contexts = new Map<string, ClinicalContext>();
  /** Writes that were handed over when their lease had ended. */
  const late: string[] = [];
  const watched: Outbox = {
    drafts: outbox.drafts,
    enqueue(write) {
      if (contexts.get(write.lease)?.ended.aborted !== false) late.push(write.operationId);
      return outbox.enqueue(write);
    },
    list: (filter) => outbox.list(filter),
    subscribe: (listener) => outbox.subscribe(listener),
    flush: () => outbox.flush(),
    retry: (id) => outbox.retry(id),
    conflict: (id) => outbox.conflict(id),
    resolve: (id, decision) => outbox.resolve(id, decision),
    repair: (id) => outbox.repair(id),
    discard: (id, reason) => outbox.discard(id, reason),
    close: () => outbox.close(),
  };
  const host = createHost({
    fhir: createFhirClient({ fhirBaseUrl: server.baseUrl, accessToken, runtime }),
    outbox: watched,
    registry: staticRegistry(manners.map((manner) => manifest(manner))),
    user: { reference: partition.user },
    scopes: ScopeSet.parse('user/*.cruds'),
    runtime,
    prepareMs: 150,
    overruledMs: 150,
    ...options,
  });
  opened.push(host);
  host.context.subscribe((context) => context && contexts.set(context.id, context));
  const events: HostEvent[] = [];
  host.subscribeEvents((event) => events.push(event));
  const join = async (manner: Manner) => {
    const plugin = host.mount(document.body, manner, PLACE);
    const page = new FramePage(plugin.element as HTMLIFrameElement);
    return { plugin, page, patient: await page.tell('connect', manner) };
  };
  return { server, outbox, host, late, events, join };
}

const patientOf = (context: ClinicalContext | undefined) => context?.patient.reference;

describe('a change of context with three plugins in frames', () => {
  afterEach(async () => {
    for (const host of opened.splice(0)) await host.close({ force: true });
  });

  it('threat 3, threat 27: fifty changes while one saves without end and never answers: every write lies with its own patient', async function (this: {
    timeout(ms: number): void;
  }) {
    this.timeout(90_000);
    const { server, outbox, host, late, join } = await open(['ready', 'hold', 'hang']);
    host.setHoldDecider({ decideHolds: async () => 'overrule' });
    await host.setContext({ patient: 'p0' });
    const pages = [await join('ready'), await join('hold'), await join('hang')];
    for (const { page } of pages) await page.tell('beginSaving');
    const answers = new Set<string>();
    for (let n = 1; n <= 50; n += 1) {
      const { status, plugins } = await host.setContext(n % 10 === 0 ? undefined : { patient: `p${n % 4}` });
      // Where no patient was open, nobody was asked.
      const isAsked = n % 10 !== 1 || n === 1;
      assert.equal(plugins.length, isAsked ? 3 : 0);
      assert.include(['changed', 'forced'], status);
      // How fast the others answer is the machine's; that one never does.
      if (isAsked) assert.equal(plugins[2]?.answer, 'parked-without-answer');
      for (const { answer } of plugins) answers.add(answer);
    }
    assert.includeMembers([...answers], ['ready', 'parked']);
    const saved = [];
    for (const { page } of pages) saved.push(await page.tell('stopSaving'));
    const sets = saved as { acknowledged: { operationId: string; patient: string }[] }[];
    const acknowledged = sets.flatMap((set) => set.acknowledged);
    assert.isAbove(acknowledged.length, 50);

    await outbox.flush();
    while ((await outbox.list()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(late, []);
    const written = server.all('Observation') as Observation[];
    const byOperation = new Map(
      written.map((resource) => [resource.note?.[0]?.text, resource.subject?.reference]),
    );
    assert.equal(byOperation.size, written.length, 'each operation has one effect');
    for (const { operationId, patient } of acknowledged)
      assert.equal(byOperation.get(operationId), `Patient/${patient}`);
    for (const draft of await outbox.drafts.list()) assert.equal(draft.data, draft.patient);
  });

  it('is told nothing of who comes next, and goes on when it does not happen', async () => {
    const { host, join } = await open(['hold']);
    host.setHoldDecider({ decideHolds: async () => 'stay' });
    const { context } = await host.setContext({ patient: 'p0' });
    const { page } = await join('hold');
    const outcome = await host.setContext({ patient: 'p1' });
    assert.equal(outcome.status, 'cancelled');
    assert.equal(outcome.plugins[0]?.reason, 'Ikke gemt');
    assert.equal(host.context.value, context);
    assert.deepEqual(await page.tell('heard', 2), ['prepare patient', 'withdrawn']);
  });

  it('that is logout keeps everything where it is when the clinician stays', async () => {
    const { host, join } = await open(['hold']);
    host.setHoldDecider({ decideHolds: async () => 'stay' });
    await host.setContext({ patient: 'p0' });
    const { plugin, page } = await join('hold');
    assert.equal((await host.close()).status, 'cancelled');
    assert.equal(plugin.state.value, 'ready');
    assert.deepEqual(await page.tell('heard', 2), ['prepare logout', 'withdrawn']);
  });

  it('shows one that joins meanwhile only the new context', async () => {
    const { host, join } = await open(['hang', 'ready'], { prepareMs: 3_000 });
    await host.setContext({ patient: 'p0' });
    await join('hang');
    const changing = host.setContext({ patient: 'p1' });
    const late = await join('ready');
    assert.equal(late.patient, null);
    await changing;
    await late.page.tell('beginSaving');
    const { acknowledged } = (await late.page.tell('stopSaving')) as { acknowledged: { patient: string }[] };
    assert.deepEqual(
      acknowledged.map(({ patient }) => patient),
      ['p1'],
    );
  });

  it('keeps drafts for this plugin and patient only, offers them again, and lets a person discard them', async () => {
    const { host, join, events } = await open(['ready', 'hold']);
    await host.setContext({ patient: 'p0' });
    const [one, other] = [await join('ready'), await join('hold')];
    assert.equal(await one.page.tell('can', 'drafts'), true);
    await one.page.tell('putDraft', 'p0');
    assert.deepEqual(await other.page.tell('drafts'), []);
    await host.remove(other.plugin, { force: true });
    await host.setContext({ patient: 'p1' });
    assert.deepEqual(await one.page.tell('drafts'), []);
    await host.setContext({ patient: 'p0' });
    assert.include((await one.page.tell('heard', 3)) as string[], 'drafts');
    assert.deepEqual(await one.page.tell('drafts'), ['p0']);
    const again = await join('ready');
    assert.deepEqual(await again.page.tell('heard', 1), ['drafts']);

    const listed = await host.drafts({ patient: 'p0' });
    assert.deepEqual(
      listed.map(({ plugin, key }) => [plugin, key]),
      [
        ['ready', 'form'],
        // Parked when it was taken away.
        ['hold', 'form'],
      ],
    );
    assert.notProperty(listed[0], 'data');
    await host.discardDraft(listed[0]?.id ?? '');
    assert.deepEqual(await one.page.tell('drafts'), []);
    const told = events.filter(({ kind }) => kind === 'draft').map(({ name }) => name);
    assert.includeMembers(told, ['kept', 'offered', 'discarded']);
    assert.notInclude(JSON.stringify(events), 'p0');
  });

  it('asks one plugin before it is restarted or taken away', async () => {
    const { host, join } = await open(['hold']);
    let decision: 'stay' | 'overrule' = 'stay';
    host.setHoldDecider({ decideHolds: async () => decision });
    const { context } = await host.setContext({ patient: 'p0' });
    const { plugin } = await join('hold');
    assert.equal((await host.restart(plugin)).status, 'cancelled');
    assert.equal(plugin.state.value, 'ready');
    decision = 'overrule';
    assert.equal((await host.remove(plugin)).status, 'forced');
    assert.equal(plugin.state.value, 'disposed');
    assert.equal(patientOf(host.context.value), patientOf(context));
    assert.deepEqual(
      (await host.drafts()).map(({ patient }) => patient),
      ['p0'],
    );
  });

  it('is told when its place left the screen and when it is back', async () => {
    const { host, join } = await open(['ready']);
    const { plugin, page } = await join('ready');
    host.suspend(plugin);
    host.suspend(plugin);
    host.resume(plugin);
    assert.deepEqual(await page.tell('heard', 2), ['hidden', 'shown']);
  });
});
