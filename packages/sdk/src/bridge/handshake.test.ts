import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualClock } from '../../test/scripted-runtime.ts';
import type { SamspilError } from '../errors.ts';
import {
  agreedCapabilities,
  chooseProtocol,
  isHello,
  makeFrameName,
  readNonce,
  sayHello,
} from './handshake.ts';
import { SDK_VERSION } from './sdk-version.ts';

const NONCE = 'x'.repeat(22);
const HOST = 'https://epj.example';

/** A plugin's window whose parent the test plays. */
function framed(hostOrigins?: readonly string[], capabilities?: readonly string[]) {
  const clock = new VirtualClock();
  const said: unknown[] = [];
  const parent = { postMessage: (message: unknown, target: string) => said.push([message, target]) };
  const self = Object.assign(new EventTarget(), { parent });
  const runtime = {
    schedule: (delayMs: number, callback: () => void) => clock.schedule(delayMs, callback),
  };
  const answer = sayHello(self as unknown as Window, NONCE, {
    runtime,
    ...(hostOrigins && { hostOrigins }),
    ...(capabilities && { capabilities }),
  });
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

const hello = { samspil: 'hello', nonce: NONCE, protocol: { min: 1, max: 1 }, sdk: SDK_VERSION };

test('hello is said once, with nothing in it but nonce and versions', async () => {
  const { said, answer, tell } = framed();
  assert.deepEqual(said, [[hello, '*']]);
  tell(offer);
  await answer;
});

test('the parent’s offer is taken, with its port and session', async () => {
  const { answer, port, tell, clock } = framed([HOST]);
  tell(offer);
  assert.deepEqual(await answer, { port, session: { locale: 'da' }, protocol: 1 });
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

test('a plugin that knows its hosts says hello to nobody else, with what its code can use', async () => {
  const { said, answer, tell } = framed([HOST, 'https://other.example'], ['drafts', 'print']);
  const asking = { ...hello, capabilities: ['drafts', 'print'] };
  assert.deepEqual(said, [
    [asking, HOST],
    [asking, 'https://other.example'],
  ]);
  tell(offer);
  await answer;
});

test('an offer of a version that was not asked for is version-mismatch', async () => {
  for (const protocol of [0, 2, '1', 1.5, undefined]) {
    const { answer, tell } = framed();
    tell({ ...offer, protocol });
    assert.equal(await codeOf(answer), 'version-mismatch', String(protocol));
  }
});

test('only the first offer counts', async () => {
  const { answer, port, tell } = framed();
  tell(offer);
  tell({ ...offer, session: { locale: 'sv' } }, { ports: [{}] });
  assert.deepEqual(await answer, { port, session: { locale: 'da' }, protocol: 1 });
});

test('a hello is judged by all of its parts', () => {
  const bare = { samspil: 'hello', nonce: NONCE, protocol: { min: 1, max: 1 } };
  for (const good of [bare, hello, { ...hello, capabilities: [] }, { ...hello, capabilities: ['drafts'] }]) {
    assert.equal(isHello(good, NONCE), true, JSON.stringify(good));
  }
  const others = [
    null,
    'hello',
    [],
    { ...bare, samspil: 'port' },
    { ...bare, nonce: 'y' },
    { ...bare, nonce: undefined },
    { ...bare, protocol: undefined },
    { ...bare, protocol: { min: '1', max: 1 } },
    { ...bare, protocol: { min: 1 } },
    { ...bare, protocol: { min: Number.NaN, max: 1 } },
    { ...bare, sdk: 1 },
    { ...bare, sdk: '1.0.0 <b>' },
    { ...bare, sdk: '1'.repeat(1000) },
    { ...bare, capabilities: 'drafts' },
    { ...bare, capabilities: [1] },
    { ...bare, capabilities: ['__proto__'] },
    { ...bare, capabilities: Array.from({ length: 65 }, () => 'drafts') },
  ];
  for (const other of others) assert.equal(isHello(other, NONCE), false, JSON.stringify(other));
});

test('two sides agree on the newest version that both speak, or on none', () => {
  const range = (min: number, max: number) => chooseProtocol({ protocol: { min, max } });
  assert.deepEqual(
    [range(1, 1), range(0, 9), range(2, 9), range(0, 0), range(2, 1)],
    [1, 1, undefined, undefined, undefined],
  );
});

test('nobody is granted by asking, and who names less gets less', () => {
  const granted = ['drafts', 'print'] as const;
  assert.deepEqual(agreedCapabilities(granted, {}), ['drafts', 'print']);
  assert.deepEqual(agreedCapabilities(granted, { capabilities: ['print', 'bus'] }), ['print']);
  assert.deepEqual(agreedCapabilities(granted, { capabilities: [] }), []);
});

test('the version that is said is that of the package', async () => {
  const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
  assert.equal(SDK_VERSION, manifest.version);
});
