import type { FrameAttack } from '../attack-case.ts';
import type { AttackKit, RawMessage } from '../attack-kit.ts';
import { allOf, realmIntact, servedCall } from '../verdicts.ts';

const RAN = 'globalThis.__samspilAttacked = true';
const raw = (value: unknown) => ({ type: 'RAW', value });

/** Sends hand-written messages one by one, then makes an honest call: a workplace that survived answers it. */
function messages(...given: readonly RawMessage[]): FrameAttack['act'] {
  return async (kit) => {
    const { lease } = await kit.join();
    for (const [index, message] of given.entries()) await kit.ask({ id: `attack-${index}`, ...message });
    await kit.callHonestly(lease);
  };
}

const intact = allOf(realmIntact, servedCall('honest'));
const REJECTED = 'The realm is as it was, and an honest call is still answered.';

const bridgeCase = (
  id: string,
  title: string,
  act: FrameAttack['act'],
  verdict: FrameAttack['verdict'] = intact,
): FrameAttack => ({
  id,
  threat: 1,
  kind: 'frame',
  title,
  rejected: REJECTED,
  act,
  verdict,
  control: 'bare',
});

/** Takes what an answer of comlink hands over and runs it: a proxy arrives as a port. */
async function runConstructed(kit: AttackKit, path: readonly string[]): Promise<void> {
  const { lease } = await kit.join();
  const received = new Promise<MessagePort | undefined>((resolve) => {
    kit.ports[0]?.addEventListener('message', (event) => event.ports[0] && resolve(event.ports[0]));
    setTimeout(() => resolve(undefined), 400);
  });
  kit.post({ id: 'attack', type: 'CONSTRUCT', path, argumentList: [raw(RAN)] });
  const proxy = await received;
  proxy?.start();
  proxy?.postMessage({ id: 'run', type: 'APPLY', path: [], argumentList: [] });
  await kit.callHonestly(lease);
}

/** Row 1: what can be written by hand to a port with comlink behind it (comlink#603). */
export const BRIDGE: readonly FrameAttack[] = [
  bridgeCase(
    't01-proto-set',
    'Sets a property on the path __proto__ of the API',
    messages({ type: 'SET', path: ['__proto__', 'polluted'], value: raw(true) }),
  ),
  bridgeCase(
    't01-function-constructor',
    'Constructs Function by constructor.constructor and runs it',
    (kit) => runConstructed(kit, ['constructor', 'constructor']),
  ),
  bridgeCase(
    't01-member-constructor',
    'Constructs Function by the constructor of a method and runs it',
    (kit) => runConstructed(kit, ['fhir.read', 'constructor']),
  ),
  bridgeCase(
    't01-api-overwrite',
    'Overwrites a method of the API',
    messages({ type: 'SET', path: ['fhir.read'], value: raw('gone') }),
  ),
  bridgeCase(
    't01-unknown-handler',
    'Sends an argument of an unknown transfer handler, which comlink revives outside its error path',
    messages({
      type: 'APPLY',
      path: ['fhir.read'],
      argumentList: [{ type: 'HANDLER', name: 'nope', value: 1 }],
    }),
  ),
  bridgeCase(
    't01-throw-handler',
    'Sends an argument that throws while it is revived',
    messages({
      type: 'APPLY',
      path: ['fhir.read'],
      argumentList: [{ type: 'HANDLER', name: 'throw', value: { isError: true, value: { message: 'x' } } }],
    }),
  ),
  bridgeCase(
    't01-inherited-method',
    'Calls what the API inherits instead of what it offers',
    messages({ type: 'APPLY', path: ['toString'], argumentList: [] }),
    allOf(intact, ({ sent }) =>
      sent.some((text) => text.includes('"attack-0"') && !text.includes('"protocol"'))
        ? 'an inherited method was called'
        : undefined,
    ),
  ),
  bridgeCase(
    't01-method-of-function',
    'Calls toString of a method to read its source',
    messages({ type: 'APPLY', path: ['fhir.read', 'toString'], argumentList: [] }),
    allOf(intact, ({ sent }) =>
      sent.some((text) => /=>|function/.test(text)) ? 'source of the workplace was sent' : undefined,
    ),
  ),
  bridgeCase(
    't01-get-member',
    'Reads a member of the API without calling it, to be told an error with its stack',
    messages({ type: 'GET', path: ['fhir.read'] }),
    allOf(intact, ({ sent }) =>
      sent.some((text) => text.includes('stack') || /\bat https?:/.test(text))
        ? 'a stack trace was sent to the plugin'
        : undefined,
    ),
  ),
  bridgeCase(
    't01-raw-endpoint',
    'Asks for an endpoint of its own, behind whatever guards the first, and sets a prototype through it',
    async (kit) => {
      const { lease } = await kit.join();
      const received = new Promise<MessagePort | undefined>((resolve) => {
        kit.ports[0]?.addEventListener('message', (event) => event.ports[0] && resolve(event.ports[0]));
        setTimeout(() => resolve(undefined), 400);
      });
      kit.post({ id: 'attack', type: 'ENDPOINT' });
      const endpoint = await received;
      endpoint?.start();
      endpoint?.postMessage({ id: 'x', type: 'SET', path: ['__proto__', 'polluted'], value: raw(1) });
      await kit.callHonestly(lease);
    },
  ),
  bridgeCase(
    't01-smuggled-port',
    'Sends a live port as an argument, for the workplace to call back',
    async (kit) => {
      const { lease } = await kit.join();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => void fetch(kit.leakUrl('called-back'), { mode: 'no-cors' });
      const argument = { type: 'HANDLER', name: 'proxy', value: port2 };
      await kit.ask({ id: 'attack', type: 'APPLY', path: ['fhir.read'], argumentList: [argument] }, [port2]);
      await kit.callHonestly(lease);
    },
    allOf(intact, ({ requests }) =>
      requests.some(({ url }) => url.includes('called-back'))
        ? 'the workplace called the plugin’s own port'
        : undefined,
    ),
  ),
  bridgeCase(
    't01-envelope-fuzz',
    'Sends 120 envelopes made by chance of the parts that comlink knows',
    async (kit) => {
      const { lease } = await kit.join();
      let seed = 7;
      const below = (count: number) => (seed = (seed * 48_271) % 2_147_483_647) % count;
      const one = (choices: readonly unknown[]) => choices[below(choices.length)];
      const names = [
        '__proto__',
        'constructor',
        'prototype',
        'fhir.read',
        'toString',
        'polluted',
        '',
        0,
        null,
      ];
      for (let count = 0; count < 120; count++) {
        const path = Array.from({ length: below(4) }, () => one(names));
        const value = {
          type: one(['RAW', 'HANDLER', 7]),
          name: one(['proxy', 'throw', 'x']),
          value: one(names),
        };
        const type = one(['GET', 'SET', 'APPLY', 'CONSTRUCT', 'ENDPOINT', undefined, {}]);
        kit.post({
          id: one(['a', `f${count}`, 9, null]),
          type,
          path: one([path, 'x', undefined]),
          argumentList: one([[value], [], 'x']),
          value,
        });
      }
      await kit.callHonestly(lease);
    },
  ),
];
