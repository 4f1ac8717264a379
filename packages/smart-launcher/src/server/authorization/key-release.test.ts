import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { KeyRelease } from '../../shared/key-release.ts';
import { TestApp } from './testing/app.ts';
import { startSimulator } from './testing/fixture.ts';
import type { Simulator } from './testing/fixture.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());

function ask(token: string | undefined, headers: Record<string, string> = {}): Promise<Response> {
  const all = new Headers(headers);
  if (token !== undefined) all.set('Authorization', `Bearer ${token}`);
  return fetch(`${simulator.publicUrl}/keys/outbox`, { headers: all });
}

async function keyFor(clientId: string, user: string): Promise<string> {
  const app = new TestApp(simulator, { clientId });
  const { access_token } = await app.launch({ scope: 'openid user/Patient.rs' }, { user });
  const response = await ask(access_token);
  assert.equal(response.status, 200);
  return ((await response.json()) as KeyRelease).key;
}

test('a key is 32 bytes, the same for the same person and app, another for another', async () => {
  const key = await keyFor('vitals', 'u1');
  assert.equal(Buffer.from(key, 'base64url').length, 32);
  assert.match(key, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(await keyFor('vitals', 'u1'), key);
  assert.notEqual(await keyFor('vitals', 'u2'), key);
  assert.notEqual(await keyFor('legacy', 'u1'), key);
});

test('the answer is not stored anywhere and only registered origins may read it', async () => {
  const app = new TestApp(simulator);
  const { access_token } = await app.launch();
  const origin = new URL(app.redirectUri).origin;
  const known = await ask(access_token, { Origin: origin });
  assert.equal(known.headers.get('Cache-Control'), 'no-store');
  assert.equal(known.headers.get('Access-Control-Allow-Origin'), origin);
  const evil = await ask(access_token, { Origin: 'http://evil.example' });
  assert.equal(evil.headers.get('Access-Control-Allow-Origin'), null);
  const preflight = await fetch(`${simulator.publicUrl}/keys/outbox`, {
    method: 'OPTIONS',
    headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
  });
  assert.equal(preflight.headers.get('Access-Control-Allow-Origin'), origin);
});

test('no token, a bad token and a token without identity get 401 and no key', async () => {
  const app = new TestApp(simulator);
  const { access_token } = await app.launch({ scope: 'user/Patient.rs' });
  for (const token of [undefined, 'made-up', access_token]) {
    const response = await ask(token);
    assert.equal(response.status, 401);
    assert.match(response.headers.get('WWW-Authenticate') ?? '', /^Bearer/);
    assert.equal('key' in ((await response.json()) as object), false);
  }
});

test('a first-party client gets its key whatever its scopes', async () => {
  const app = new TestApp(simulator, { clientId: 'workplace' });
  const { access_token } = await app.launch({ scope: 'user/Patient.rs' });
  assert.equal((await ask(access_token)).status, 200);
});

test('after logout the key is not given out any more', async () => {
  const app = new TestApp(simulator, { clientId: 'workplace' });
  const { access_token, id_token } = await app.launch({ scope: 'openid online_access user/Patient.rs' });
  assert.equal((await ask(access_token)).status, 200);
  const page = await app.browser.open(`${app.issuer}/logout?id_token_hint=${id_token}`);
  await app.browser.submit(page, { logout: 'yes' });
  assert.equal((await ask(access_token)).status, 401);
});
