import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { inspect } from 'node:util';
import { generateKeyPair } from 'jose';
import {
  AS,
  CANARIES,
  FHIR,
  memoryStorage,
  refuse,
  sign,
  startAuthorizationServer,
} from '../../test/authorization-server.ts';
import { webPage } from '../../test/scripted-runtime.ts';
import type { SamspilError } from '../errors.ts';
import type { LaunchOptions } from './index.ts';
import { completeLaunch, isLaunchAnswer, startLaunch } from './index.ts';

const realFetch = globalThis.fetch;
afterEach(() => (globalThis.fetch = realFetch));

/** An app that was told to launch, with a server that behaves unless the test says otherwise. */
async function opened(change: Partial<LaunchOptions> = {}) {
  const server = await startAuthorizationServer();
  // oidc-client-ts has no seam for the network: it takes the global one.
  globalThis.fetch = server.fetch;
  const storage = memoryStorage();
  const sent: string[] = [];
  const options: LaunchOptions = {
    clientId: 'vitals',
    scope: 'launch openid fhirUser patient/Observation.rs',
    fhirBaseUrl: FHIR,
    trustedIssuers: [FHIR],
    redirectUri: 'https://app.example/vitals/',
    runtime: server.runtime,
    storage,
    navigate: (url) => sent.push(url),
    ...change,
  };
  const begin = async () => {
    await startLaunch(options);
    return sent.at(-1) ?? '';
  };
  const launch = async () => completeLaunch(options, server.grant(await begin()));
  return { server, storage, sent, options, begin, launch };
}

const codeOf = async (promise: Promise<unknown>) => {
  try {
    await promise;
  } catch (error) {
    // Nothing of an error may be more than its code and our own words, the cause included.
    assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), CANARIES);
    assert.equal((error as SamspilError).name.endsWith('Error'), true);
    return (error as SamspilError).code;
  }
  return 'no error';
};

test('the authorization request has everything SMART asks for', async () => {
  const { begin } = await opened({ launch: 'a+b/c=', uiLocales: 'da' });
  const url = new URL(await begin());
  const { code_challenge, state, nonce, ...rest } = Object.fromEntries(url.searchParams);
  assert.equal(url.origin + url.pathname, `${AS}/authorize`);
  assert.deepEqual(rest, {
    response_type: 'code',
    client_id: 'vitals',
    redirect_uri: 'https://app.example/vitals/',
    scope: 'launch openid fhirUser patient/Observation.rs',
    aud: FHIR,
    launch: 'a+b/c=',
    ui_locales: 'da',
    code_challenge_method: 'S256',
  });
  assert.match(code_challenge ?? '', /^[\w-]{43}$/);
  assert.match(nonce ?? '', /^[0-9a-f-]{36}$/);
  // 122 random bits in hexadecimal.
  assert.match(state ?? '', /^[0-9a-f]{32}$/);
});

test('every launch has a state, a nonce and a challenge of its own', async () => {
  const { begin } = await opened();
  const [one, two] = [new URL(await begin()), new URL(await begin())];
  for (const name of ['state', 'nonce', 'code_challenge'])
    assert.notEqual(one.searchParams.get(name), two.searchParams.get(name));
  assert.equal(one.searchParams.has('launch'), false);
});

test('a server that is not on the list is not asked anything', async () => {
  const untrusted = [
    'https://good.evil',
    'https://ehr.example/fhir/',
    'https://ehr.example/FHIR',
    'https://ehr.example./fhir',
    'https://ehr.example:443/fhir',
    'https://user@ehr.example/fhir',
    'https://ehr.example@evil.example/fhir',
    '//ehr.example/fhir',
    'http://ehr.example/fhir',
    'https://ehr.example/fhir?x=1',
    'https://ehr.example/fhir#x',
    'https://ehr.example/fhir/../evil',
    ' https://ehr.example/fhir',
    'https://еhr.example/fhir',
    'javascript:alert(1)',
    '',
  ];
  for (const fhirBaseUrl of untrusted) {
    const { begin, server } = await opened({ fhirBaseUrl });
    assert.equal(await codeOf(begin()), 'unknown-issuer', fhirBaseUrl);
    assert.equal(server.runtime.requests.length, 0);
  }
});

