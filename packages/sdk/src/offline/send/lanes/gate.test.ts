import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Gate } from './gate.ts';

/** A gate whose width the test changes, and work that the test ends. */
function setting(width: number) {
  const state = { width };
  const gate = new Gate(() => state.width);
  const outside: string[] = [];
  const ends = new Map<string, () => void>();
  const leave = (name: string, signal: AbortSignal = new AbortController().signal) =>
    gate.leave(signal, async () => {
      outside.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      outside.splice(outside.indexOf(name), 1);
    });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string) => {
    ends.get(name)?.();
    await settled();
  };
  return { state, leave, outside, end, settled };
}

test('as many leave as there is room for, the others in the order in which they came', async () => {
  const { leave, outside, end, settled } = setting(2);
  for (const name of ['a', 'b', 'c', 'd']) void leave(name);
  await settled();
  assert.deepEqual(outside, ['a', 'b']);
  await end('b');
  assert.deepEqual(outside, ['a', 'c']);
  void leave('e');
  await end('a');
  assert.deepEqual(outside, ['c', 'd']);
});

test('when there is less room nobody leaves until enough are back, and when there is more several do', async () => {
  const { state, leave, outside, end, settled } = setting(3);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) void leave(name);
  await settled();
  state.width = 1;
  await end('a');
  await end('b');
  assert.deepEqual(outside, ['c']);
  state.width = 3;
  await end('c');
  assert.deepEqual(outside, ['d', 'e', 'f']);
});

test('who is told to stop is let go at once, and the others keep their order', async () => {
  const { leave, outside, end, settled } = setting(1);
  const stopped = new AbortController();
  void leave('a');
  void leave('b', stopped.signal);
  void leave('c');
  await settled();
  stopped.abort();
  await settled();
  assert.deepEqual(outside, ['a', 'b']);
  await end('b');
  await end('a');
  assert.deepEqual(outside, ['c']);
});

test('work that fails makes room as well', async () => {
  const gate = new Gate(() => 1);
  const { signal } = new AbortController();
  await assert.rejects(
    gate.leave(signal, () => Promise.reject(new Error('no'))),
    /no/,
  );
  assert.equal(await gate.leave(signal, async () => 'next'), 'next');
});
