import { decodeJwt } from 'jose';
import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { TestApp } from './testing/app.ts';
import type { Answer } from './testing/app.ts';
import { startSimulator } from './testing/fixture.ts';
import type { Simulator } from './testing/fixture.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());

function words(answer: Answer): string[] {
  return String(answer.body.scope).split(' ').sort();
}

function assertInvalidGrant(answer: Answer): void {
  assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_grant']);
  assert.equal(answer.body.access_token, undefined);
}

test('R1 R2 R3 RFR-9: a refresh answers as the exchange did, with the same launch context and a new refresh token', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch();
  const answer = await app.refresh(token.refresh_token, { scope: token.scope });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('Cache-Control') ?? '', /no-store/);
  assert.match(answer.headers.get('Pragma') ?? '', /no-cache/);
  assert.equal(answer.body.token_type, 'Bearer');
  assert.equal(answer.body.expires_in, 3600);
  assert.equal(answer.body.scope, token.scope);
  assert.equal(answer.body.patient, token.patient);
  assert.notEqual(answer.body.refresh_token, token.refresh_token);
  assert.equal(decodeJwt(String(answer.body.id_token)).sub, 'u1');
  assert.equal((await app.authenticate(String(answer.body.access_token)))?.patient, 'nancy');
});

test('a public client refreshes by the token alone, as SMART App Launch 2.2 writes it', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch();
  const answer = await app.refresh(token.refresh_token, { client_id: undefined });
  assert.equal(answer.status, 200);
  assert.equal(answer.body.patient, token.patient);
  const unknown = await app.refresh('no-such-token', { client_id: undefined });
  assert.deepEqual([unknown.status, unknown.body.error], [400, 'invalid_request']);
});

test('RFR-1: a refresh token is bound to its client', async () => {
  const token = await new TestApp(simulator).launch();
  const thief = new TestApp(simulator, { clientId: 'legacy' });
  assertInvalidGrant(await thief.refresh(token.refresh_token));
});

test('RFR-2: a scope beyond the grant is invalid_scope, and the refresh token stays good', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch();
  const answer = await app.refresh(token.refresh_token, { scope: 'user/*.cruds' });
  assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_scope']);
  assert.equal((await app.refresh(token.refresh_token)).status, 200);
});

test('RFR-3 RFR-4: a narrowed refresh gives the subset and is enforced; the next one without scope gives all again', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch({
    scope: 'launch/patient openid offline_access patient/Observation.rs patient/Patient.r',
  });
  const narrowed = await app.refresh(token.refresh_token, { scope: 'patient/Patient.r' });
  assert.equal(narrowed.body.scope, 'patient/Patient.r');
  const access = await app.authenticate(String(narrowed.body.access_token));
  assert.equal(access?.scopes.allows('r', 'Patient'), true);
  assert.equal(access?.scopes.allows('r', 'Observation'), false);
  const full = await app.refresh(String(narrowed.body.refresh_token));
  assert.deepEqual(words(full), token.scope.split(' ').sort());
});

test('RFR-7: without online_access and offline_access there is no refresh token', async () => {
  const token = await new TestApp(simulator).launch({ scope: 'openid user/Patient.rs' });
  assert.equal('refresh_token' in token, false);
});

test('RFR-10: a used refresh token fails, and its reuse ends the whole grant', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch();
  const next = await app.refresh(token.refresh_token);
  assertInvalidGrant(await app.refresh(token.refresh_token));
  assertInvalidGrant(await app.refresh(String(next.body.refresh_token)));
  assert.equal(await app.authenticate(String(next.body.access_token)), undefined);
});

test('RFR-10: of many refreshes with one token at the same moment exactly one succeeds', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch();
  const answers = await Promise.all(Array.from({ length: 8 }, () => app.refresh(token.refresh_token)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
});

test('rotation does not prolong offline access beyond its fortnight', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch();
  const start = Date.now();
  const day = 24 * 60 * 60_000;
  mock.timers.enable({ apis: ['Date'], now: start + 13 * day });
  try {
    const late = await app.refresh(token.refresh_token);
    assert.equal(late.status, 200);
    mock.timers.setTime(start + 14 * day + 1000);
    assertInvalidGrant(await app.refresh(String(late.body.refresh_token)));
  } finally {
    mock.timers.reset();
  }
});

test('SCP-2: an access token is refused one second after its lifetime', async () => {
  const app = new TestApp(simulator);
  const token = await app.launch();
  const start = Date.now();
  mock.timers.enable({ apis: ['Date'], now: start + 3598_000 });
  try {
    assert.ok(await app.authenticate(token.access_token));
    mock.timers.setTime(start + 3601_000);
    assert.equal(await app.authenticate(token.access_token), undefined);
  } finally {
    mock.timers.reset();
  }
});
