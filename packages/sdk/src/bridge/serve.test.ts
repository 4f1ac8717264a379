import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrap } from 'comlink';
import { attackedPort, call } from '../../test/attacked-port.ts';
import { FhirResponseError, SamspilError } from '../errors.ts';

const CANARY = '010203-1234 Nancy Ann';

const answerTo = async (failure: () => unknown) => {
  const port = attackedPort(failure);
  try {
    const [answer] = (await port.attack(call('test.fail'))) as { value: unknown }[];
    return { answer: answer?.value, audit: port.audit };
  } finally {
    port.close();
  }
};

const thrown = (error: unknown) => () => {
  throw error;
};

test('an error crosses as its code, without message, stack or cause', async () => {
  const error = new SamspilError('denied', CANARY, { cause: new Error(CANARY) });
  const { answer, audit } = await answerTo(thrown(error));
  assert.deepEqual(answer, { ok: false, error: { code: 'denied' } });
  assert.ok(audit.includes('test.fail: denied'));
});

test('a FHIR error crosses with its status and coded issues', async () => {
  const issues = [{ severity: 'error', code: 'invalid', expression: ['Observation.value'] }];
  const { answer } = await answerTo(
    thrown(new FhirResponseError('rejected', CANARY, { status: 422, issues })),
  );
  assert.deepEqual(answer, { ok: false, error: { code: 'rejected', status: 422, issues } });
});

test('any other failure is unexpected and says nothing more', async () => {
  for (const failure of [new Error(CANARY), new TypeError(CANARY), CANARY, { secret: CANARY }, undefined]) {
    const { answer } = await answerTo(thrown(failure));
    assert.deepEqual(answer, { ok: false, error: { code: 'unexpected' } });
  }
});

test('an answer that cannot be cloned is unexpected: comlink would send its stack', async () => {
  const { answer } = await answerTo(() => ({ secret: CANARY, method: () => CANARY }));
  assert.deepEqual(answer, { ok: false, error: { code: 'unexpected' } });
});

test('input that does not fit the schema is protocol and never handled', async () => {
  const port = attackedPort();
  port.methods['test.echo'].input = {
    '~standard': {
      validate: (value) => (value === 'behind' ? { value } : { issues: [{ message: CANARY }] }),
    },
  };
  const answers = await port.attack(call('test.echo', CANARY));
  assert.deepEqual(answers, [
    { id: 'call-1', type: 'RAW', value: { ok: false, error: { code: 'protocol' } } },
  ]);
  assert.ok(port.audit.includes('test.echo: protocol'));
  port.close();
});

test('the handler gets what the schema made of the input, not the input', async () => {
  const port = attackedPort();
  port.methods['test.echo'].input = { '~standard': { validate: async (value) => ({ value: [value] }) } };
  const [answer] = (await port.attack(call('test.echo', 1))) as { value: unknown }[];
  assert.deepEqual(answer?.value, { ok: true, value: [1] });
  port.close();
});

test('a call withdrawn while its input is judged never begins', async () => {
  const port = attackedPort();
  let judge: () => void = () => undefined;
  port.methods['test.hang'].input = {
    '~standard': { validate: (value) => new Promise((resolve) => (judge = () => resolve({ value }))) },
  };
  assert.deepEqual(await port.attack(call('test.hang'), { samspil: 'cancel', call: 'call-1' }), [
    { id: 'call-1', type: 'RAW', value: { ok: false, error: { code: 'aborted' } } },
  ]);
  judge();
  assert.deepEqual(await port.attack(), []);
  assert.equal(port.hanging.length, 0);
  port.close();
});

test('at its deadline a call is answered with timeout and told to stop', async () => {
  const port = attackedPort();
  await port.attack(call('test.hang'));
  assert.deepEqual(port.clock.pending, [1_000]);
  port.clock.advance(1_000);
  const answers = await port.attack();
  assert.deepEqual(answers, [
    { id: 'call-1', type: 'RAW', value: { ok: false, error: { code: 'timeout' } } },
  ]);
  assert.equal(port.hanging[0]?.aborted, true);
  port.close();
  assert.deepEqual(port.clock.pending, []);
});

