import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SamspilError } from '../errors.ts';
import { Lease } from './lease.ts';

const leaseOn = (reference: string) =>
  new Lease('lease-1', { patient: { reference }, user: { reference: 'Practitioner/nurse' } });
const stale = { code: 'stale-context' };
const never = () => new Promise<never>(() => undefined);

test('a lease names one patient', () => {
  assert.equal(leaseOn('Patient/a').patientId, 'a');
});

test('a lease on anything but one patient cannot be made', () => {
  for (const reference of [
    'a',
    'Patient/a,b',
    'Patient/..',
    'Group/a',
    'https://x.example/Patient/a',
    'Patient/',
  ]) {
    assert.throws(() => leaseOn(reference), { code: 'invalid-request' }, reference);
  }
});

test('a result comes through while the lease holds', async () => {
  assert.equal(await leaseOn('Patient/a').during(async () => 1), 1);
});

test('a failure comes through as it is while the lease holds', async () => {
  const failure = new SamspilError('network', 'x');
  await assert.rejects(
    leaseOn('Patient/a').during(() => Promise.reject(failure)),
    failure,
  );
});

test('an ended lease starts no work', async () => {
  const lease = leaseOn('Patient/a');
  lease.end();
  let hasRun = false;
  await assert.rejects(
    lease.during(async () => (hasRun = true)),
    stale,
  );
  assert.equal(hasRun, false);
  assert.throws(() => lease.assertLive(), stale);
});

test('an answer that comes after the end is not let through', async () => {
  const lease = leaseOn('Patient/a');
  let answer: (value: string) => void = () => undefined;
  const result = lease.during(() => new Promise<string>((resolve) => (answer = resolve)));
  lease.end();
  answer('data of a');
  await assert.rejects(result, stale);
});

test('an answer that comes in the same moment as the end is not let through', async () => {
  const lease = leaseOn('Patient/a');
  const result = lease.during(async () => 'data of a');
  lease.end();
  await assert.rejects(result, stale);
});

test('work that never ends does not outlive the lease', async () => {
  const lease = leaseOn('Patient/a');
  const result = lease.during(never);
  lease.end();
  await assert.rejects(result, stale);
});

test('a failure after the end is told as the end, not as the network', async () => {
  const lease = leaseOn('Patient/a');
  const result = lease.during(async () => {
    lease.end();
    throw new SamspilError('aborted', 'x');
  });
  await assert.rejects(result, stale);
});

test('work is told to stop by the end of the lease and by the caller', async () => {
  const lease = leaseOn('Patient/a');
  const caller = new AbortController();
  const signals: AbortSignal[] = [];
  const rest = (signal: AbortSignal) => (signals.push(signal), never());
  const first = lease.during(rest, caller.signal);
  const second = lease.during(rest);
  caller.abort();
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [true, false],
  );
  lease.end();
  assert.equal(signals[1]?.aborted, true);
  await assert.rejects(first, stale);
  await assert.rejects(second, stale);
});

test('the reason of the end is a coded error, and a second end changes nothing', () => {
  const lease = leaseOn('Patient/a');
  lease.end();
  const { reason } = lease.ended;
  lease.end();
  assert.equal(lease.ended.reason, reason);
  assert.equal((reason as SamspilError).code, 'stale-context');
});
