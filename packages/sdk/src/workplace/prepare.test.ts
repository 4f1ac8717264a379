import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PrepareAnswer, PrepareNotice } from '../contract/context-change.ts';
import type { ContextChange, Prepared } from './prepare.ts';
import { Preparation } from './prepare.ts';
import type { ClinicalContext } from './types.ts';

const CONTEXT = { id: 'lease-a' } as ClinicalContext;
const notice = (change: string, more: Partial<PrepareNotice> = {}): PrepareNotice => ({
  change,
  lease: 'lease-a',
  next: 'patient',
  budgetMs: 2_000,
  isLast: false,
  ...more,
});

function setUp(send?: () => Promise<{ isKept: boolean }>) {
  const sent: [string, PrepareAnswer][] = [];
  const preparation = new Preparation(async (change, answer) => {
    sent.push([change, answer]);
    return send ? send() : { isKept: answer.kind === 'park' };
  });
  return { preparation, sent };
}

const draft = (key: string) => ({ key, title: { en: key }, data: 1 });

test('a plugin without a handler says that nobody was asked', async () => {
  const { preparation, sent } = setUp();
  await preparation.prepare(notice('c1'), CONTEXT);
  assert.deepEqual(sent, [['c1', { kind: 'none' }]]);
});

test('a notice about a lease that is not the present one is not answered', async () => {
  const { preparation, sent } = setUp();
  await preparation.prepare(notice('c1', { lease: 'lease-b' }), CONTEXT);
  await preparation.prepare(notice('c1'), undefined);
  assert.deepEqual(sent, []);
});

test('several handlers give one answer: a hold holds for all, else everything to be parked is', async () => {
  const cases: [Prepared[], PrepareAnswer][] = [
    [['ready', 'ready'], { kind: 'ready' }],
    [
      ['ready', { park: draft('a') }, { park: draft('b') }],
      { kind: 'park', drafts: [draft('a'), draft('b')] },
    ],
    [[{ park: draft('a') }, { hold: { en: 'no' } }], { kind: 'hold', reason: { en: 'no' } }],
  ];
  for (const [said, answer] of cases) {
    const { preparation, sent } = setUp();
    for (const each of said) preparation.onPrepare(() => each);
    await preparation.prepare(notice('c1'), CONTEXT);
    assert.deepEqual(sent, [['c1', answer]]);
  }
});

test('a handler that throws counts as no answer, and what others park is still kept', async () => {
  const { preparation, sent } = setUp();
  preparation.onPrepare(() => {
    throw new Error('broken');
  });
  await preparation.prepare(notice('c1'), CONTEXT);
  const stop = preparation.onPrepare(() => ({ park: draft('a') }));
  await preparation.prepare(notice('c2'), CONTEXT);
  stop();
  await preparation.prepare(notice('c3'), CONTEXT);
  assert.deepEqual(
    sent.map(([, { kind }]) => kind),
    ['failed', 'park', 'failed'],
  );
});

test('the plugin learns whether its draft is kept', async () => {
  for (const [send, isKept] of [
    [async () => ({ isKept: true }), true],
    [() => Promise.reject(new Error('storage-full')), false],
  ] as const) {
    const { preparation } = setUp(send);
    let kept: Promise<boolean> | undefined;
    preparation.onPrepare((change: ContextChange) => {
      kept = change.kept;
      return { park: draft('a') };
    });
    await preparation.prepare(notice('c1'), CONTEXT);
    assert.equal(await kept, isKept);
  }
});

test('a change that is withdrawn aborts its signal, and its answer is not sent', async () => {
  const { preparation, sent } = setUp();
  let answer: (prepared: Prepared) => void = () => undefined;
  const signals: AbortSignal[] = [];
  preparation.onPrepare((_change, signal) => {
    signals.push(signal);
    return new Promise((resolve) => (answer = resolve));
  });
  const first = preparation.prepare(notice('c1'), CONTEXT);
  preparation.withdraw('another');
  assert.equal(signals[0]?.aborted, false);
  preparation.withdraw('c1');
  assert.equal(signals[0]?.aborted, true);
  answer('ready');
  await first;
  assert.deepEqual(sent, []);
});

test('asked once more in the same change, or after it happened, the earlier signal is left alone', async () => {
  const { preparation } = setUp();
  const signals: AbortSignal[] = [];
  preparation.onPrepare((_change, signal) => {
    signals.push(signal);
    return 'ready';
  });
  await preparation.prepare(notice('c1'), CONTEXT);
  await preparation.prepare(notice('c1', { isLast: true }), CONTEXT);
  await preparation.prepare(notice('c2', { lease: 'lease-b' }), { id: 'lease-b' } as ClinicalContext);
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [false, false, false],
  );
  await preparation.prepare(notice('c3', { lease: 'lease-b' }), { id: 'lease-b' } as ClinicalContext);
  assert.equal(signals[2]?.aborted, true);
});
