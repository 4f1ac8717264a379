import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attackedPort } from '../../../test/attacked-port.ts';
import type { AttackedPort } from '../../../test/attacked-port.ts';

/** Enough that a hole in one place of the envelope is met, within some seconds. */
const RUNS = 400;
const MESSAGES_A_RUN = 20;

const word = fc.oneof(
  fc.constantFrom(
    'APPLY',
    'SET',
    'GET',
    'CONSTRUCT',
    'RAW',
    'HANDLER',
    'throw',
    'proxy',
    'test.echo',
    'test.fail',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'polluted',
    'call',
    'apply',
    'toString',
    'hasOwnProperty',
  ),
  fc.constantFrom('samspil', 'pong', 'cancel', 'probed', 'event', 'ping'),
  fc.string(),
);
const wireValue = fc.record({ type: word, name: word, value: fc.jsonValue() }, { requiredKeys: [] });
/** What comlink's protocol is made of, put together wrongly. */
const envelope = fc.record(
  {
    id: fc.oneof(word, fc.integer(), fc.constant(null)),
    type: word,
    path: fc.oneof(fc.array(fc.oneof(word, fc.array(word, { maxLength: 2 })), { maxLength: 4 }), word),
    argumentList: fc.oneof(fc.array(wireValue, { maxLength: 3 }), fc.jsonValue()),
    value: wireValue,
    traceparent: fc.oneof(word, fc.jsonValue()),
    samspil: word,
    call: fc.oneof(word, fc.integer()),
    report: fc.jsonValue(),
    heapBytes: fc.oneof(fc.double(), word),
  },
  { requiredKeys: [] },
);
/** A call that is right but for what it asks for. */
const nearlyCall = fc.record({
  id: fc.oneof(fc.constantFrom('a', 'b'), fc.string({ minLength: 1, maxLength: 130 })),
  type: fc.constant('APPLY'),
  path: fc.tuple(word),
  argumentList: fc.array(fc.record({ type: fc.constantFrom('RAW', 'HANDLER'), value: fc.jsonValue() }), {
    maxLength: 2,
  }),
});
const list = fc.oneof(
  fc.tuple(fc.nat(9), word, fc.jsonValue()),
  fc.tuple(fc.oneof(fc.integer(), fc.double(), word), word, fc.jsonValue(), word),
  fc.array(fc.oneof(word, fc.integer(), fc.jsonValue()), { maxLength: 6 }),
);
/** A key no JSON writer would make, at any depth. */
const poisoned = fc
  .tuple(fc.constantFrom('__proto__', 'constructor', 'prototype'), fc.nat(5))
  .map(([key, depth]) => {
    let value: unknown = JSON.parse(`{"${key}":{"polluted":true,"toString":1}}`);
    for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
    return [0, 'test.echo', value];
  });
const message = fc.oneof(envelope, nearlyCall, list, poisoned, fc.jsonValue());

const idOf = (sent: unknown): unknown => {
  if (Array.isArray(sent)) return Number.isSafeInteger(sent[0]) && sent[0] >= 0 ? sent[0] : undefined;
  const id = (sent as { id?: unknown } | null)?.id;
  return typeof id === 'string' && id.length > 0 && id.length < 128 ? id : undefined;
};

const isCancel = (sent: unknown): boolean => {
  const { samspil, call } = (sent ?? {}) as { samspil?: unknown; call?: unknown };
  return samspil === 'cancel' && (idOf({ id: call }) !== undefined || idOf([call]) !== undefined);
};

const isAnswer = (answer: unknown): boolean => {
  if (Array.isArray(answer)) return answer.length === 2 || answer.length === 3;
  const { type, value } = answer as { type: unknown; value: { ok: unknown } };
  return type === 'RAW' && typeof value.ok === 'boolean';
};

const count = (audit: readonly string[], start: string) =>
  audit.filter((line) => line.startsWith(start)).length;

function assertUntouched(): void {
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  assert.equal((Function.prototype as unknown as Record<string, unknown>)['polluted'], undefined);
  assert.equal(([] as unknown as Record<string, unknown>)['polluted'], undefined);
  assert.equal(typeof {}.toString, 'function');
}

test(`whatever is sent, ${RUNS * MESSAGES_A_RUN} messages long: only listed methods run, and every message is accounted for once`, async () => {
  const sizes = { minLength: MESSAGES_A_RUN, maxLength: MESSAGES_A_RUN };
  await fc.assert(
    fc.asyncProperty(fc.array(message, sizes), async (messages) => {
      const port = attackedPort(() => 'an answer');
      try {
        const answers = await port.attack(...messages);
        assertEachAnsweredOnce(messages, answers, port);
        assertUntouched();
        assert.deepEqual(await port.attack([1, 'test.echo', 'still here']), [[1, 'still here']]);
      } finally {
        port.close();
      }
    }),
    { numRuns: RUNS },
  );
});

/** A call that ran, a refusal or one of the messages that want no answer: each message is exactly one of them. */
function assertEachAnsweredOnce(messages: unknown[], answers: unknown[], port: AttackedPort): void {
  assert.ok(answers.every(isAnswer), JSON.stringify(answers));
  // The fence of the attack is one call that ran.
  const ran = count(port.audit, 'test.') - 1;
  const refused = count(port.audit, 'refused');
  const heard = count(port.audit, 'pong') + count(port.audit, 'probed') + messages.filter(isCancel).length;
  assert.equal(ran + refused + heard, messages.length);
  assert.equal(count(port.audit, 'test.hang'), 0);
  const named = messages.filter((sent) => idOf(sent) !== undefined).length;
  // One-way messages may carry an id too, and get no answer.
  assert.ok(answers.length <= named && answers.length >= named - heard, `${answers.length} of ${named}`);
  for (const answer of answers) {
    // The echo gives back what it was given: a key that came through would show.
    assert.doesNotMatch(JSON.stringify(answer), /"(?:__proto__|constructor|prototype)":/);
    const id = Array.isArray(answer) ? (answer[0] as unknown) : (answer as { id: unknown }).id;
    assert.ok(messages.some((sent) => idOf(sent) === id));
  }
}
