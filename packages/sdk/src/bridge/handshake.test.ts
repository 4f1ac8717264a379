import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '../../test/scripted-runtime.ts';
import type { SamspilError } from '../errors.ts';
import { isCompatible, isHello, makeFrameName, readNonce, sayHello } from './handshake.ts';
import type { HelloMessage } from './handshake.ts';

const NONCE = 'x'.repeat(22);
const HOST = 'https://epj.example';

/** A plugin's window whose parent the test plays. */
function framed(hostOrigins?: readonly string[]) {
  const clock = new VirtualClock();
  const said: unknown[] = [];
  const parent = { postMessage: (message: unknown, target: string) => said.push([message, target]) };
  const self = Object.assign(new EventTarget(), { parent });
  const runtime = {
    schedule: (delayMs: number, callback: () => void) => clock.schedule(delayMs, callback),
  };
  const answer = sayHello(self as unknown as Window, NONCE, { runtime, ...(hostOrigins && { hostOrigins }) });
  const port = {} as MessagePort;
  const tell = (data: unknown, event: Record<string, unknown> = {}) =>
    self.dispatchEvent(
      Object.assign(new Event('message'), { data, source: parent, origin: HOST, ports: [port], ...event }),
    );
  return { clock, said, answer, port, tell };
}

const offer = { samspil: 'port', nonce: NONCE, protocol: 1, session: { locale: 'da' } };
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: SamspilError) => error.code,
  );

test('a frame’s name carries 128 random bits, and only such a name is read', () => {
  const runtime = { randomBytes: (length: number) => new Uint8Array(length).fill(255) };
  const { name, nonce } = makeFrameName(runtime);
  assert.match(nonce, /^[\w-]{22}$/);
  assert.equal(readNonce(name), nonce);
  for (const other of ['', 'samspil-', 'samspil-short', nonce, `other-${nonce}`]) {
    assert.equal(readNonce(other), undefined, other);
  }
});

test('hello is said once, with nothing in it but nonce and versions', async () => {
  const { said, answer, tell } = framed();
  assert.deepEqual(said, [[{ samspil: 'hello', nonce: NONCE, protocol: { min: 1, max: 1 } }, '*']]);
  tell(offer);
  await answer;
});

test('the parent’s offer is taken, with its port and session', async () => {
  const { answer, port, tell, clock } = framed([HOST]);
  tell(offer);
  assert.deepEqual(await answer, { port, session: { locale: 'da' } });
  assert.deepEqual(clock.pending, []);
});

test('an offer of anybody else, with another nonce, from another host or without a port is none', async () => {
  const { answer, tell, clock } = framed([HOST]);
  tell(offer, { source: {} });
  tell(offer, { source: null });
  tell({ ...offer, nonce: 'y'.repeat(22) });
  tell(offer, { origin: 'https://evil.example' });
  tell(offer, { ports: [] });
  for (const data of [null, 'text', 7, {}, { ...offer, samspil: 'event' }]) tell(data);
  clock.advance(4_999);
  assert.deepEqual(clock.pending, [1]);
  clock.advance(1);
  assert.equal(await codeOf(answer), 'handshake-timeout');
});

test('a refusal is version-mismatch at once', async () => {
  const { answer, tell, clock } = framed();
  tell({ samspil: 'refused', nonce: NONCE, code: 'version-mismatch' });
  assert.equal(await codeOf(answer), 'version-mismatch');
  assert.deepEqual(clock.pending, []);
});

test('a hello is judged by all of its parts', () => {
  const hello = { samspil: 'hello', nonce: NONCE, protocol: { min: 1, max: 1 } };
  assert.equal(isHello(hello, NONCE), true);
  const others = [
    null,
    'hello',
    [],
    { ...hello, samspil: 'port' },
    { ...hello, nonce: 'y' },
    { ...hello, nonce: undefined },
    { ...hello, protocol: undefined },
    { ...hello, protocol: { min: '1', max: 1 } },
    { ...hello, protocol: { min: 1 } },
  ];
  for (const other of others) assert.equal(isHello(other, NONCE), false, JSON.stringify(other));
});

test('two sides agree when this version lies in the other’s range', () => {
  const range = (min: number, max: number) => isCompatible({ protocol: { min, max } } as HelloMessage);
  assert.deepEqual(
    [range(1, 1), range(0, 9), range(2, 9), range(0, 0), range(Number.NaN, 1)],
    [true, true, false, false, false],
  );
});
