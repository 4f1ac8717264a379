import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Connection } from './connection.ts';

function connectionOf(answer: (init?: RequestInit) => Response | Promise<Response>) {
  const told: boolean[] = [];
  const network = new EventTarget();
  const bodies: unknown[] = [];
  const connection = new Connection({
    connectionUrl: '/simulator/connection',
    fetch: async (_url, init) => {
      if (init?.body) bodies.push(JSON.parse(init.body as string));
      return answer(init);
    },
    onChange: (isOnline) => told.push(isOnline),
    network,
    isDeviceOnline: true,
  });
  return { connection, told, network, bodies };
}

test('the switch tells the simulator, and then the host', async () => {
  const { connection, told, bodies } = connectionOf(() => Response.json({}));
  assert.equal(await connection.switch(false), true);
  assert.equal(await connection.switch(true), true);
  assert.deepEqual(bodies, [{ connection: 'offline' }, { connection: 'online' }]);
  assert.deepEqual(told, [true, false, true]);
});

test('a switch that the simulator does not take stays where it was', async () => {
  const refused = connectionOf(() => new Response('', { status: 500 }));
  assert.equal(await refused.connection.switch(false), false);
  const away = connectionOf(() => Promise.reject(new TypeError('fetch failed')));
  assert.equal(await away.connection.switch(false), false);
  assert.deepEqual([...refused.told, ...away.told], [true, true]);
});

test('online takes both: the switch and the device', async () => {
  const { connection, told, network } = connectionOf(() => Response.json({}));
  network.dispatchEvent(new Event('offline'));
  await connection.switch(false);
  network.dispatchEvent(new Event('online'));
  assert.equal(connection.isOnline, false);
  await connection.switch(true);
  assert.deepEqual(told, [true, false, true]);
});

test('a switch that was off when the browser was closed is off when it opens', async () => {
  const { connection, told } = connectionOf(() => Response.json({ connection: 'offline' }));
  await connection.refresh();
  assert.equal(connection.state.value.isSwitchedOn, false);
  assert.deepEqual(told, [true, false]);
});

test('a switch that cannot be read counts as on', async () => {
  const { connection } = connectionOf(() => new Response('<html>', { status: 200 }));
  await connection.refresh();
  assert.equal(connection.isOnline, true);
});
