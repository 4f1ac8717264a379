import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { decodeLaunchUrl } from '../../shared/launch.ts';
import type { LaunchRequest } from '../../shared/launch.ts';
import { TestApp } from './testing/app.ts';
import type { TokenResponse } from './testing/app.ts';
import { TestBrowser } from './testing/browser.ts';
import { APP, startSimulator } from './testing/fixture.ts';
import type { Simulator } from './testing/fixture.ts';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
after(() => simulator.stop());

const SCOPE = 'launch openid fhirUser offline_access patient/*.rs';

function prepare(changes: Partial<LaunchRequest> = {}) {
  return simulator.authorization.launches.create({
    clientId: APP.client_id,
    user: 'u1',
    patient: 'nancy',
    ...changes,
  });
}

function launched(changes: Partial<LaunchRequest> = {}, scope = SCOPE): Promise<TokenResponse> {
  const { launch } = prepare(changes);
  return new TestApp(simulator).launch({ scope, launch });
}

test('E1 E2 PKC-16: the launch URL is the registered one with iss equal to the FHIR base and an opaque launch', () => {
  const { launch, url } = prepare();
  assert.match(launch, /^[A-Za-z0-9_-]{43}$/);
  assert.deepEqual(decodeLaunchUrl(url), { iss: simulator.fhirBaseUrl, launch });
  assert.equal(new URL(url).searchParams.get('theme'), 'calm');
});

test('PKC-16: a launch URL, client or user that is not registered is refused', () => {
  const refusals: Partial<LaunchRequest>[] = [
    { launchUrl: 'http://evil.example/launch' },
    { launchUrl: 'http://127.0.0.1:9999/launch.html' },
    { clientId: 'nobody' },
    { clientId: 'other' },
    { user: 'nobody' },
  ];
  for (const refusal of refusals) {
    assert.throws(() => prepare(refusal), { code: 'invalid-request' }, JSON.stringify(refusal));
  }
});

test('E3 E4 CTX-1 CTX-3 CTX-4 CTX-5: all launch context comes as top-level members', async () => {
  const fhirContext = [
    { reference: 'ImagingStudy/123' },
    {
      canonical: 'https://example.org/Questionnaire/1|v1',
      type: 'Questionnaire',
      role: 'https://example.org/show',
    },
    { identifier: { system: 'https://example.org/ids', value: 'x-1' }, type: 'ServiceRequest' },
  ];
  const token = await launched({
    encounter: 'e-7',
    needPatientBanner: false,
    intent: 'record-vitals',
    tenant: 'ward-a',
    smartStyleUrl: `${simulator.publicUrl}/style/v1.json`,
    fhirContext,
  });
  assert.equal(token.patient, 'nancy');
  assert.equal(token.encounter, 'e-7');
  assert.equal(token.need_patient_banner, false);
  assert.equal(token.intent, 'record-vitals');
  assert.equal(token.tenant, 'ward-a');
  assert.equal(token.smart_style_url, `${simulator.publicUrl}/style/v1.json`);
  assert.deepEqual(token.fhirContext, fhirContext);
  assert.equal(token.scope, SCOPE);
});

test('CTX-10: without an encounter there is no member for it', async () => {
  assert.equal('encounter' in (await launched()), false);
});

test('a launch without a patient grants no patient/ scopes', async () => {
  const token = await launched({ patient: undefined }, 'launch openid user/Patient.rs patient/*.rs');
  assert.equal(token.scope, 'launch openid user/Patient.rs');
  assert.equal('patient' in token, false);
});

test('CTX-6 CTX-7 CTX-8: fhirContext that breaks the rules of the guide is refused', () => {
  const items = [
    {},
    { reference: 'Patient/1' },
    { reference: 'Encounter/1', role: 'launch' },
    { reference: 'http://other.example/List/1' },
    { reference: '../List/1' },
    { reference: 'List/1', role: '' },
    { reference: 'List/1', role: 'my-role' },
  ];
  for (const item of items) {
    assert.throws(() => prepare({ fhirContext: [item] }), { code: 'invalid-request' }, JSON.stringify(item));
  }
  prepare({ fhirContext: [{ reference: 'Patient/2', role: 'https://example.org/mother' }] });
});