test('a server without PKCE S256 is refused', async () => {
  for (const methods of [undefined, [], ['plain'], 'S256']) {
    const { begin, server, sent } = await opened();
    server.misbehave.configuration = { code_challenge_methods_supported: methods };
    assert.equal(await codeOf(begin()), 'launch-discovery');
    assert.deepEqual(sent, []);
  }
});

test('an address that is no web address is refused, before the browser is sent there', async () => {
  for (const endpoint of ['javascript:alert(1)', 'data:text/html,x', 'https://', undefined, 42]) {
    for (const name of ['authorization_endpoint', 'token_endpoint']) {
      const { begin, server, sent } = await opened();
      server.misbehave.configuration = { [name]: endpoint };
      assert.equal(await codeOf(begin()), 'launch-discovery', `${name} ${endpoint}`);
      assert.deepEqual(sent, []);
    }
  }
});

test('relative endpoints are resolved against the FHIR base', async () => {
  const { begin, server } = await opened();
  server.misbehave.configuration = { authorization_endpoint: 'auth/authorize' };
  assert.ok((await begin()).startsWith(`${FHIR}/auth/authorize?`));
  server.misbehave.configuration = { authorization_endpoint: '/auth/authorize?tenant=1' };
  assert.ok((await begin()).startsWith('https://ehr.example/auth/authorize?tenant=1&'));
});

test('the whole launch gives who, which patient and what was granted', async () => {
  const { launch, server } = await opened({ launch: 'xyz' });
  const session = await launch();
  assert.equal(session.patient, 'a');
  assert.equal(session.encounter, 'e1');
  assert.equal(session.fhirUser, 'Practitioner/nurse');
  assert.equal(session.needPatientBanner, false);
  assert.equal(session.wasEhrLaunch, true);
  assert.equal(session.fhirBaseUrl, FHIR);
  assert.equal(session.scopes.allows('r', 'Observation'), true);
  assert.equal(session.scopes.allows('c', 'Observation'), false);
  assert.equal(await session.accessToken(), 'canary-access-1');
  const [body] = server.exchanged;
  assert.equal(body?.get('grant_type'), 'authorization_code');
  assert.equal(body?.get('client_id'), 'vitals');
  assert.equal(body?.get('redirect_uri'), 'https://app.example/vitals/');
  assert.match(body?.get('code_verifier') ?? '', /^[\w.~-]{43,128}$/);
});

test('without a banner member the app shows who the patient is', async () => {
  const { launch, server } = await opened();
  server.misbehave.tokens = { need_patient_banner: undefined };
  assert.equal((await launch()).needPatientBanner, true);
});

test('a server without OpenID launches too, and says nobody signed in', async () => {
  const { launch, server } = await opened({ scope: 'launch patient/Observation.rs' });
  server.misbehave.configuration = { issuer: undefined, jwks_uri: undefined };
  server.misbehave.tokens = { id_token: undefined, scope: 'launch patient/Observation.rs' };
  assert.equal((await launch()).fhirUser, undefined);
});

test('an answer is known by its parameters', () => {
  const at = (query: string) => new URL(`https://app.example/${query}`);
  for (const query of ['?code=1&state=2', '?error=access_denied', '?state=2'])
    assert.ok(isLaunchAnswer(at(query)));
  for (const query of ['', '?iss=x&launch=y', '?patient=1']) assert.equal(isLaunchAnswer(at(query)), false);
});

test('an answer without state, with an unknown one or one of another tab is launch-state, and no code is sent', async () => {
  const { begin, server, options } = await opened();
  const answer = server.grant(await begin());
  for (const state of [undefined, '', 'unknown', '__proto__']) {
    const forged = new URL(answer);
    forged.searchParams.delete('state');
    if (state !== undefined) forged.searchParams.set('state', state);
    assert.equal(await codeOf(completeLaunch(options, forged)), 'launch-state');
  }
  assert.equal(
    await codeOf(completeLaunch({ ...options, storage: memoryStorage() }, answer)),
    'launch-state',
  );
  assert.deepEqual(server.exchanged, []);
  // The launch of this tab still is what it was.
  await completeLaunch(options, answer);
});

