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
