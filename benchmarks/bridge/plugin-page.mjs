/** The plugin's side of the bridge benchmark: calls an echo of the workplace in every way, in turns, and times batches. */
import { connectPort } from '@samspil/sdk/bridge';
import { browserRuntime } from '@samspil/sdk/host';
import { wrap } from 'comlink';
import { connect, PortMessenger } from 'penpal';

/** How each contender calls the echo over its port. */
const CALLER = {
  raw: (port) => (payload) =>
    new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
      port.postMessage(payload);
    }),
  guarded: (port) => {
    const client = connectPort(port, { runtime: browserRuntime() });
    return (payload) => client.call('bench.echo', payload);
  },
  comlink: (port) => {
    const remote = wrap(port);
    return (payload) => remote.echo(payload);
  },
  penpal: async (port) => {
    const remote = await connect({ messenger: new PortMessenger({ port }) }).promise;
    return (payload) => remote.echo(payload);
  },
};

addEventListener('message', async ({ source, data }) => {
  if (source !== parent) return;
  const callers = {};
  for (const [name, port] of Object.entries(data.ports)) callers[name] = await CALLER[name](port);
  const times = {};
  for (const load of data.plan) times[load.name] = await timeInTurns(callers, load);
  parent.postMessage({ times }, '*');
});
parent.postMessage('loaded', '*');

/**
 * One batch of each contender, then the next batch of each, so that whatever else the machine does slows all alike; who
 * begins changes with each round. Returns milliseconds a call, one for each batch.
 */
async function timeInTurns(callers, { payload, warmUp, rounds, callsInBatch }) {
  const names = Object.keys(callers);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) {
    const echoed = await callers[name](payload);
    if (JSON.stringify(echoed) !== JSON.stringify(payload)) throw new Error(`${name} does not echo.`);
    await batch(callers[name], payload, warmUp);
  }
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length];
      times[name].push((await batch(callers[name], payload, callsInBatch)) / callsInBatch);
    }
  }
  return times;
}

async function batch(call, payload, calls) {
  const start = performance.now();
  for (let n = 0; n < calls; n++) await call(payload);
  return performance.now() - start;
}
