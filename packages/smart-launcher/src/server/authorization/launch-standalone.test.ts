import assert from 'node:assert/strict';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { after, before, test } from 'node:test';
import { TestApp } from './testing/app.ts';
import { TestBrowser } from './testing/browser.ts';
import { startSimulator } from './testing/fixture.ts';
import type { Simulator } from './testing/fixture.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());

test('L2 L3: a standalone launch redirects with a code and the state unchanged', async () => {
  const app = new TestApp(simulator);
  const redirect = await app.arrive();
  assert.ok(redirect.get('code'));
  assert.equal(redirect.get('error'), null);
  assert.equal(redirect.get('state'), app.state);
  assert.equal(redirect.get('iss'), app.issuer);
});

test('L4 L5 L7 L8 PKC-18: the token response is complete, uncached and readable for the app’s origin', async () => {
  const app = new TestApp(simulator);
  const redirect = await app.arrive();
  const origin = new URL(app.redirectUri).origin;
  const answer = await app.exchange(String(redirect.get('code')), {}, { Origin: origin });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('Cache-Control') ?? '', /no-store/);
  assert.match(answer.headers.get('Pragma') ?? '', /no-cache/);
  assert.equal(answer.headers.get('Access-Control-Allow-Origin'), origin);
  const { access_token, token_type, expires_in, scope, refresh_token } = answer.body;
  assert.match(String(access_token), /^[A-Za-z0-9._~+/-]+=*$/);
  assert.equal(token_type, 'Bearer');
  assert.equal(expires_in, 3600);
  assert.equal(scope, 'launch/patient openid fhirUser offline_access patient/*.rs');
  assert.equal(typeof refresh_token, 'string');
});

test('a page of an unregistered origin cannot read the token response', async () => {
  const app = new TestApp(simulator);
  const redirect = await app.arrive();
  const answer = await app.exchange(String(redirect.get('code')), {}, { Origin: 'http://evil.example' });
  assert.equal(answer.headers.get('Access-Control-Allow-Origin'), null);
  assert.equal(answer.status, 400);
});

test('PKC-15: a POST authorization request gives the same result, and keeps its parameters out of the address', async () => {
  const app = new TestApp(simulator);
  const page = await app.authorize({}, 'POST');
  assert.match(page.url, /\/interaction\/[\w-]+$/);
  const end = await app.walk(page);
  const redirect = new URL(end.url).searchParams;
  assert.equal(redirect.get('state'), app.state);
  const answer = await app.exchange(String(redirect.get('code')));
  assert.equal(answer.body.patient, 'nancy');
  assert.equal(answer.body.scope, 'launch/patient openid fhirUser offline_access patient/*.rs');
});

test('CTX-2 SCP-13: the chosen patient is in the response, as an id', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch({}, { patient: 'else' });
  assert.equal(token.patient, 'else');
  assert.equal(token.need_patient_banner, true);
  assert.equal((await app.authenticate(token.access_token))?.patient, 'else');
});

test('patient/ scopes alone ask for a patient too; a patient that was not shown cannot be chosen', async () => {
  const app = new TestApp(simulator);
  const signIn = await app.authorize({ scope: 'patient/Observation.rs' });
  const picker = await app.browser.submit(signIn, { user: 'u1', action: 'login' });
  assert.match(picker.text, /role="search"/);
  const again = await app.browser.submit(picker, { patient: 'somebody-else' });
  assert.match(again.text, /role="search"/);
  const found = await app.browser.submit(again, { search: 'else', action: 'search' });
  assert.ok(found.text.includes('Else Test Lauridsen') && !found.text.includes('Nancy'));
  assert.ok(!found.url.includes('else'), 'what was searched for stays out of the address');
});

test('CTX-11: an app with user/ scopes only gets no patient picker', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch({ scope: 'openid user/Patient.rs' });
  assert.equal(token.patient, undefined);
  assert.equal(token.scope, 'openid user/Patient.rs');
});

test('O1 O5 O6 IDT-2 IDT-5: the id_token verifies and carries fhirUser and nonce', async () => {
  const app = new TestApp(simulator);
  const { id_token: idToken = '' } = await app.launch({ nonce: 'n-0S6_WzA2Mj' });
  const keys = (await (await fetch(`${app.issuer}/jwks`)).json()) as JSONWebKeySet;
  const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys), {
    issuer: app.issuer,
    audience: app.clientId,
    algorithms: ['RS256'],
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
  });
  assert.equal(decodeProtectedHeader(idToken).kid, (keys.keys[0] as { kid?: string }).kid);
  assert.equal(payload.nonce, 'n-0S6_WzA2Mj');
  assert.equal(payload.sub, 'u1');
  assert.equal(payload.fhirUser, `${simulator.fhirBaseUrl}/Practitioner/maja`);
});

