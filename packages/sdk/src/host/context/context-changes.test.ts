import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '../../../test/scripted-runtime.ts';
import { ScriptedPlugin } from '../../../test/scripted-plugins.ts';
import type { PrepareAnswer } from '../../contract/context-change.ts';
import { SamspilError } from '../../errors.ts';
import type { ClinicalContext } from '../../workplace/types.ts';
import { ContextChanges } from './context-changes.ts';
import type { ChangeRequest, ContextChangesOptions } from './context-changes.ts';
import type { Hold } from './hold-decider.ts';
import type { ContextOutcome } from './outcome.ts';

const HOLD: PrepareAnswer = { kind: 'hold', reason: { da: 'Fem målinger', en: 'Five values' } };
const PARK: PrepareAnswer = { kind: 'park', drafts: [{ key: 'a', title: { en: 'A' }, data: 1 }] };

function setUp(plugins: ScriptedPlugin[], options: Partial<ContextChangesOptions> = {}) {
  const clock = new VirtualClock();
  const events: string[] = [];
  const commits: string[] = [];
  const parked: string[] = [];
  let ids = 0;
  let present: { id: string } | undefined = { id: 'lease-a' };
  const changes = new ContextChanges({
    runtime: { schedule: (ms, run) => clock.schedule(ms, run), randomUUID: () => `change-${(ids += 1)}` },
    present: () => present as ClinicalContext | undefined,
    participants: () => plugins.filter(({ state }) => state.value === 'ready'),
    keep: async ({ id }) => void parked.push(id),
    holdReasonOf: () => undefined,
    localized: (texts) => texts['da'] ?? texts['en'] ?? '',
    tell: ({ name, plugin, code }) =>
      void events.push([plugin, name, code].filter((part) => part !== undefined).join(' ')),
    ...options,
  });
  for (const plugin of plugins)
    plugin.send = (instance, change, answer) => changes.answer(instance, change, answer);
  const change = (to: string, request: Partial<ChangeRequest> = {}) =>
    changes.request({
      next: 'patient',
      commit: () => {
        commits.push(to);
        present = { id: to };
      },
      ...request,
    });
  return { changes, change, clock, events, commits, parked, present: () => present?.id };
}

const turns = () => new Promise((resolve) => setImmediate(resolve));
const answers = ({ plugins }: ContextOutcome) => plugins.map(({ answer }) => answer);

test('a change that everybody is ready for happens, once all have said so', async () => {
  const [one, two] = [new ScriptedPlugin('1', { kind: 'ready' }), new ScriptedPlugin('2')];
  const { change, commits, clock, events } = setUp([one, two]);
  const outcome = change('lease-b');
  await turns();
  assert.deepEqual(commits, []);
  const [notice] = two.notices;
  assert.deepEqual(notice, {
    change: 'change-1',
    lease: 'lease-a',
    next: 'patient',
    budgetMs: 2_000,
    isLast: false,
  });
  await two.send('2', 'change-1', { kind: 'ready' });
  assert.deepEqual(answers(await outcome), ['ready', 'ready']);
  assert.deepEqual([(await outcome).status, commits], ['changed', ['lease-b']]);
  assert.deepEqual(events, ['plugin-1 ready', 'plugin-2 ready', 'changed']);
  assert.deepEqual(clock.pending, []);
});

test('nobody is told who comes next', async () => {
  const plugin = new ScriptedPlugin('1', { kind: 'ready' });
  const { change } = setUp([plugin]);
  await change('lease-of-patient-secret');
  assert.doesNotMatch(JSON.stringify(plugin.told), /secret/);
});

test('threat 27: a plugin that never answers is parked without it when its budget is spent', async () => {
  const { change, clock, commits } = setUp([
    new ScriptedPlugin('1', { kind: 'ready' }),
    new ScriptedPlugin('2'),
  ]);
  const outcome = change('lease-b');
  await turns();
  clock.advance(1_999);
  await turns();
  assert.deepEqual(commits, []);
  clock.advance(1);
  assert.deepEqual(answers(await outcome), ['ready', 'parked-without-answer']);
  assert.equal((await outcome).status, 'changed');
});

test('threat 27: a plugin that never answers cannot hold the patient, and its late answer is refused', async () => {
  const hanging = new ScriptedPlugin('1');
  const { change, clock, parked } = setUp([hanging]);
  const outcome = change('lease-b');
  await turns();
  clock.advance(2_000);
  await outcome;
  for (const late of [HOLD, PARK])
    await assert.rejects(hanging.send('1', 'change-1', late), { code: 'stale-context' });
  assert.deepEqual(parked, []);
});