test('ids of the context are ids, not references', () => {
  assert.throws(() => prepare({ patient: 'Patient/1' }), { code: 'invalid-request' });
  assert.throws(() => prepare({ encounter: '' }), { code: 'invalid-request' });
});

test('the sign-in page is skipped when the person who launched is signed in', async () => {
  const browser = new TestBrowser(simulator.publicUrl);
  await new TestApp(simulator, { clientId: 'workplace', browser }).launch({ scope: 'openid' });
  const app = new TestApp(simulator, { browser });
  const page = await app.authorize({ scope: SCOPE, launch: prepare().launch });
  assert.match(page.text, /value="approve"/);
  assert.ok(page.text.includes('Nancy Ann Berggren'), 'consent names the patient');
});

test('without a session only the person who launched can sign in', async () => {
  const app = new TestApp(simulator);
  const page = await app.authorize({ scope: SCOPE, launch: prepare().launch });
  assert.ok(page.text.includes('Maja Holm') && !page.text.includes('Erik'));
  const again = await app.browser.submit(page, { user: 'u2', action: 'login' });
  assert.match(again.text, /role="alert"/);
});

test('PKC-19: a launch works once', async () => {
  const { launch } = prepare();
  await new TestApp(simulator).launch({ scope: SCOPE, launch });
  const redirect = await new TestApp(simulator).arrive({ scope: SCOPE, launch });
  assert.equal(redirect.get('error'), 'invalid_request');
  assert.equal(redirect.get('code'), null);
});

test('PKC-19: an unknown launch is an error that returns to the app with its state', async () => {
  const app = new TestApp(simulator);
  const redirect = await app.arrive({ scope: SCOPE, launch: 'abc' });
  assert.equal(redirect.get('error'), 'invalid_request');
  assert.equal(redirect.get('state'), app.state);
});

test('PKC-19: another client cannot use a launch, and does not use it up', async () => {
  const { launch } = prepare();
  const thief = new TestApp(simulator, { clientId: 'other', redirectUri: 'http://other.example/app/' });
  assert.equal((await thief.arrive({ scope: SCOPE, launch })).get('error'), 'invalid_request');
  assert.equal((await new TestApp(simulator).launch({ scope: SCOPE, launch })).patient, 'nancy');
});

test('PKC-19: somebody else who is signed in cannot use a launch', async () => {
  const browser = new TestBrowser(simulator.publicUrl);
  await new TestApp(simulator, { clientId: 'workplace', browser }).launch(
    { scope: 'openid' },
    { user: 'u2' },
  );
  const redirect = await new TestApp(simulator, { browser }).arrive({
    scope: SCOPE,
    launch: prepare().launch,
  });
  assert.equal(redirect.get('error'), 'invalid_request');
});

test('PKC-19: a launch is too old after five minutes', async () => {
  const { launch } = prepare();
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 5 * 60_000 + 1000 });
  try {
    assert.equal(
      (await new TestApp(simulator).arrive({ scope: SCOPE, launch })).get('error'),
      'invalid_request',
    );
  } finally {
    mock.timers.reset();
  }
});

test('a launch that another person finishes by logging in anew grants nothing', async () => {
  const browser = new TestBrowser(simulator.publicUrl);
  const app = new TestApp(simulator, { browser });
  const page = await app.authorize({ scope: SCOPE, launch: prepare().launch });
  // Meanwhile somebody else signs in in another tab of the same browser.
  await new TestApp(simulator, { clientId: 'workplace', browser }).launch(
    { scope: 'openid' },
    { user: 'u2' },
  );
  const end = await browser.open(page.url);
  assert.ok(!end.url.includes('code='));
  assert.ok(!end.text.includes('value="approve"'));
});
