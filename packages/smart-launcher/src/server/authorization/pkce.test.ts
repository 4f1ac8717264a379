import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { TestApp } from './testing/app.ts';
import { APP, startSimulator } from './testing/fixture.ts';
import type { Simulator } from './testing/fixture.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());

async function codeOf(app: TestApp, changes = {}): Promise<string> {
  const code = (await app.arrive(changes)).get('code');
  assert.ok(code);
  return code;
}

async function assertRefused(app: TestApp, code: string, changes = {}): Promise<void> {
  const answer = await app.exchange(code, changes);
  assert.equal(answer.status, 400);
  assert.equal(answer.body.error, 'invalid_grant');
  assert.equal(answer.body.access_token, undefined);
}

test('PKC-2: plain, and a challenge without a method, never yield a code', async () => {
  for (const code_challenge_method of ['plain', undefined, 's256']) {
    const redirect = await new TestApp(simulator).arrive({ code_challenge_method });
    assert.equal(redirect.get('code'), null);
    assert.equal(redirect.get('error'), 'invalid_request');
  }
});

test('PKC-3: without the verifier the code is not exchanged', async () => {
  const app = new TestApp(simulator);
  await assertRefused(app, await codeOf(app), { code_verifier: undefined });
});

test('PKC-4: a wrong verifier is refused, and the code is dead afterwards for the right one', async () => {
  const app = new TestApp(simulator);
  const code = await codeOf(app);
  await assertRefused(app, code, { code_verifier: 'x'.repeat(43) });
  await assertRefused(app, code);
});

test('PKC-5: a client that must use PKCE gets no code without a challenge', async () => {
  const redirect = await new TestApp(simulator).arrive({
    code_challenge: undefined,
    code_challenge_method: undefined,
  });
  assert.equal(redirect.get('error'), 'invalid_request');
  assert.equal(redirect.get('code'), null);
});

test('PKC-5: a legacy client may leave the challenge out; if it sends one, the verifier is required', async () => {
  const legacy = new TestApp(simulator, { clientId: 'legacy' });
  const code = await codeOf(legacy, { code_challenge: undefined, code_challenge_method: undefined });
  assert.equal((await legacy.exchange(code, { code_verifier: undefined })).status, 200);
  const withChallenge = new TestApp(simulator, { clientId: 'legacy' });
  await assertRefused(withChallenge, await codeOf(withChallenge), { code_verifier: undefined });
});

test('a verifier for a code without a challenge is refused', async () => {
  const legacy = new TestApp(simulator, { clientId: 'legacy' });
  const code = await codeOf(legacy, { code_challenge: undefined, code_challenge_method: undefined });
  await assertRefused(legacy, code);
});

test('PKC-1 PKC-6: a code works once with S256; the second exchange fails and ends what the first gave', async () => {
  const app = new TestApp(simulator);
  const code = await codeOf(app);
  const first = await app.exchange(code);
  assert.equal(first.status, 200);
  await assertRefused(app, code);
  assert.equal(await app.authenticate(String(first.body.access_token)), undefined);
});