test('an answer to an older change counts for nothing, and only the first answer to this one', async () => {
  const plugin = new ScriptedPlugin('1');
  const { change } = setUp([plugin]);
  const first = change('lease-b');
  await turns();
  await plugin.send('1', 'change-1', { kind: 'ready' });
  await first;
  const second = change('lease-c');
  await turns();
  await assert.rejects(plugin.send('1', 'change-1', HOLD), { code: 'stale-context' });
  await assert.rejects(plugin.send('other', 'change-2', HOLD), { code: 'stale-context' });
  await plugin.send('1', 'change-2', { kind: 'ready' });
  await assert.rejects(plugin.send('1', 'change-2', HOLD), { code: 'stale-context' });
  assert.equal((await second).status, 'changed');
});

test('a plugin that is not there, does not answer its heartbeat or fails meanwhile does not delay', async () => {
  const [away, failing] = [new ScriptedPlugin('1'), new ScriptedPlugin('2')];
  away.state.value = 'not-responding';
  const { change, clock } = setUp([away, failing]);
  const outcome = change('lease-b');
  await turns();
  failing.state.value = 'failed';
  assert.deepEqual((await outcome).plugins, [
    { plugin: 'plugin-2', instance: '2', answer: 'parked-without-answer' },
  ]);
  assert.deepEqual(away.told, []);
  assert.deepEqual(clock.pending, []);
});

test('a hold is shown as one line of plain text with its plugin’s name, and the clinician stays', async () => {
  const reason = { da: 'Fem\nmålinger\u202E <b>ikke</b> gemt' };
  const plugin = new ScriptedPlugin('1', { kind: 'hold', reason });
  const { change, changes, commits } = setUp([plugin]);
  const asked: { holds: readonly Hold[]; next: string }[] = [];
  changes.decider = {
    async decideHolds(holds, _signal, next) {
      asked.push({ holds, next });
      return 'stay';
    },
  };
  const { status, context, plugins } = await change('lease-b', { next: 'none' });
  assert.deepEqual([status, context?.id, commits], ['cancelled', 'lease-a', []]);
  assert.equal(plugins[0]?.answer, 'hold');
  assert.deepEqual(asked, [
    {
      holds: [
        {
          plugin: 'plugin-1',
          instance: '1',
          name: 'Plugin 1',
          reason: 'Fem målinger <b>ikke</b> gemt',
        },
      ],
      next: 'none',
    },
  ]);
  assert.deepEqual(plugin.names, ['prepare', 'withdrawn']);
});

test('one that is overruled is asked once more to park, for a short while, and a second hold is not heard', async () => {
  const [parking, stubborn, hanging] = ['1', '2', '3'].map((id) => new ScriptedPlugin(id));
  assert.ok(parking && stubborn && hanging);
  parking.answer = ({ isLast }) => (isLast ? PARK : HOLD);
  stubborn.answer = () => HOLD;
  hanging.answer = ({ isLast }) => (isLast ? undefined : HOLD);
  const { change, changes, clock, parked } = setUp([parking, stubborn, hanging]);
  changes.decider = { decideHolds: async () => 'overrule' };
  const outcome = change('lease-b');
  await turns();
  assert.deepEqual(
    hanging.notices.map(({ budgetMs, isLast }) => [budgetMs, isLast]),
    [
      [2_000, false],
      [1_000, true],
    ],
  );
  clock.advance(1_000);
  const { status, plugins } = await outcome;
  assert.equal(status, 'forced');
  assert.deepEqual(
    plugins.map(({ answer }) => answer),
    ['parked', 'parked-without-answer', 'parked-without-answer'],
  );
  assert.deepEqual(parked, ['1']);
});

test('nobody who decides in time, fails, or is not there means: stay with the patient', async () => {
  for (const decider of [
    { decideHolds: () => new Promise<never>(() => undefined) },
    { decideHolds: () => Promise.reject(new Error('the dialog broke')) },
    undefined,
  ]) {
    const { change, changes, clock, commits } = setUp([new ScriptedPlugin('1', HOLD)]);
    changes.decider = decider;
    const outcome = change('lease-b');
    await turns();
    clock.advance(10_000);
    assert.equal((await outcome).status, 'cancelled');
    assert.deepEqual([commits, clock.pending], [[], []]);
  }
});