test('a cancel stops the call it names and no other', async () => {
  const port = attackedPort();
  await port.attack(call('test.hang', 1, 'a'), call('test.hang', 1, 'b'));
  const answers = await port.attack({ samspil: 'cancel', call: 'a' }, { samspil: 'cancel', call: 'unknown' });
  assert.deepEqual(answers, [{ id: 'a', type: 'RAW', value: { ok: false, error: { code: 'aborted' } } }]);
  assert.deepEqual(
    port.hanging.map(({ aborted }) => aborted),
    [true, false],
  );
  port.close();
});

test('closing tells every running call to stop and leaves no timer', async () => {
  const port = attackedPort();
  await port.attack(call('test.hang', 1, 'a'), call('test.hang', 1, 'b'));
  port.close();
  assert.ok(port.hanging.every(({ aborted }) => aborted));
  await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(port.clock.pending, []);
});

test('an ordinary comlink client works through the guard', async () => {
  const port = attackedPort();
  const remote = wrap<Record<string, (input: unknown) => Promise<unknown>>>(port.peer);
  const bundle = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Observation' } }] };
  assert.deepEqual(await remote['test.echo']?.(bundle), { ok: true, value: bundle });
  port.close();
});

const onlyNumbers = {
  '~standard': {
    validate: (value: unknown) => (typeof value === 'number' ? { value } : { issues: [CANARY] }),
  },
};

test('an answer that does not fit is unexpected, and the owner is told so', async () => {
  const port = attackedPort();
  port.methods['test.fail'].output = onlyNumbers;
  const [answer] = (await port.attack(call('test.fail'))) as { value: unknown }[];
  assert.deepEqual(answer?.value, { ok: false, error: { code: 'unexpected' } });
  assert.deepEqual(
    port.audit.filter((line) => line.startsWith('test.fail')),
    ['test.fail: unexpected'],
  );
  port.close();
});

test('what leaves is what the schema made of the answer', async () => {
  const port = attackedPort(() => ({ kept: 1, secret: CANARY }));
  port.methods['test.fail'].output = {
    '~standard': { validate: async (value) => ({ value: { kept: (value as { kept: number }).kept } }) },
  };
  const [answer] = (await port.attack(call('test.fail'))) as { value: unknown }[];
  assert.deepEqual(answer?.value, { ok: true, value: { kept: 1 } });
  port.close();
});

test('an answer that cannot be cloned is told to the owner as what the peer got', async () => {
  const { audit } = await answerTo(() => () => CANARY);
  assert.deepEqual(
    audit.filter((line) => line.startsWith('test.fail')),
    ['test.fail: unexpected'],
  );
});

test('a call that runs when the port closes is told as closed, once', async () => {
  const port = attackedPort();
  await port.attack(call('test.hang', 1, 'a'));
  port.close();
  port.served.close();
  assert.deepEqual(
    port.audit.filter((line) => line.startsWith('test.hang')),
    ['test.hang: closed'],
  );
});

test('a method that asks for its signal only after the withdrawal finds it aborted, with the reason', async () => {
  const port = attackedPort();
  let ask: () => AbortSignal = () => AbortSignal.abort();
  port.methods['test.hang'].handle = (_, info) => {
    ask = () => info.signal;
    return new Promise(() => undefined);
  };
  await port.attack(call('test.hang', 1, 'a'), { samspil: 'cancel', call: 'a' });
  assert.equal(ask().aborted, true);
  assert.equal((ask().reason as SamspilError).code, 'aborted');
  port.close();
});

test('a call that was answered is over: no deadline and no withdrawal aborts its signal any more', async () => {
  const port = attackedPort();
  let signal: AbortSignal | undefined;
  port.methods['test.echo'].handle = async (input, info) => {
    signal ??= info.signal;
    return input;
  };
  await port.attack(call('test.echo', 1, 'a'), { samspil: 'cancel', call: 'a' });
  port.clock.advance(10_000);
  port.close();
  assert.equal(signal?.aborted, false);
});

test('an ordinary comlink client needs no trace, and one that is malformed reaches nobody', async () => {
  const port = attackedPort();
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  await port.attack(
    call('test.echo'),
    { ...call('test.echo'), traceparent },
    { ...call('test.echo'), traceparent: `${traceparent}\r\nX-Forged: 1` },
    { ...call('test.echo'), traceparent: { toString: 'x' } },
  );
  assert.deepEqual(port.traces.slice(0, 4), [undefined, traceparent, undefined, undefined]);
  port.close();
});