test('what another program left in the storage is no launch', async () => {
  const { server, options, begin, storage } = await opened();
  const answer = server.grant(await begin());
  const key = storage.key(0) ?? '';
  for (const text of ['not json', 'null', '{}', '{"data":{"fhirBaseUrl":1}}']) {
    storage.setItem(key, text);
    assert.equal(await codeOf(completeLaunch(options, answer)), 'launch-state', text);
  }
});

test('an answer that was used is not used again', async () => {
  const { begin, server, options } = await opened();
  const answer = server.grant(await begin());
  await completeLaunch(options, answer);
  assert.equal(await codeOf(completeLaunch(options, answer)), 'launch-state');
  assert.equal(server.exchanged.length, 1);
});

test('an answer more than ten minutes late is launch-expired, and its state is forgotten', async () => {
  const { begin, server, options, storage } = await opened();
  const answer = server.grant(await begin());
  server.runtime.clock.advance(600_001);
  assert.equal(await codeOf(completeLaunch(options, answer)), 'launch-expired');
  assert.equal(storage.length, 0);
  assert.deepEqual(server.exchanged, []);
});

test('a server that was trusted at the start and no longer is, gets no code', async () => {
  const { begin, server, options } = await opened();
  const answer = server.grant(await begin());
  assert.equal(await codeOf(completeLaunch({ ...options, trustedIssuers: [] }, answer)), 'unknown-issuer');
  assert.deepEqual(server.exchanged, []);
});

/** What a server says that promises to name itself in every answer (RFC 9207 §3). */
const NAMES_ITSELF = { authorization_response_iss_parameter_supported: true };

test('RFC 9207: an answer whose iss is not the issuer, letter by letter, is launch-failed and its code is not sent', async () => {
  const others = ['https://evil.example', `${AS}/`, `${AS}.evil.example`, AS.toUpperCase(), FHIR];
  for (const configuration of [{}, NAMES_ITSELF]) {
    for (const iss of others) {
      const { begin, server, storage, options } = await opened();
      server.misbehave.configuration = configuration;
      const authorization = await begin();
      const before = storage.length;
      assert.equal(
        await codeOf(completeLaunch(options, server.grant(authorization, { iss }))),
        'launch-failed',
      );
      // Not the code `launch-denied` either: another server has nothing to say about this launch.
      const refusal = server.grant(authorization, { iss, code: '', error: 'access_denied' });
      assert.equal(await codeOf(completeLaunch(options, refusal)), 'launch-failed');
      assert.deepEqual(server.exchanged, []);
      // The launch is not used up: the right server may still answer it.
      assert.equal(storage.length, before);
      const session = await completeLaunch(options, server.grant(authorization, { iss: AS }));
      assert.equal(session.fhirBaseUrl, FHIR);
    }
  }
});

test('RFC 9207: a server that promises to name itself and does not is launch-failed', async () => {
  const { begin, server, options } = await opened();
  server.misbehave.configuration = NAMES_ITSELF;
  const answer = server.grant(await begin());
  answer.searchParams.delete('iss');
  assert.equal(await codeOf(completeLaunch(options, answer)), 'launch-failed');
  assert.deepEqual(server.exchanged, []);
});

test('RFC 9207: the right iss passes, and none where none was promised', async () => {
  for (const configuration of [{}, NAMES_ITSELF, { authorization_response_iss_parameter_supported: false }]) {
    const { launch, server } = await opened();
    server.misbehave.configuration = configuration;
    assert.equal((await launch()).fhirBaseUrl, FHIR);
  }
  for (const promise of [undefined, false, 'true']) {
    const { begin, server, options } = await opened();
    server.misbehave.configuration = { authorization_response_iss_parameter_supported: promise };
    const answer = server.grant(await begin());
    answer.searchParams.delete('iss');
    assert.equal((await completeLaunch(options, answer)).fhirBaseUrl, FHIR);
  }
});

