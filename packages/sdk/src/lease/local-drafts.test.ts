import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryDrafts } from '../../test/memory-drafts.ts';
import { DRAFT_LIMITS } from '../contract/drafts.ts';
import type { Draft } from '../contract/drafts.ts';
import { Lease } from './lease.ts';
import { LocalDrafts } from './local-drafts.ts';

const draft = (changes: Partial<Draft> = {}): Draft => ({
  key: 'form',
  title: { da: 'Målinger', en: 'Values' },
  data: { pulse: '72' },
  ...changes,
});

function open(patient = 'a', plugin = 'vitals', keeper = memoryDrafts()) {
  const lease = new Lease(`lease-${patient}`, {
    patient: { reference: `Patient/${patient}` },
    user: { reference: 'Practitioner/nurse' },
  });
  return { lease, keeper, drafts: new LocalDrafts({ lease, plugin, keeper }) };
}

test('a draft lies with the patient of its lease and its plugin, whoever asks', async () => {
  const { keeper, drafts } = open();
  await drafts.put(draft());
  assert.deepEqual(
    (await drafts.list()).map(({ key, data }) => [key, data]),
    [['form', { pulse: '72' }]],
  );
  assert.deepEqual(await open('b', 'vitals', keeper).drafts.list(), []);
  assert.deepEqual(await open('a', 'notes', keeper).drafts.list(), []);
  await open('b', 'vitals', keeper).drafts.remove('form');
  assert.equal((await drafts.list()).length, 1);
  await drafts.remove('form');
  assert.deepEqual(await drafts.list(), []);
});

test('after the lease nothing is put, listed or removed', async () => {
  const { lease, keeper, drafts } = open();
  await drafts.put(draft());
  lease.end();
  for (const call of [drafts.put(draft()), drafts.list(), drafts.remove('form')])
    await assert.rejects(call, { code: 'stale-context' });
  assert.equal(keeper.kept.size, 1);
});

test('a list that was on its way when the lease ended is not shown', async () => {
  const { lease, keeper, drafts } = open();
  await drafts.put(draft());
  const listed = drafts.list();
  lease.end();
  await assert.rejects(listed, { code: 'stale-context' });
  assert.equal(keeper.kept.size, 1);
});

test('a draft that was being kept when the lease ended lies with its own patient', async () => {
  const { lease, keeper, drafts } = open();
  let go: () => void = () => undefined;
  keeper.hold = () => new Promise((resolve) => (go = resolve));
  const putting = drafts.put(draft());
  lease.end();
  go();
  await putting;
  assert.deepEqual(
    [...keeper.kept.values()].map(({ patient }) => patient),
    ['a'],
  );
});

test('what is no draft is refused with invalid-request, and nothing is kept', async () => {
  const { keeper, drafts } = open();
  const faulty: Partial<Draft>[] = [
    { key: '' },
    { key: 'a b' },
    { key: '../other' },
    { key: 'x'.repeat(65) },
    { title: {} },
    { title: { da: '   ' } },
    { title: { da: 'x'.repeat(DRAFT_LIMITS.titleLength + 1) } },
    { data: 'æ'.repeat(DRAFT_LIMITS.bytes / 2) },
    { data: undefined },
    { data: 1n as never },
  ];
  for (const each of faulty) await assert.rejects(drafts.put(draft(each)), { code: 'invalid-request' });
  await assert.rejects(drafts.remove('a b'), { code: 'invalid-request' });
  assert.equal(keeper.kept.size, 0);
  await drafts.put(draft({ data: 'x'.repeat(DRAFT_LIMITS.bytes - 2) }));
  assert.equal(keeper.kept.size, 1);
});