test('PKC-6: of many exchanges at the same moment exactly one gets tokens', async () => {
  const app = new TestApp(simulator);
  const code = await codeOf(app);
  const answers = await Promise.all(Array.from({ length: 8 }, () => app.exchange(code)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test('PKC-7: a code is too old after a minute', async () => {
  const app = new TestApp(simulator);
  const code = await codeOf(app);
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 61_000 });
  try {
    await assertRefused(app, code);
  } finally {
    mock.timers.reset();
  }
});

test('PKC-8: a code is bound to its client', async () => {
  const app = new TestApp(simulator);
  await assertRefused(app, await codeOf(app), { client_id: 'legacy' });
});

test('PKC-9: a redirect URI that is not exactly a registered one gets an error page with both values, no redirect', async () => {
  const variants = [
    'http://evil.example/app/',
    'http://127.0.0.1:9999/app',
    'http://127.0.0.1:9999/other/',
    'http://127.0.0.1:9999/app/?extra=1',
    'http://user@127.0.0.1:9999/app/',
    'http://127.0.0.1:9999/app/#fragment',
    'http://127.0.0.1:9998/app/',
    'http://localhost:9999/app/',
    'javascript:alert(1)',
    '"><script>alert(1)</script>',
  ];
  for (const redirect_uri of variants) {
    const page = await new TestApp(simulator).authorize({ redirect_uri });
    assert.equal(page.status, 400, redirect_uri);
    assert.ok(page.text.includes(String(APP.redirect_uris[0])), 'the registered value is shown');
    assert.ok(page.text.includes(escapeText(redirect_uri)), 'the requested value is shown');
    assert.ok(!page.text.includes('<script>alert'), 'as text');
  }
});

function escapeText(text: string): string {
  return text.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

test('a second registered redirect URI works, with its own query kept', async () => {
  const redirectUri = String(APP.redirect_uris[1]);
  const app = new TestApp(simulator, { redirectUri });
  const redirect = await app.arrive();
  assert.equal(redirect.get('mode'), 'wide');
  assert.equal((await app.exchange(String(redirect.get('code')))).status, 200);
});

test('PKC-10: the redirect URI of the exchange must be that of the request', async () => {
  const app = new TestApp(simulator);
  await assertRefused(app, await codeOf(app), { redirect_uri: String(APP.redirect_uris[1]) });
});

test('PKC-11: aud absent or different gives an error and no code', async () => {
  const wrong = [
    undefined,
    'http://evil.example/fhir',
    `${simulator.fhirBaseUrl}/Patient`,
    `${simulator.fhirBaseUrl}//`,
    simulator.publicUrl,
  ];
  for (const aud of wrong) {
    const app = new TestApp(simulator);
    const redirect = await app.arrive({ aud });
    assert.equal(redirect.get('error'), 'invalid_request', String(aud));
    assert.equal(redirect.get('state'), app.state);
    assert.equal(redirect.get('code'), null);
  }
});

test('PKC-11: one trailing slash on aud is the same server', async () => {
  assert.ok((await new TestApp(simulator).arrive({ aud: `${simulator.fhirBaseUrl}/` })).get('code'));
});

test('PKC-13: state comes back byte for byte on success, on error and after a POST', async () => {
  const states = ['a+b c%2Bd&e=f#g?h', 'æøå ✓ 🩺', '"<script>\\', 'x'.repeat(1000), '%', ' '];
  for (const state of states) {
    assert.equal((await new TestApp(simulator).arrive({ state })).get('state'), state);
    assert.equal((await new TestApp(simulator).arrive({ state, aud: undefined })).get('state'), state);
    const app = new TestApp(simulator);
    const end = await app.walk(await app.authorize({ state }, 'POST'));
    assert.equal(new URL(end.url).searchParams.get('state'), state);
  }
});

test('PKC-20 L4: a confidential client needs its secret at the token endpoint', async () => {
  const app = new TestApp(simulator, { clientId: 'backend' });
  const basic = (secret: string): Record<string, string> => ({
    Authorization: `Basic ${Buffer.from(`backend:${secret}`).toString('base64')}`,
  });
  const code = await codeOf(app);
  const none = await app.exchange(code);
  assert.deepEqual([none.status, none.body.error], [401, 'invalid_client']);
  const wrong = await app.exchange(code, { client_id: undefined }, basic('wrong'));
  assert.deepEqual([wrong.status, wrong.body.error], [401, 'invalid_client']);
  const right = await app.exchange(code, { client_id: undefined }, basic('a-secret-of-the-tests'));
  assert.equal(right.status, 200);

  const bare = await app.refresh(String(right.body.refresh_token));
  assert.deepEqual([bare.status, bare.body.error], [401, 'invalid_client'], 'RFR-8: on refresh as well');
});

test('an app that is not registered gets an error page, never a redirect', async () => {
  const page = await new TestApp(simulator, { clientId: 'nobody' }).authorize();
  assert.equal(page.status, 400);
  assert.ok(page.text.includes('invalid_client'));
  assert.ok(page.text.includes('Appen er ikke registreret her'));
});

test('a parameter of ours cannot be set from outside', async () => {
  const app = new TestApp(simulator, { clientId: 'narrow' });
  const rich = new TestApp(simulator);
  const page = await rich.authorize();
  assert.equal(page.status, 200);
  const token = await app.launch({
    scope: 'user/Patient.rs',
    samspil_request: 'anything',
    launch: undefined,
  });
  assert.equal(token.scope, 'user/Patient.rs');
});
