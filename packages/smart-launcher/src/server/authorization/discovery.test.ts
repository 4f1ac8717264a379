import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { KEY_RELEASE_MEMBER } from '../../shared/key-release.ts';
import { TestApp } from './testing/app.ts';
import { CLIENTS, startSimulator } from './testing/fixture.ts';
import type { Simulator } from './testing/fixture.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());

interface SmartConfiguration {
  capabilities: string[];
  scopes_supported: string[];
  grant_types_supported: string[];
  code_challenge_methods_supported: string[];
  issuer: string;
  [member: string]: unknown;
}

async function configuration(): Promise<SmartConfiguration> {
  const response = await fetch(`${simulator.fhirBaseUrl}/.well-known/smart-configuration`);
  return (await response.json()) as SmartConfiguration;
}

test('D1 D7 DSC-2: the SMART configuration is JSON for any Accept header and for every origin', async () => {
  for (const accept of ['application/json', 'text/html', '*/*']) {
    const response = await fetch(`${simulator.fhirBaseUrl}/.well-known/smart-configuration`, {
      headers: { Accept: accept, Origin: 'http://anyone.example' },
    });
    assert.equal(response.status, 200);
    assert.match(response.headers.get('Content-Type') ?? '', /^application\/json/);
    assert.equal(response.headers.get('Access-Control-Allow-Origin'), '*');
    assert.deepEqual(await response.json(), simulator.authorization.smartConfiguration());
  }
});

test('D2 D3 D4 D5 D6: the required members are there, S256 is the only challenge method', async () => {
  const body = await configuration();
  for (const member of ['authorization_endpoint', 'token_endpoint', 'issuer', 'jwks_uri']) {
    assert.equal(typeof body[member], 'string', member);
  }
  assert.deepEqual(body.code_challenge_methods_supported, ['S256']);
  assert.deepEqual(body.grant_types_supported, ['authorization_code', 'refresh_token']);
  assert.ok(body.capabilities.includes('sso-openid-connect'));
  assert.ok(body.capabilities.every((name) => typeof name === 'string'));
});

test('DSC-1: every endpoint is an absolute URL, and the key release is advertised under its URI', async () => {
  const body = await configuration();
  for (const [member, value] of Object.entries(body)) {
    if (/_endpoint$|_uri$/.test(member)) assert.ok(URL.canParse(String(value)), member);
  }
  assert.equal(body[KEY_RELEASE_MEMBER], `${simulator.publicUrl}/keys/outbox`);
  assert.ok(URL.canParse(KEY_RELEASE_MEMBER));
});

test('DSC-3: the token endpoint accepts no grant type beyond those listed', async () => {
  const app = new TestApp(simulator);
  for (const grant_type of ['client_credentials', 'password', 'implicit', 'not_a_grant_type']) {
    const answer = await app.post('token', { grant_type, client_id: app.clientId });
    assert.equal(answer.status, 400, grant_type);
    assert.equal(answer.body.error, 'unsupported_grant_type');
  }
});

test('DSC-5 DSC-6: the capability sets hold, with the names of SMART 2.2', async () => {
  const { capabilities } = await configuration();
  const sets = [
    'launch-standalone client-public context-standalone-patient permission-patient permission-user',
    'launch-ehr client-public context-ehr-patient context-ehr-encounter permission-patient permission-user',
  ];
  for (const name of sets.join(' ').split(' ')) assert.ok(capabilities.includes(name), name);
  assert.equal(
    capabilities.find((name) => name.startsWith('context-passthrough')),
    undefined,
  );
});

test('DSC-7: every scope that is listed as supported can be granted', async () => {
  const { scopes_supported: supported } = await configuration();
  const { url } = simulator.authorization.launches.create({
    clientId: 'workplace',
    user: 'u1',
    patient: 'nancy',
    encounter: 'e1',
  });
  const app = new TestApp(simulator, { clientId: 'workplace' });
  const launch = new URL(url).searchParams.get('launch') ?? '';
  const { scope } = await app.launch({ scope: supported.join(' '), launch });
  assert.deepEqual(scope.split(' ').sort(), [...supported].sort());
});

test('DSC-8: discovery also works for a client that keeps the trailing slash of the FHIR base', async () => {
  const response = await fetch(`${simulator.fhirBaseUrl}//.well-known/smart-configuration`);
  assert.equal(response.status, 200);
});

test('O2 O3 O4: the OpenID configuration of the issuer and its RSA keys can be read', async () => {
  const { issuer } = await configuration();
  const response = await fetch(`${issuer}/.well-known/openid-configuration`, {
    headers: { Origin: 'http://anyone.example' },
  });
  assert.equal(response.status, 200);
  assert.match(response.headers.get('Content-Type') ?? '', /^application\/json/);
  assert.ok(response.headers.get('Access-Control-Allow-Origin'));
  const openid = (await response.json()) as Record<string, unknown>;
  assert.equal(openid.issuer, issuer);
  assert.ok((openid.id_token_signing_alg_values_supported as string[]).includes('RS256'));
  for (const member of ['authorization_endpoint', 'token_endpoint', 'end_session_endpoint']) {
    assert.equal(openid[member], simulator.authorization.smartConfiguration()[member], member);
  }
  const keys = (await (await fetch(String(openid.jwks_uri))).json()) as { keys: JsonWebKey[] };
  assert.deepEqual(
    keys.keys.map(({ kty, d }) => ({ kty, d })),
    [{ kty: 'RSA', d: undefined }],
  );
});

test('URLs come from configuration, not from the Host header of the caller', async () => {
  const { request } = await import('node:http');
  const body = await new Promise<string>((resolve, reject) => {
    const sent = request(
      `${simulator.authorization.issuer}/.well-known/openid-configuration`,
      { headers: { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve(text));
      },
    );
    sent.on('error', reject).end();
  });
  assert.ok(!body.includes('evil.example'));
});

test('SCP-21: a registered origin gets CORS on the token endpoint, another one does not', async () => {
  const preflight = (origin: string) =>
    fetch(`${simulator.authorization.issuer}/token`, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      },
    });
  const known = new URL(String(CLIENTS[0]?.redirect_uris[0])).origin;
  const allowed = await preflight(known);
  assert.equal(allowed.headers.get('Access-Control-Allow-Origin'), known);
  assert.match(allowed.headers.get('Access-Control-Allow-Headers') ?? '', /Authorization/);
  const refused = await preflight('http://evil.example');
  assert.equal(refused.headers.get('Access-Control-Allow-Origin'), null);
});

test('a path that is not ours is left to the rest of the process', async () => {
  assert.equal((await fetch(`${simulator.publicUrl}/fhir/Patient`)).status, 404);
  assert.equal((await fetch(`${simulator.publicUrl}/authors`)).status, 404);
});
