import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { contextOf, openServices } from '../../../../test/served-plugins.ts';
import type { BusMessage } from '../../../contract/services.ts';

let ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended) end();
  ended = [];
});

const publishes = { capabilities: ['bus'] as const, bus: { publishes: ['dk.ward.score'], subscribes: [] } };
const subscribes = { capabilities: ['bus'] as const, bus: { publishes: [], subscribes: ['dk.ward.score'] } };

function open() {
  const setup = openServices();
  ended.push(setup.close);
  setup.openPatient('a');
  return setup;
}

/** Messages a plugin hears, and a way to wait until everything sent before was delivered. */
function listen(plugin: ReturnType<ReturnType<typeof open>['plug']>) {
  const heard: BusMessage[] = [];
  plugin.bus.subscribe('dk.ward.score', (message) => heard.push(message));
  return heard;
}
const delivered = (plugin: ReturnType<ReturnType<typeof open>['plug']>) =>
  plugin.call('ui.key', { keys: '' });

test('a message reaches those whose manifest subscribes to its topic, stamped with its sender', async () => {
  const { plug } = open();
  const sender = plug({ id: 'a', ...publishes });
  const receiver = plug({ id: 'b', ...subscribes });
  const heard = listen(receiver);
  await sender.bus.publish('dk.ward.score', { news2: 7 });
  await delivered(receiver);
  assert.deepEqual(heard, [{ topic: 'dk.ward.score', message: { news2: 7 }, from: 'a' }]);
});

test('threat 26: who does not declare a topic neither hears it nor sends on it, and nobody learns who listens', async () => {
  const { plug } = open();
  const sender = plug({ id: 'a', ...publishes });
  const spies = [
    plug({ id: 'no-topic', capabilities: ['bus'], bus: { publishes: [], subscribes: ['dk.ward.other'] } }),
    plug({ id: 'no-capability', bus: subscribes.bus }, { capabilities: [] }),
    plug({ id: 'no-bus', capabilities: ['bus'] }),
  ];
  const heard = spies.map(listen);
  assert.equal(await sender.bus.publish('dk.ward.score', 1), undefined);
  plug({ id: 'b', ...subscribes });
  assert.equal(await sender.bus.publish('dk.ward.score', 2), undefined, 'the same answer with a listener');
  for (const spy of spies) await delivered(spy);
  assert.deepEqual(heard, [[], [], []]);
  for (const spy of spies) {
    await assert.rejects(spy.call('bus.publish', { lease: null, topic: 'dk.ward.score', message: 1 }));
    await assert.rejects(spy.bus.publish('dk.ward.score', 1), { code: 'denied' });
  }
});

test('threat 26: a sender cannot say that it is somebody else', async () => {
  const { plug, openPatient } = open();
  const lease = openPatient('b').id;
  const sender = plug({ id: 'a', ...publishes });
  const message = { lease, topic: 'dk.ward.score', message: 1, from: 'vitals' };
  await assert.rejects(sender.call('bus.publish', message), { code: 'protocol' });
});

test('no message crosses a change of patient: neither sent under an old lease nor heard under another', async () => {
  const { plug, openPatient } = open();
  const sender = plug({ id: 'a', ...publishes });
  const receiver = plug({ id: 'b', ...subscribes });
  const heard = listen(receiver);
  // Sent for a; the receiver has heard of b before the message comes to it.
  const sent = sender.bus.publish('dk.ward.score', 'of a');
  const lease = openPatient('b');
  receiver.context.value = contextOf(lease);
  await assert.rejects(sent, { code: 'stale-context' });
  sender.context.value = contextOf(lease);
  await sender.bus.publish('dk.ward.score', 'of b');
  await delivered(receiver);
  assert.deepEqual(
    heard.map(({ message }) => message),
    ['of b'],
  );
  // A receiver that has moved on without the host: what is still on its way is dropped.
  receiver.context.value = undefined;
  await sender.bus.publish('dk.ward.score', 'of b again');
  await delivered(receiver);
  assert.equal(heard.length, 1);
});

test('messages are plain, bounded and come at most a hundred in ten seconds', async () => {
  const { plug, runtime } = open();
  const sender = plug({ id: 'a', ...publishes });
  const lease = sender.context.value?.id;
  for (const message of ['x'.repeat(16_001), new Uint8Array(8), new Date(), { big: 1n }, Number.NaN])
    await assert.rejects(sender.call('bus.publish', { lease, topic: 'dk.ward.score', message }), {
      code: 'protocol',
    });
  for (let n = 0; n < 100; n++) await sender.bus.publish('dk.ward.score', n);
  await assert.rejects(sender.bus.publish('dk.ward.score', 1), { code: 'too-many-requests' });
  runtime.clock.advance(10_000);
  await sender.bus.publish('dk.ward.score', 1);
});

test('a subscription that was ended hears nothing', async () => {
  const { plug } = open();
  const sender = plug({ id: 'a', ...publishes });
  const receiver = plug({ id: 'b', ...subscribes });
  const heard: unknown[] = [];
  receiver.bus.subscribe('dk.ward.score', (message) => heard.push(message)).end();
  await sender.bus.publish('dk.ward.score', 1);
  await delivered(receiver);
  assert.deepEqual(heard, []);
});
