import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { inspect } from 'node:util';
import {
  AS,
  CANARIES,
  FHIR,
  memoryStorage,
  refuse,
  startAuthorizationServer,
} from '../../test/authorization-server.ts';
import { webPage } from '../../test/scripted-runtime.ts';
import type { SamspilError } from '../errors.ts';
import type { LaunchOptions } from './index.ts';
import { KEY_RELEASE_MEMBER, completeLaunch, resumeSession, startLaunch } from './index.ts';

const realFetch = globalThis.fetch;
afterEach(() => (globalThis.fetch = realFetch));
const HOUR = 3_600_000;

async function signedIn(tokens: Record<string, unknown> = {}) {
  const server = await startAuthorizationServer();
  server.misbehave.tokens = tokens;
  globalThis.fetch = server.fetch;
  server.misbehave.configuration = { [KEY_RELEASE_MEMBER]: `${AS}/key` };
  const options: LaunchOptions = {
    clientId: 'vitals',
    scope: 'launch openid fhirUser offline_access patient/Observation.rs',
    fhirBaseUrl: FHIR,
    trustedIssuers: [FHIR],
    redirectUri: 'https://app.example/vitals/',
    launch: 'xyz',
    runtime: server.runtime,
    storage: memoryStorage(),
    navigate: (url) => (address = url),
  };
  let address = '';
  await startLaunch(options);
  const session = await completeLaunch(options, server.grant(address));
  return { server, options, session, storage: options.storage as Storage };
}

const codeOf = async (promise: Promise<unknown>) => {
  try {
    await promise;
  } catch (error) {
    assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), CANARIES);
    return (error as SamspilError).code;
  }
  return 'no error';
};

test('a token is used until shortly before its end, then renewed', async () => {
  const { server, session } = await signedIn();
  // oidc-client-ts counts a lifetime in whole seconds of the device's own clock: at a change of the second it has one less.
  server.runtime.clock.advance(HOUR - 40_000);
  assert.equal(await session.accessToken(), 'canary-access-1');
  assert.equal(server.exchanged.length, 1);
  server.runtime.clock.advance(10_000);
  assert.equal(await session.accessToken(), 'canary-access-2');
  assert.deepEqual(Object.fromEntries(server.exchanged[1] ?? []), {
    grant_type: 'refresh_token',
    refresh_token: 'canary-refresh-1',
    client_id: 'vitals',
  });
});

test('however many ask, a token is renewed once, and the new refresh token replaces the old one', async () => {
  const { server, session } = await signedIn();
  for (const round of [2, 3]) {
    server.runtime.clock.advance(HOUR);
    const tokens = await Promise.all([session.accessToken(), session.accessToken(), session.accessToken()]);
    assert.deepEqual(new Set(tokens), new Set([`canary-access-${round}`]));
    assert.equal(server.exchanged.length, round);
  }
});

test('without a new refresh token the old one goes on, and a narrower scope is taken over', async () => {
  const { server, session, options } = await signedIn();
  server.misbehave.tokens = { refresh_token: undefined, scope: 'patient/Observation.r' };
  server.runtime.clock.advance(HOUR);
  await session.accessToken();
  assert.equal(session.scopes.allows('s', 'Observation'), false);
  assert.match(JSON.stringify(options.storage?.getItem(options.storage.key(0) ?? '')), /canary-refresh-1/);
});

test('a refused renewal is needs-login', async () => {
  const { server, session } = await signedIn();
  server.misbehave.answer = () => refuse('invalid_grant');
  server.runtime.clock.advance(HOUR);
  assert.equal(await codeOf(session.accessToken()), 'needs-login');
});

test('without a refresh token the end of the access token is the end', async () => {
  const { server, session } = await signedIn({ refresh_token: undefined });
  server.runtime.clock.advance(HOUR);
  assert.equal(await codeOf(session.accessToken()), 'needs-login');
  assert.equal(server.exchanged.length, 1);
});

