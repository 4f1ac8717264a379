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
