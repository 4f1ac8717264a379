import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attackedPort, call } from '../../../test/attacked-port.ts';
import type { AttackedPort } from '../../../test/attacked-port.ts';
import type { MethodRule } from '../contract.ts';
import type { ServeOptions } from '../serve.ts';

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

withPort('a call as a list is answered as a list', async (port) => {
  assert.deepEqual(
    await port.attack([7, 'test.echo', { a: 1 }], [8, 'test.fail', 1], [9, 'test.echo', undefined]),
    [
      [7, { a: 1 }],
      [8, undefined],
      [9, undefined],
    ],
  );
});

withPort('what is nearly a call as a list is refused, under its number if it has one', async (port) => {
  const named = Object.assign([1, 'test.echo', 1], { extra: 1 });
  const gap: unknown[] = [1, 'test.echo', 1];
  gap.length = 4;
  const nearly = [
    [1],
    [1, 'test.echo'],
    [1, 'test.echo', 1, undefined, 1],
    [1, ['test.echo'], 1],
    named,
    gap,
  ];
  for (const message of nearly) {
    assert.deepEqual(await port.attack(message), [[1, undefined, { code: 'protocol' }]]);
  }
  const nameless = [
    [],
    [-1, 'test.echo', 1],
    [1.5, 'test.echo', 1],
    ['x', 'test.echo', 1],
    [2 ** 53, 'test.echo', 1],
  ];
  assert.deepEqual(await port.attack(...nameless), []);
  assert.equal(port.audit.filter((line) => line === 'refused: not a call').length, 11);
});

withPort('the input of a list is looked through like any other', async (port) => {
  const inputs = [JSON.parse('{"__proto__":1}'), { a: [{ constructor: 1 }] }, new Date(0), nestedList(40)];
  for (const input of inputs) {
    assert.deepEqual(await port.attack([1, 'test.echo', input]), [[1, undefined, { code: 'protocol' }]]);
  }
});

const nestedList = (depth: number): unknown => (depth === 0 ? 1 : [nestedList(depth - 1)]);

/** A port whose methods have these rules. */
const ruled = (rule: MethodRule, options: Partial<ServeOptions> = {}) =>
  attackedPort(undefined, options, rule);

test('a method that needs a capability is denied without it, told once, and served with it', async () => {
  const capabilities = new Set<string>();
  const port = ruled({ capability: 'print' }, { capabilities });
  assert.deepEqual(await port.attack(call('test.fail', 1, 'x')), [refusal('x', 'denied')]);
  assert.deepEqual(port.refusals, [
    ['a capability that was not granted', { code: 'denied', method: 'test.fail' }],
  ]);
  capabilities.add('print');
  assert.equal((await port.attack(call('test.fail', 1, 'x'))).length, 1);
  assert.ok(port.audit.includes('test.fail: ok'));
  // It can be taken back while the port is open.
  capabilities.clear();
  assert.deepEqual(await port.attack(call('test.fail', 1, 'x')), [refusal('x', 'denied')]);
  port.close();
});

test('a method can bound its own input tighter than the port, and others keep theirs', async () => {
  const port = ruled({ limits: { maxSize: 10 } });
  assert.deepEqual(await port.attack(call('test.fail', 'x'.repeat(11), 'x')), [refusal('x')]);
  assert.equal((await port.attack(call('test.fail', 'x'.repeat(10), 'x'))).length, 1);
  assert.ok(port.audit.includes('test.fail: ok'));
  assert.equal((await port.attack(call('test.echo', 'x'.repeat(1000), 'y'))).length, 1);
  assert.deepEqual(port.refusals, [['too large', { code: 'protocol', method: 'test.fail' }]]);
  port.close();
});

test('a method cannot bound its own input laxer than the port', async () => {
  const port = ruled({ limits: { maxSize: 10_000_000 } });
  assert.deepEqual(await port.attack(call('test.fail', 'x'.repeat(1_000_001), 'x')), [refusal('x')]);
  port.close();
});

test('a method can bound how many of its calls run at once', async () => {
  const port = ruled({ limits: { maxInFlight: 1 } });
  port.methods['test.fail'].handle = (input, info) => port.methods['test.hang'].handle(input, info);
  await port.attack(call('test.fail', 1, 'a'));
  assert.deepEqual(await port.attack(call('test.fail', 1, 'b')), [refusal('b', 'too-many-requests')]);
  assert.deepEqual(await port.attack({ samspil: 'cancel', call: 'a' }), [refusal('a', 'aborted')]);
  assert.deepEqual(await port.attack(call('test.fail', 1, 'c')), []);
  assert.equal(port.hanging.length, 2);
  port.close();
});

test('a method can bound how often it is called in a second', async () => {
  const port = ruled({ limits: { ratePerSecond: 2 } });
  const three = await port.attack(...['a', 'b', 'c'].map((id) => call('test.fail', 1, id)));
  assert.deepEqual(three.at(-1), refusal('c', 'too-many-requests'));
  assert.equal(port.refusals.length, 1);
  port.clock.advance(1_000);
  await port.attack(call('test.fail', 1, 'd'));
  assert.equal(port.refusals.length, 1);
  port.close();
});

test('an owner who closes the port on hearing of a refusal is not answered over', async () => {
  const port = ruled({ capability: 'print' }, { onRefused: () => port.served.close() });
  const heard = new Promise((resolve) => port.peer.addEventListener('message', ({ data }) => resolve(data)));
  port.peer.postMessage(call('test.fail', 1, 'x'));
  assert.deepEqual(await heard, { samspil: 'closed' });
  port.close();
});