test('O7 IDT-3: a PractitionerRole user works, in the id_token, in userinfo and in Access', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch({}, { user: 'u2' });
  const fhirUser = `${simulator.fhirBaseUrl}/PractitionerRole/erik`;
  assert.equal(decodeJwt(token.id_token ?? '').fhirUser, fhirUser);
  const origin = new URL(app.redirectUri).origin;
  const userinfo = await fetch(`${app.issuer}/userinfo`, {
    headers: { Authorization: `Bearer ${token.access_token}`, Origin: origin },
  });
  assert.deepEqual(await userinfo.json(), { sub: 'u2', fhirUser });
  assert.equal(userinfo.headers.get('Access-Control-Allow-Origin'), origin);
  assert.equal((await app.authenticate(token.access_token))?.fhirUser, 'PractitionerRole/erik');
});

test('IDT-1: a user without a FHIR resource is not granted fhirUser', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch({}, { user: 'u3' });
  assert.ok(!token.scope.split(' ').includes('fhirUser'));
  assert.equal(decodeJwt(token.id_token ?? '').fhirUser, undefined);
});

test('a second launch in the same browser asks neither who you are nor for consent again, but for a new scope', async () => {
  const browser = new TestBrowser(simulator.publicUrl);
  await new TestApp(simulator, { browser }).launch();
  const again = new TestApp(simulator, { browser });
  const picker = await again.authorize();
  assert.match(picker.text, /role="search"/);
  const end = await again.browser.submit(picker, { patient: 'else' });
  assert.equal(end.status, 0);
  const wider = new TestApp(simulator, { browser });
  const asked = await wider.authorize({ scope: 'user/Patient.rs' });
  assert.match(asked.text, /value="approve"/);
});

test('two launches of one app in one browser live side by side, each with its patient', async () => {
  const browser = new TestBrowser(simulator.publicUrl);
  const first = new TestApp(simulator, { browser });
  const second = new TestApp(simulator, { browser });
  const scope = 'launch/patient online_access patient/*.rs';
  const one = await first.launch({ scope }, { patient: 'nancy' });
  const two = await second.launch({ scope }, { patient: 'else' });
  assert.equal((await first.authenticate(one.access_token))?.patient, 'nancy');
  assert.equal((await second.authenticate(two.access_token))?.patient, 'else');
  assert.equal((await first.refresh(one.refresh_token)).body.patient, 'nancy');
});

test('first-party clients skip consent', async () => {
  const app = new TestApp(simulator, { clientId: 'workplace' });
  const signIn = await app.authorize({ scope: 'openid user/*.cruds' });
  const end = await app.browser.submit(signIn, { user: 'u1', action: 'login' });
  assert.equal(end.status, 0);
  assert.ok(new URL(end.url).searchParams.get('code'));
});

test('PKC-14: denied access redirects with access_denied and the state, from each page', async () => {
  const answers: Record<string, string>[] = [
    { action: 'cancel' },
    { action: 'cancel' },
    { action: 'reject' },
  ];
  for (const [page, fields] of answers.entries()) {
    const app = new TestApp(simulator);
    let current = await app.authorize();
    if (page > 0) current = await app.browser.submit(current, { user: 'u1', action: 'login' });
    if (page > 1) current = await app.browser.submit(current, { patient: 'nancy' });
    const redirect = new URL((await app.browser.submit(current, fields)).url).searchParams;
    assert.equal(redirect.get('error'), 'access_denied');
    assert.equal(redirect.get('state'), app.state);
    assert.equal(redirect.get('code'), null);
  }
});

test('prompt=none answers login_required instead of a page', async () => {
  const redirect = await new TestApp(simulator).arrive({ prompt: 'none' });
  assert.equal(redirect.get('error'), 'login_required');
});

test('signing in as somebody else in the same browser ends the first session', async () => {
  const browser = new TestBrowser(simulator.publicUrl);
  const first = new TestApp(simulator, { browser });
  const scope = 'openid online_access user/Patient.rs';
  const token = await first.launch({ scope });
  const second = new TestApp(simulator, { browser });
  const page = await second.authorize({ scope, prompt: 'login' });
  // The library posts a form of its own here, which a browser submits by script.
  const handover = await browser.submit(page, { user: 'u2', action: 'login' });
  const end = await second.walk(await browser.submit(handover, {}), { user: 'u2' });
  const answer = await second.exchange(String(new URL(end.url).searchParams.get('code')));
  assert.equal(decodeJwt(String(answer.body.id_token)).sub, 'u2');
  assert.equal(await first.authenticate(token.access_token), undefined);
});