const REFUSALS: [error: string, description: string, code: string][] = [
  ['access_denied', 'canary', 'launch-denied'],
  ['consent_required', 'canary', 'launch-denied'],
  ['invalid_target', 'canary', 'launch-audience'],
  ['invalid_request', 'aud does not match: canary', 'launch-audience'],
  ['invalid_request', 'canary', 'launch-failed'],
  ['server_error', 'canary', 'launch-failed'],
  ['canary_of_its_own', 'canary', 'launch-failed'],
];
for (const [error, error_description, code] of REFUSALS) {
  const name = error.replace('canary', 'an error');
  test(`${name} in the answer (${error_description.replace(': canary', '')}) is ${code}`, async () => {
    const { begin, server, options } = await opened();
    const answer = server.grant(await begin(), { code: '', error, error_description });
    const failure = completeLaunch(options, answer);
    if (error.includes('canary')) await assert.rejects(failure, { code });
    else assert.equal(await codeOf(failure), code);
  });
}

test('a code that is too old or was used is launch-expired', async () => {
  const { launch, server } = await opened();
  server.misbehave.answer = () => refuse('invalid_grant');
  assert.equal(await codeOf(launch()), 'launch-expired');
});

test('any other answer of the token endpoint is launch-failed, and repeats nothing of it', async () => {
  const answers = [
    () => refuse('invalid_client'),
    () => Response.json({ canary: 'Nancy' }, { status: 400 }),
    () => Response.json({ access_token: 7 }),
    () => Response.json({}),
    () => Response.json('canary'),
    () => webPage(),
    () => webPage(502),
    () => new Response('{"access_token":"canary', { headers: { 'Content-Type': 'application/json' } }),
    () => {
      throw new TypeError('fetch of canary failed');
    },
  ];
  for (const answer of answers) {
    const { launch, server, storage } = await opened();
    server.misbehave.answer = answer;
    assert.equal(await codeOf(launch()), 'launch-failed', String(answer));
    assert.equal(storage.length, 0);
  }
});

test('an id_token that is not what it should be is refused, and no session is kept', async () => {
  const other = await generateKeyPair('ES384');
  const secret = new TextEncoder().encode('canary-secret-of-thirty-two-bytes!!');
  const long = Math.floor(Date.UTC(2026, 0, 15, 7) / 1000);
  const wrong: Record<string, Partial<Awaited<ReturnType<typeof startAuthorizationServer>>['misbehave']>> = {
    'of another key': { idToken: (_, payload) => sign(payload, other.privateKey) },
    'of an unknown key id': { idToken: (key, payload) => sign(payload, key, { kid: 'key-2' }) },
    'signed by a shared secret': {
      idToken: (_, payload) => sign(payload, secret as never, { alg: 'HS256' }),
    },
    'without signature': {
      idToken: async (_, payload) =>
        [{ alg: 'none' }, payload]
          .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
          .join('.') + '.',
    },
    'of another issuer': { claims: { iss: 'https://evil.example' } },
    'for another app': { claims: { aud: 'another' } },
    'that is over': { claims: { exp: long } },
    'without end': { claims: { exp: undefined } },
    'of another launch': { claims: { nonce: 'another' } },
    'without nonce': { claims: { nonce: undefined } },
    'that is no token': { tokens: { id_token: 'canary' } },
    'that is missing': { tokens: { id_token: undefined } },
    'of a server that names no keys': { configuration: { jwks_uri: undefined } },
  };
  for (const [name, misbehaviour] of Object.entries(wrong)) {
    const { launch, server, storage } = await opened();
    Object.assign(server.misbehave, misbehaviour);
    assert.equal(await codeOf(launch()), 'launch-failed', name);
    assert.equal(storage.length, 0, name);
  }
});

test('a missing, broken or unreachable configuration is launch-discovery', async () => {
  for (const answer of [webPage(404), webPage(), new Response('['), Response.json([]), Response.json(null)]) {
    const { options } = await opened();
    const runtime = { ...options.runtime, fetch: async () => answer };
    assert.equal(await codeOf(startLaunch({ ...options, runtime })), 'launch-discovery');
  }
  const { options } = await opened();
  const runtime = { ...options.runtime, fetch: () => Promise.reject(new TypeError('canary')) };
  assert.equal(await codeOf(startLaunch({ ...options, runtime })), 'launch-discovery');
});

test('the storage after a launch holds one session and neither verifier nor state', async () => {
  const { launch, storage } = await opened();
  await launch();
  assert.equal(storage.length, 1);
  assert.match(storage.key(0) ?? '', /^samspil\.session\./);
  assert.doesNotMatch(storage.getItem(storage.key(0) ?? '') ?? '', /code_verifier|client_secret/);
});