test('a forced change asks no person, and lets plugins park', async () => {
  const [holding, parking] = [new ScriptedPlugin('1', HOLD), new ScriptedPlugin('2', PARK)];
  const { change, changes, commits } = setUp([holding, parking]);
  changes.decider = { decideHolds: () => assert.fail('nobody is there to decide') };
  const outcome = await change('lease-b', { next: 'logout', force: true });
  assert.deepEqual(answers(outcome), ['parked-without-answer', 'parked']);
  assert.deepEqual(commits, ['lease-b']);
});

test('a draft that cannot be kept is a hold, so that nothing is lost without a word', async () => {
  const keep = () => Promise.reject(new SamspilError('storage-full', 'full'));
  const { change, changes } = setUp([new ScriptedPlugin('1', PARK)], { keep });
  changes.decider = { decideHolds: async () => 'stay' };
  const kept = await change('lease-b');
  assert.deepEqual(
    [kept.status, kept.plugins[0]?.answer, kept.plugins[0]?.code],
    ['cancelled', 'hold', 'storage-full'],
  );
  changes.decider = { decideHolds: async () => 'overrule' };
  const forced = await change('lease-b');
  assert.deepEqual(
    [forced.status, forced.plugins[0]?.answer, forced.plugins[0]?.code],
    ['forced', 'parked-without-answer', 'storage-full'],
  );
});

test('one that registered nothing to ask holds with what it said of itself as unsaved', async () => {
  const [dirty, clean] = [
    new ScriptedPlugin('1', { kind: 'none' }),
    new ScriptedPlugin('2', { kind: 'none' }),
  ];
  const { change } = setUp([dirty, clean], {
    holdReasonOf: ({ id }) => (id === '1' ? { en: 'Not saved' } : undefined),
  });
  const { plugins } = await change('lease-b');
  assert.deepEqual(
    plugins.map(({ answer, reason }) => [answer, reason]),
    [
      ['hold', 'Not saved'],
      ['ready', undefined],
    ],
  );
});

test('a plugin whose handler threw is parked without an answer', async () => {
  const { change } = setUp([new ScriptedPlugin('1', { kind: 'failed' })]);
  assert.deepEqual(answers(await change('lease-b')), ['parked-without-answer']);
});

test('a later change takes the place of one that is under way: asked, deciding, or waiting its turn', async () => {
  const plugin = new ScriptedPlugin('1');
  const { change, commits } = setUp([plugin]);
  const [first, second, third] = [change('lease-b'), change('lease-c'), change('lease-d')];
  await turns();
  assert.deepEqual((await first).status, 'superseded');
  assert.deepEqual((await second).status, 'superseded');
  assert.equal(plugin.notices.length, 1);
  const change3 = plugin.notices[0]?.change ?? '';
  const fourth = change('lease-e');
  await turns();
  assert.equal((await third).status, 'superseded');
  assert.deepEqual(plugin.names, ['prepare', 'withdrawn', 'prepare']);
  await assert.rejects(plugin.send('1', change3, { kind: 'ready' }), { code: 'stale-context' });
  await plugin.send('1', plugin.notices[1]?.change ?? '', { kind: 'ready' });
  assert.equal((await fourth).status, 'changed');
  assert.deepEqual(commits, ['lease-e']);
});

test('a dialog is taken away when a later change comes', async () => {
  const plugin = new ScriptedPlugin('1', HOLD);
  const { change, changes, commits } = setUp([plugin]);
  const signals: AbortSignal[] = [];
  changes.decider = {
    decideHolds: (_holds, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    },
  };
  const first = change('lease-b');
  await turns();
  plugin.answer = () => ({ kind: 'ready' });
  const second = change('lease-c');
  assert.equal(signals[0]?.aborted, true);
  assert.deepEqual([(await first).status, (await second).status], ['superseded', 'changed']);
  assert.deepEqual(commits, ['lease-c']);
});

test('where no patient is open nobody is asked, and neither with a budget of nothing', async () => {
  const plugin = new ScriptedPlugin('1', HOLD);
  const none = setUp([plugin], { prepareMs: 0 });
  assert.equal((await none.change('lease-b')).status, 'changed');
  const closed = setUp([plugin], { present: () => undefined });
  assert.equal((await closed.change('lease-b')).status, 'changed');
  assert.deepEqual(plugin.told, []);
});

test('a commit that throws rejects its change and leaves the way free for the next', async () => {
  const { change, commits } = setUp([]);
  const failing = change('lease-b', {
    commit: () => {
      throw new SamspilError('invalid-request', 'no');
    },
  });
  await assert.rejects(failing, { code: 'invalid-request' });
  assert.equal((await change('lease-c')).status, 'changed');
  assert.deepEqual(commits, ['lease-c']);
});
