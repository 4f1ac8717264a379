import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scriptedRuntime } from '../../../../test/scripted-runtime.ts';
import { Allowance } from './allowance.ts';
import { QuestionQueue } from './question-queue.ts';

const open = new AbortController().signal;

/** A question that the test answers. */
function question() {
  let answer: (value: boolean) => void = () => undefined;
  let isShown = false;
  const answered = new Promise<boolean>((resolve) => (answer = resolve));
  const show = () => {
    isShown = true;
    return answered;
  };
  return { show, answer: (value: boolean) => answer(value), isShown: () => isShown };
}

test('a plugin may send five notices a minute, whichever of its mounts sends them; a sixth waits for the first to age', () => {
  const runtime = scriptedRuntime(() => new Response());
  const { clock } = runtime;
  const allowance = new Allowance(runtime);
  for (let n = 0; n < 5; n++) {
    allowance.spend('a', 'notify');
    clock.advance(1_000);
  }
  assert.throws(() => allowance.spend('a', 'notify'), { code: 'too-many-requests' });
  allowance.spend('b', 'notify');
  allowance.spend('a', 'confirm');
  clock.advance(55_000);
  allowance.spend('a', 'notify');
  assert.throws(() => allowance.spend('a', 'notify'), { code: 'too-many-requests' });
});

test('one question is shown at a time, in the order they came; of one plugin there is one', async () => {
  const queue = new QuestionQueue();
  const [first, second] = [question(), question()];
  const a = queue.ask('a', open, first.show);
  const b = queue.ask('b', open, second.show);
  await assert.rejects(queue.ask('a', open, question().show), { code: 'too-many-requests' });
  assert.deepEqual([first.isShown(), second.isShown()], [true, false]);
  first.answer(true);
  assert.equal(await a, true);
  second.answer(false);
  assert.equal(await b, false);
  assert.ok(second.isShown());
  const again = question();
  const more = queue.ask('a', open, again.show);
  again.answer(true);
  assert.equal(await more, true);
});

test('a question whose reason is gone goes, and the next is shown only when the screen is free', async () => {
  const queue = new QuestionQueue();
  const [shown, waiting, last] = [question(), question(), question()];
  const [gone, goneToo] = [new AbortController(), new AbortController()];
  const a = queue.ask('a', gone.signal, shown.show);
  const b = queue.ask('b', goneToo.signal, waiting.show);
  const c = queue.ask('c', open, last.show);
  goneToo.abort(new Error('left'));
  await assert.rejects(b, /left/);
  assert.equal(last.isShown(), false, 'the first is still on the screen');
  gone.abort(new Error('changed'));
  await assert.rejects(a, /changed/);
  last.answer(true);
  assert.equal(await c, true);
  assert.equal(waiting.isShown(), false);
  await assert.rejects(queue.ask('d', gone.signal, question().show), /changed/);
});

test('a workplace that fails to show a question does not block the next', async () => {
  const queue = new QuestionQueue();
  await assert.rejects(
    queue.ask('a', open, () => Promise.reject(new Error('broken'))),
    /broken/,
  );
  const next = question();
  const answer = queue.ask('a', open, next.show);
  next.answer(true);
  assert.equal(await answer, true);
});
