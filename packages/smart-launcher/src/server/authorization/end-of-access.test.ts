import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { TestApp } from './testing/app.ts';
import type { TokenResponse } from './testing/app.ts';
import type { Document, TestBrowser } from './testing/browser.ts';
import { APP, startSimulator } from './testing/fixture.ts';
import type { Simulator } from './testing/fixture.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());

const ONLINE = 'launch/patient openid fhirUser online_access patient/*.rs';

/** RP-initiated logout with the id_token as hint; the page's script would press the button. */
async function logOut(
  app: TestApp,
  token: TokenResponse,
  changes: Record<string, string> = {},
): Promise<Document> {
  const query = new URLSearchParams({
    id_token_hint: token.id_token ?? '',
    post_logout_redirect_uri: String(APP.post_logout_redirect_uris?.[0]),
    state: 'bye 1+1',
    ...changes,
  });
  const page = await app.browser.open(`${app.issuer}/logout?${query.toString()}`);
  return app.browser.submit(page, { logout: 'yes' });
}

test('RFR-5: after logout an online refresh token and its access token are dead', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch({ scope: ONLINE });
  const refreshed = await app.refresh(token.refresh_token);
  assert.equal(refreshed.status, 200);
  const end = await logOut(app, token);
  assert.equal(end.url, `${APP.post_logout_redirect_uris?.[0]}?state=bye+1%2B1`);
  assert.equal(app.browser.hasSession, false);
  assert.equal(await app.authenticate(String(refreshed.body.access_token)), undefined);
  const answer = await app.refresh(String(refreshed.body.refresh_token));
  assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_grant']);
  assert.equal((await userinfo(app, token)).status, 401);
});

test('RFR-6: offline access works after logout', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch();
  await logOut(app, token);
  assert.ok(await app.authenticate(token.access_token));
  assert.equal((await app.refresh(token.refresh_token)).status, 200);
});

test('logout ends every online launch of the session, of all apps', async () => {
  const app = new TestApp(simulator);
  const first = await app.launch({ scope: ONLINE });
  const browser: TestBrowser = app.browser;
  const workplace = new TestApp(simulator, { clientId: 'workplace', browser });
  const desk = await workplace.launch({ scope: 'openid online_access user/*.rs' });
  const second = await new TestApp(simulator, { browser }).launch({ scope: ONLINE }, { patient: 'else' });
  await logOut(workplace, desk);
  for (const token of [first, second, desk]) {
    assert.equal(await app.authenticate(token.access_token), undefined);
  }
});

test('logout with the id_token of the session needs no question, without it there is one', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch({ scope: ONLINE });
  const asked = await app.browser.open(`${app.issuer}/logout`);
  assert.ok(!asked.text.includes('<script>'));
  assert.ok(asked.text.includes('Bliv logget ind'));
  const stayed = await app.browser.submit(asked, {});
  assert.equal(stayed.status, 200);
  assert.ok(await app.authenticate(token.access_token));
  const proved = await app.browser.open(`${app.issuer}/logout?id_token_hint=${token.id_token}`);
  assert.match(proved.text, /<script>document\.getElementById\('logout'\)\.click\(\);<\/script>/);
  const done = await app.browser.submit(proved, { logout: 'yes' });
  assert.ok(done.text.includes('Du er logget ud'));
});

test('an address that is not registered gets no redirect after logout', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch({ scope: ONLINE });
  const query = new URLSearchParams({
    id_token_hint: token.id_token ?? '',
    post_logout_redirect_uri: 'http://evil.example/',
  });
  const page = await app.browser.open(`${app.issuer}/logout?${query.toString()}`);
  assert.equal(page.status, 400);
  assert.ok(!page.text.includes('<form'));
});

test('the session ends with the shift, and online access with it', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch({ scope: ONLINE });
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 12 * 60 * 60_000 + 1000 });
  try {
    assert.equal((await app.refresh(token.refresh_token)).body.error, 'invalid_grant');
  } finally {
    mock.timers.reset();
  }
});

test('RFR-12: revoking the access token or the refresh token makes both dead at once', async () => {
  for (const kind of ['access_token', 'refresh_token'] as const) {
    const app = new TestApp(simulator);
    const token = await app.launch();
    const origin = new URL(app.redirectUri).origin;
    const answer = await app.post(
      'revoke',
      { token: String(token[kind]), client_id: app.clientId },
      { Origin: origin },
    );
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('Access-Control-Allow-Origin'), origin);
    assert.equal(await app.authenticate(token.access_token), undefined);
    assert.equal((await app.refresh(token.refresh_token)).body.error, 'invalid_grant');
    assert.deepEqual(await introspect(app, token.access_token), { active: false });
  }
});

test('a client cannot revoke the token of another', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch();
  await app.post('revoke', { token: token.access_token, client_id: 'legacy' });
  assert.ok(await app.authenticate(token.access_token));
});

test('I1 I3 ITR-2 ITR-3 ITR-5: introspection repeats scopes, identity and all launch context', async () => {
  const { launch } = simulator.authorization.launches.create({
    clientId: APP.client_id,
    user: 'u1',
    patient: 'nancy',
    encounter: 'e1',
    intent: 'look',
    tenant: 't',
    needPatientBanner: false,
    smartStyleUrl: 'http://style.example/1.json',
    fhirContext: [{ reference: 'List/1' }],
  });
  const app = new TestApp(simulator);
  const token = await app.launch({ scope: 'launch openid fhirUser online_access patient/*.rs', launch });
  const body = await introspect(app, token.access_token);
  assert.equal(body.active, true);
  assert.equal(body.client_id, app.clientId);
  assert.equal(body.scope, token.scope);
  assert.equal(body.sub, 'u1');
  assert.equal(body.iss, app.issuer);
  assert.equal(Number(body.exp) - Number(body.iat), token.expires_in);
  const members = [
    'patient',
    'encounter',
    'intent',
    'tenant',
    'need_patient_banner',
    'smart_style_url',
    'fhirContext',
  ];
  for (const member of members) assert.deepEqual(body[member], token[member], member);
  assert.equal(body.fhirUser, 'Practitioner/maja');
});

test('I2 I4 ITR-6: unknown, expired and ended tokens are exactly inactive', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch({ scope: ONLINE });
  assert.deepEqual(await introspect(app, 'invalid_token_value'), { active: false });
  assert.equal((await introspect(app, token.access_token)).active, true);
  await logOut(app, token);
  assert.deepEqual(await introspect(app, token.access_token), { active: false });

  const later = await new TestApp(simulator).launch();
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 3601_000 });
  try {
    assert.deepEqual(await introspect(app, later.access_token), { active: false });
  } finally {
    mock.timers.reset();
  }
});

test('a public client learns nothing about the tokens of another, a confidential one does', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch();
  const other = await app.post('introspect', { token: token.access_token, client_id: 'legacy' });
  assert.deepEqual(other.body, { active: false });
  const basic = `Basic ${Buffer.from('backend:a-secret-of-the-tests').toString('base64')}`;
  const server = await app.post('introspect', { token: token.access_token }, { Authorization: basic });
  assert.equal(server.body.active, true);
});

async function introspect(app: TestApp, token: string): Promise<Record<string, unknown>> {
  const answer = await app.post('introspect', { token, client_id: app.clientId });
  assert.equal(answer.status, 200);
  return answer.body;
}

function userinfo(app: TestApp, token: TokenResponse): Promise<Response> {
  return fetch(`${app.issuer}/userinfo`, { headers: { Authorization: `Bearer ${token.access_token}` } });
}
