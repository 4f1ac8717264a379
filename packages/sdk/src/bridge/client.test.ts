import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attackedPort } from '../../test/attacked-port.ts';
import type { TestMethods } from '../../test/attacked-port.ts';
import { VirtualClock } from '../../test/scripted-runtime.ts';
import { FhirResponseError } from '../errors.ts';
import type { SamspilError } from '../errors.ts';
import { connectPort } from './client.ts';
import type { ClientOptions } from './client.ts';
import { RemoteError } from './wire.ts';

function connected(failure?: () => unknown, options: Partial<ClientOptions> = {}) {
  const port = attackedPort(failure);
  const clock = new VirtualClock();
  const events: [string, unknown][] = [];
  const client = connectPort<TestMethods>(port.peer, {
    runtime: {
      now: () => clock.nowMs,
      schedule: (delayMs, callback) => clock.schedule(delayMs, callback),
      randomBytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
    },
    ...options,
    onEvent: (name, detail) => events.push([name, detail]),
  });
  return { port, client, clock, events, close: () => (client.close(), port.close()) };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );

test('a call is answered', async () => {
  const { client, close } = connected();
  assert.deepEqual(await client.call('test.echo', { a: [1] }), { a: [1] });
  close();
});

test('an error comes back with its code, status and issues', async () => {
  const issues = [{ severity: 'error', code: 'invalid', expression: [] }];
  const { client, close } = connected(() => {
    throw new FhirResponseError('rejected', 'secret', { status: 422, issues });
  });
  await assert.rejects(client.call('test.fail', 1), (error: RemoteError) => {
    assert.ok(error instanceof RemoteError);
    assert.equal(error.code, 'rejected');
    assert.equal(error.status, 422);
    assert.deepEqual(error.issues, issues);
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
  close();
});

test('a call that is withdrawn rejects at once, and the other side is told to stop', async () => {
  const { client, port, close } = connected();
  const controller = new AbortController();
  const answer = codeOf(client.call('test.hang', 1, { signal: controller.signal }));
  await client.call('test.echo', 1);
  controller.abort();
  assert.equal(await answer, 'aborted');
  await client.call('test.echo', 1);
  assert.equal(port.hanging[0]?.aborted, true);
  close();
});

test('of two running calls the withdrawn one stops, not the later one', async () => {
  const { client, port, close } = connected();
  const controller = new AbortController();
  const first = codeOf(client.call('test.hang', 1, { signal: controller.signal }));
  const second = codeOf(client.call('test.hang', 2));
  controller.abort();
  await first;
  await client.call('test.echo', 1);
  assert.deepEqual(
    port.hanging.map(({ aborted }) => aborted),
    [true, false],
  );
  close();
  assert.equal(await second, 'closed');
});

test('a call with an aborted signal is not sent', async () => {
  const { client, port, close } = connected();
  assert.equal(await codeOf(client.call('test.hang', 1, { signal: AbortSignal.abort() })), 'aborted');
  await client.call('test.echo', 1);
  assert.equal(port.hanging.length, 0);
  close();
});

test('no answer in time is timeout, by default after 15 seconds', async () => {
  const { client, clock, port, close } = connected();
  const patient = codeOf(client.call('test.hang', 1));
  const hurried = codeOf(client.call('test.hang', 1, { timeoutMs: 100 }));
  clock.advance(99);
  await client.call('test.echo', 1);
  clock.advance(1);
  assert.equal(await hurried, 'timeout');
  clock.advance(14_899);
  await client.call('test.echo', 1);
  assert.equal(port.hanging[0]?.aborted, false);
  clock.advance(1);
  assert.equal(await patient, 'timeout');
  await client.call('test.echo', 1);
  assert.ok(port.hanging.every(({ aborted }) => aborted));
  close();
});

test('closing rejects every pending call and every later one', async () => {
  const { client, close, clock } = connected();
  const pending = [codeOf(client.call('test.hang', 1)), codeOf(client.call('test.hang', 1))];
  close();
  assert.deepEqual(await Promise.all(pending), ['closed', 'closed']);
  assert.equal(await codeOf(client.call('test.echo', 1)), 'closed');
  assert.deepEqual(clock.pending, []);
});

test('what cannot be cloned is protocol, with nothing left behind', async () => {
  const { client, clock, close } = connected();
  assert.equal(await codeOf(client.call('test.echo', { method: () => 1 })), 'protocol');
  assert.deepEqual(clock.pending, []);
  close();
});

test('a ping is answered before any call was made', async () => {
  const { client, port, close } = connected();
  port.served.ping();
  assert.equal(port.audit.length, 0);
  // The call leaves before the ping is seen; the second one leaves behind the answer to it.
  await client.call('test.echo', 1);
  await client.call('test.echo', 1);
  assert.ok(port.audit.includes('pong'));
  close();
});

test('events arrive in order, and calls are not mistaken for them', async () => {
  const { client, port, events, close } = connected();
  port.served.emit('context', { lease: 'a' });
  port.served.emit('online', false);
  await client.call('test.echo', { samspil: 'event', name: 'context' });
  assert.deepEqual(events, [
    ['context', { lease: 'a' }],
    ['online', false],
  ]);
  close();
});

test('an answer that comes after the call was withdrawn is dropped', async () => {
  let answer: (value: string) => void = () => undefined;
  const { client, port, close } = connected(() => new Promise((resolve) => (answer = resolve)));
  const raw: unknown[] = [];
  port.peer.addEventListener('message', ({ data }: MessageEvent<unknown>) => raw.push(data));
  const controller = new AbortController();
  const outcome = codeOf(client.call('test.fail', 1, { signal: controller.signal }));
  await client.call('test.echo', 1);
  controller.abort();
  assert.equal(await outcome, 'aborted');
  await client.call('test.echo', 1);
  answer('too late');
  await client.call('test.echo', 1);
  // It is answered once, with the withdrawal, and what the method came to later is not sent at all.
  assert.deepEqual(
    raw.filter((message) => (message as number[])[0] === 0),
    [[0, undefined, { code: 'aborted' }]],
  );
  close();
});

test('an answer that was on its way when the call was withdrawn changes nothing', async () => {
  let answer: (value: string) => void = () => undefined;
  const { client, close } = connected(() => new Promise((resolve) => (answer = resolve)));
  const controller = new AbortController();
  const outcome = codeOf(client.call('test.fail', 1, { signal: controller.signal }));
  await client.call('test.echo', 1);
  answer('too late');
  controller.abort();
  assert.equal(await outcome, 'aborted');
  assert.equal(await client.call('test.echo', 'next'), 'next');
  close();
});

test('withdrawals count against the rate like every other message', async () => {
  const { client, port, close } = connected();
  for (let n = 0; n < 100; n++) {
    const controller = new AbortController();
    const outcome = codeOf(client.call('test.hang', n, { signal: controller.signal }));
    controller.abort();
    assert.equal(await outcome, 'aborted');
  }
  const flooded = new Promise<void>((resolve) => {
    const watch = () => (port.audit.includes('flood') ? resolve() : setImmediate(watch));
    watch();
  });
  void codeOf(client.call('test.echo', 'the two hundred and first'));
  await flooded;
  close();
});

test('closing can say why, and the message is for developers', async () => {
  const { client, port, close } = connected();
  const pending = client.call('test.hang', 1);
  client.close('The plugin was taken off the page.');
  await assert.rejects(pending, { code: 'closed', message: 'The plugin was taken off the page.' });
  port.close();
  close();
});

test('when the other side closes, pending and later calls are closed at once', async () => {
  const { client, port, clock, close } = connected();
  const pending = codeOf(client.call('test.hang', 1));
  await client.call('test.echo', 1);
  port.served.close();
  assert.equal(await pending, 'closed');
  assert.equal(await codeOf(client.call('test.echo', 1)), 'closed');
  assert.deepEqual(clock.pending, []);
  close();
});

test('every call carries a trace: its own, or the next step of the one it belongs to', async () => {
  const { client, port, close } = connected();
  const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
  await client.call('test.echo', 1);
  await client.call('test.echo', 1, { traceparent: parent });
  await client.call('test.echo', 1, { traceparent: '00-forged' });
  const [own, child, other] = port.traces;
  assert.match(own ?? '', /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  assert.match(child ?? '', /^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-00$/);
  assert.match(other ?? '', /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  close();
});

test('a host that stops asking is gone: what waits is closed, and its return is told', async () => {
  const reachable: boolean[] = [];
  const { client, port, clock, close } = connected(undefined, {
    timeoutMs: 60_000,
    onReachable: (isReachable) => reachable.push(isReachable),
  });
  port.served.ping(100);
  // The first call leaves before the ping is seen.
  await client.call('test.echo', 1);
  const pending = codeOf(client.call('test.hang', 1));
  await client.call('test.echo', 1);
  clock.advance(399);
  assert.deepEqual(reachable, []);
  clock.advance(1);
  assert.deepEqual(reachable, [false]);
  assert.equal(await pending, 'closed');
  const next = codeOf(client.call('test.hang', 1));
  clock.advance(100);
  assert.equal(await next, 'closed');
  port.served.ping(100);
  await client.call('test.echo', 1);
  assert.deepEqual(reachable, [false, true]);
  close();
  assert.deepEqual(clock.pending, []);
});

test('a pong tells the size of the heap where the browser does', async () => {
  const heaps: unknown[] = [];
  const { client, port, close } = connected(undefined, { heapBytes: () => heaps.shift() as number });
  for (const heap of [1_000_000, undefined, -1, Number.NaN, 'big', 2 ** 41]) heaps.push(heap);
  for (let n = 0; n < 6; n++) {
    port.served.ping();
    await client.call('test.echo', 1);
    await client.call('test.echo', 1);
  }
  assert.deepEqual(
    port.audit.filter((line) => line.startsWith('pong')),
    ['pong 1000000', 'pong', 'pong', 'pong', 'pong', 'pong'],
  );
  close();
});

test('an answer that cannot be cloned is unexpected', async () => {
  const { client, port, close } = connected(() => () => 'a function');
  assert.equal(await codeOf(client.call('test.fail', 1)), 'unexpected');
  assert.ok(port.audit.includes('test.fail: unexpected'));
  close();
});
