import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attackedPort, call } from '../../../test/attacked-port.ts';
import type { AttackedPort } from '../../../test/attacked-port.ts';

const withPort = (name: string, body: (port: AttackedPort) => Promise<void>): void => {
  void test(name, async () => {
    const port = attackedPort();
    try {
      await body(port);
      assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    } finally {
      port.close();
    }
  });
};

const refusal = (id: string, code = 'protocol') => ({
  id,
  type: 'RAW',
  value: { ok: false, error: { code } },
});

const ATTACKS: Record<string, object> = {
  'SET on the prototype of everything': {
    id: 'x',
    type: 'SET',
    path: ['__proto__', 'polluted'],
    value: { type: 'RAW', value: true },
  },
  'CONSTRUCT of Function': {
    id: 'x',
    type: 'CONSTRUCT',
    path: ['constructor', 'constructor'],
    argumentList: [{ type: 'RAW', value: 'globalThis.polluted = true' }],
  },
  'SET over a method': { id: 'x', type: 'SET', path: ['test.echo'], value: { type: 'RAW', value: 1 } },
  'GET of a method': { id: 'x', type: 'GET', path: ['test.echo'] },
  'a member of a method': {
    id: 'x',
    type: 'APPLY',
    path: ['test.echo', 'constructor'],
    argumentList: [{ type: 'RAW', value: 'globalThis.polluted = true' }],
  },
  'call of a method': { id: 'x', type: 'APPLY', path: ['test.echo', 'call'], argumentList: [] },
  'an inherited method': { ...call('toString'), id: 'x' },
  'an unknown argument handler': {
    ...call('test.echo'),
    id: 'x',
    argumentList: [{ type: 'HANDLER', name: 'nope', value: 1 }],
  },
  'the throwing argument handler': {
    ...call('test.echo'),
    id: 'x',
    argumentList: [{ type: 'HANDLER', name: 'throw', value: { isError: false, value: 1 } }],
  },
  'the proxy argument handler': {
    ...call('test.echo'),
    id: 'x',
    argumentList: [{ type: 'HANDLER', name: 'proxy', value: 1 }],
  },
  'an own __proto__ key in an argument': call(
    'test.echo',
    JSON.parse('{"a":{"__proto__":{"polluted":true}}}'),
    'x',
  ),
  'an own constructor key in an argument': call(
    'test.echo',
    { constructor: { prototype: { polluted: true } } },
    'x',
  ),
  'an argument 200 deep': call(
    'test.echo',
    Array.from({ length: 200 }).reduce((inner) => [inner], 1),
    'x',
  ),
  'a date as argument': call('test.echo', new Date(0), 'x'),
  ENDPOINT: { id: 'x', type: 'ENDPOINT' },
  RELEASE: { id: 'x', type: 'RELEASE' },
  'a type nobody knows': { ...call('test.echo'), id: 'x', type: 'EVAL' },
  'a path that is text': { ...call('test.echo'), id: 'x', path: 'test.echo' },
  'an empty path': { ...call('test.echo'), id: 'x', path: [] },
  'a path of lists': { ...call('test.echo'), id: 'x', path: [['test.echo']] },
  'two arguments': {
    ...call('test.echo'),
    id: 'x',
    argumentList: [
      { type: 'RAW', value: 1 },
      { type: 'RAW', value: 'another id' },
    ],
  },
  'no list of arguments': { id: 'x', type: 'APPLY', path: ['test.echo'] },
};

for (const [name, message] of Object.entries(ATTACKS)) {
  withPort(`${name} gets one refusal and one audit event, and changes nothing`, async (port) => {
    assert.deepEqual(await port.attack(message), [refusal('x')]);
    assert.equal(port.audit.filter((line) => line.startsWith('refused')).length, 1);
    // The API still is what it was: the ordinary call behind the attack was answered, and this one is.
    assert.deepEqual(await port.attack(call('test.echo', 'still here')), [
      { id: 'call-1', type: 'RAW', value: { ok: true, value: 'still here' } },
    ]);
    assert.equal((globalThis as Record<string, unknown>)['polluted'], undefined);
  });
}

withPort('what has no usable id is told to the owner and answered to nobody', async (port) => {
  const messages = [
    null,
    'text',
    42,
    [],
    {},
    { id: 7 },
    { ...call('test.echo'), id: '' },
    { id: 'x'.repeat(128) },
  ];
  assert.deepEqual(await port.attack(...messages), []);
  assert.equal(port.audit.filter((line) => line.startsWith('refused')).length, messages.length);
});