test('a guest network, a busy or a broken server does not end the session', async () => {
  const { server, session, options } = await signedIn();
  server.runtime.clock.advance(HOUR);
  const answers: [() => Response, string][] = [
    [() => webPage(), 'invalid-response'],
    [() => webPage(403), 'invalid-response'],
    [() => Response.json({}), 'invalid-response'],
    [() => webPage(502), 'server'],
    [() => Response.json({ error: 'slow_down' }, { status: 429 }), 'server'],
    [
      () => {
        throw new TypeError('canary');
      },
      'network',
    ],
  ];
  for (const [answer, code] of answers) {
    server.misbehave.answer = answer;
    assert.equal(await codeOf(session.accessToken()), code);
    assert.equal(await codeOf(resumeSession(options)), code);
  }
  server.misbehave.answer = undefined;
  assert.equal(await session.accessToken(), 'canary-access-2');
});

test('a reload goes on with the session of this tab', async () => {
  const { server, options } = await signedIn();
  const resumed = await resumeSession(options);
  assert.deepEqual(
    [resumed?.patient, resumed?.fhirUser, resumed?.wasEhrLaunch],
    ['a', 'Practitioner/nurse', true],
  );
  assert.equal(await resumed?.accessToken(), 'canary-access-1');
  assert.equal(server.exchanged.length, 1);
});

test('a reload that names no server finds the session, if its server is still trusted', async () => {
  const { options } = await signedIn();
  assert.equal((await resumeSession({ ...options, fhirBaseUrl: '' }))?.patient, 'a');
  assert.equal(await resumeSession({ ...options, fhirBaseUrl: '', trustedIssuers: [] }), undefined);
});

test('a session is not found by another server, app, address or tab', async () => {
  const { options } = await signedIn();
  const others: Partial<LaunchOptions>[] = [
    { fhirBaseUrl: 'https://other.example/fhir', trustedIssuers: ['https://other.example/fhir', FHIR] },
    { clientId: 'another' },
    { redirectUri: 'https://app.example/other/' },
    { storage: memoryStorage() },
  ];
  for (const other of others) assert.equal(await resumeSession({ ...options, ...other }), undefined);
});

test('a session that can no longer be renewed is forgotten', async () => {
  const { server, options, storage } = await signedIn();
  server.runtime.clock.advance(HOUR);
  server.misbehave.answer = () => refuse('invalid_grant');
  assert.equal(await resumeSession(options), undefined);
  assert.equal(storage.length, 0);
});

test('what another program left under our key is no session', async () => {
  const { options, storage } = await signedIn();
  for (const text of ['not json', 'null', '{}', '7', '{"fhirBaseUrl":"https://ehr.example/fhir"}']) {
    storage.setItem(storage.key(0) ?? '', text);
    assert.equal(await resumeSession(options), undefined);
  }
});

test('the end revokes the tokens, forgets the session and gives the address of the server’s own log-out', async () => {
  const { server, session, storage } = await signedIn();
  const url = new URL((await session.end()) ?? '');
  assert.equal(storage.length, 0);
  assert.equal(server.revoked[0]?.get('token'), 'canary-refresh-1');
  assert.equal(server.revoked[0]?.get('client_id'), 'vitals');
  assert.equal(url.origin + url.pathname, `${AS}/bye`);
  assert.equal(url.searchParams.get('post_logout_redirect_uri'), 'https://app.example/vitals/');
  assert.equal(await codeOf(session.accessToken()), 'needs-login');
});

test('a renewal that was on its way at the end does not bring the session back', async () => {
  const { server, session, storage } = await signedIn();
  server.runtime.clock.advance(HOUR);
  const renewing = codeOf(session.accessToken());
  await session.end();
  assert.equal(await renewing, 'needs-login');
  assert.equal(storage.length, 0);
});

test('the end forgets also when the server cannot be told', async () => {
  const { server, session, storage } = await signedIn();
  server.runtime.fetch = () => Promise.reject(new TypeError('offline'));
  assert.match((await session.end()) ?? '', /bye/);
  assert.equal(storage.length, 0);
});

test('the key of the encrypted store is 32 bytes, given to who is signed in', async () => {
  const { server, session } = await signedIn();
  assert.deepEqual(await session.releaseKey(), new Uint8Array(32).fill(7));
  const request = server.runtime.requests.at(-1);
  assert.equal(request?.headers.get('Authorization'), 'Bearer canary-access-1');
  assert.equal(request?.cache, 'no-store');
});

test('a server that gives out no keys leaves the store locked', async () => {
  const { server, options } = await signedIn();
  server.misbehave.configuration = {};
  const session = await resumeSession(options);
  assert.equal(await codeOf(session?.releaseKey() ?? Promise.resolve()), 'storage-locked');
});