withPort('a call with a field that nobody would look into is none', async (port) => {
  const argument = { type: 'RAW', value: 1 };
  const forged = [
    { ...call('test.echo', 'a', 'x'), value: { type: 'HANDLER', name: 'throw' } },
    { ...call('test.echo', 'a', 'x'), transfer: [1] },
    { ...call('test.echo', 'a', 'x'), argumentList: [{ ...argument, name: 'throw' }] },
    JSON.parse(`{"__proto__":{},${JSON.stringify(call('test.echo', 'a', 'x')).slice(1)}`),
  ];
  for (const message of forged) assert.deepEqual(await port.attack(message), [refusal('x')]);
});

withPort('a call id that is still in use is refused', async (port) => {
  await port.attack(call('test.hang', 1, 'x'));
  assert.deepEqual(await port.attack(call('test.echo', 1, 'x')), [refusal('x')]);
  assert.deepEqual(
    port.audit.filter((line) => line.startsWith('refused')),
    ['refused: a repeated call id'],
  );
});

withPort(
  'the call after 64 unanswered ones is too many, and a place is free again after an answer',
  async (port) => {
    const calls = Array.from({ length: 65 }, (_, i) => call('test.hang', 1, `h${i}`));
    // The call that shows the end of the attack finds no place either.
    for (const message of calls) port.peer.postMessage(message);
    const answers: unknown[] = [];
    await new Promise<void>((resolve) => {
      port.peer.addEventListener('message', ({ data }) => {
        answers.push(data);
        resolve();
      });
    });
    assert.deepEqual(answers, [refusal('h64', 'too-many-requests')]);
    assert.equal(port.hanging.length, 64);
    const answered = await port.attack({ samspil: 'cancel', call: 'h0' });
    assert.deepEqual(answered, [refusal('h64', 'too-many-requests'), refusal('h0', 'aborted')]);
  },
);

withPort('message 201 of one second is a flood, and the next second is a new one', async (port) => {
  const pongs = Array.from({ length: 199 }, () => ({ samspil: 'pong' }));
  await port.attack(...pongs);
  assert.equal(port.audit.includes('flood'), false);
  port.peer.postMessage(call('test.echo', 'too much', 'x'));
  // Nobody answers a flood; the clock moves only after it was counted.
  await new Promise<void>((resolve) => {
    const watch = () => (port.audit.includes('flood') ? resolve() : setImmediate(watch));
    watch();
  });
  port.clock.advance(1000);
  assert.deepEqual(await port.attack(), []);
  assert.equal(port.audit.filter((line) => line === 'flood').length, 1);
});

withPort('a clock that was set back does not stop the counting', async (port) => {
  await port.attack();
  port.clock.nowMs -= 3_600_000;
  await port.attack();
  assert.equal(port.audit.includes('flood'), false);
});

withPort('after the owner closed it, a port delivers and answers nothing', async (port) => {
  await port.attack();
  port.served.close();
  port.served.close();
  port.served.ping();
  port.peer.postMessage(call('test.hang'));
  const other = new MessageChannel();
  // Two turns of another channel: what was on its way would have come.
  for (let turn = 0; turn < 2; turn++) {
    await new Promise((resolve) => {
      other.port2.addEventListener('message', resolve, { once: true });
      other.port2.start();
      other.port1.postMessage(1);
    });
  }
  other.port1.close();
  assert.equal(port.hanging.length, 0);
});

const word = fc.oneof(
  fc.constantFrom('APPLY', 'SET', 'GET', 'CONSTRUCT', 'RAW', 'HANDLER', 'throw', 'proxy', 'test.echo'),
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'polluted', 'call', 'samspil', 'pong', 'cancel'),
  fc.string(),
);
const envelope = fc.record(
  {
    id: fc.oneof(word, fc.integer()),
    type: word,
    path: fc.oneof(fc.array(word, { maxLength: 4 }), word),
    argumentList: fc.oneof(
      fc.array(fc.record({ type: word, name: word, value: fc.jsonValue() }, { requiredKeys: [] }), {
        maxLength: 3,
      }),
      fc.jsonValue(),
    ),
    value: fc.record({ type: word, name: word, value: fc.jsonValue() }, { requiredKeys: [] }),
    samspil: word,
    call: word,
  },
  { requiredKeys: [] },
);

test('whatever envelope comes, the prototype stays clean, each call has one answer, and the API goes on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(envelope, fc.jsonValue()), { maxLength: 20 }), async (messages) => {
      const port = attackedPort();
      try {
        const answers = (await port.attack(...messages)) as {
          id: string;
          type: string;
          value: { ok: boolean };
        }[];
        const asked = messages.filter((m) => typeof (m as { id?: unknown } | null)?.id === 'string').length;
        assert.ok(answers.length <= asked);
        for (const { type, value } of answers) {
          assert.equal(type, 'RAW');
          assert.equal(typeof value.ok, 'boolean');
        }
        assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
        assert.equal((Function.prototype as unknown as Record<string, unknown>)['polluted'], undefined);
      } finally {
        port.close();
      }
    }),
    { numRuns: 300 },
  );
});
