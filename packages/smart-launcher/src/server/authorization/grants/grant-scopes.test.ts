import { ScopeSet } from '@samspil/sdk/fhir';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asksForPatient, cleanScopeParameter, grantableScopes, withinFacts } from './grant-scopes.ts';

function granted(requested: string, registered: string): string {
  return grantableScopes(requested, registered).toString();
}

test('granted is requested ∩ registered, narrowed letter by letter', () => {
  assert.equal(granted('patient/Observation.cruds', 'patient/Observation.rs'), 'patient/Observation.rs');
  assert.equal(
    granted('patient/*.rs', 'patient/Observation.cruds patient/Patient.r'),
    'patient/Observation.rs patient/Patient.r',
  );
  assert.equal(granted('user/Observation.r', 'patient/Observation.r'), 'patient/Observation.r');
  assert.equal(granted('patient/Observation.d', 'patient/Observation.rs'), '');
});

test('SCP-8: a subset of what is registered is granted as asked', () => {
  assert.equal(granted('patient/Observation.rs', 'patient/*.cruds'), 'patient/Observation.rs');
});

test('SCP-5: v1 requested is v1 returned, unless something had to be cut', () => {
  assert.equal(
    granted('patient/*.read user/Patient.read', 'patient/*.cruds user/*.rs'),
    'patient/*.read user/Patient.read',
  );
  assert.equal(granted('patient/Observation.*', 'patient/Observation.*'), 'patient/Observation.*');
  assert.equal(granted('patient/Observation.rs', 'patient/Observation.read'), 'patient/Observation.rs');
  assert.equal(granted('patient/Observation.read', 'patient/Observation.r'), 'patient/Observation.r');
});

test('SCP-6: malformed and unknown words are dropped and widen nothing', () => {
  const registered = 'openid launch patient/*.cruds';
  assert.equal(granted('patient/read patient/Observation.dus patient/Observation.sr', registered), '');
  assert.equal(
    granted('openid banana patient/ launch/banana :: patient/Observation.r', registered),
    'openid patient/Observation.r',
  );
});

test('SCP-9: a granular registration stays granular', () => {
  const category = 'category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs';
  assert.equal(
    granted('patient/Observation.rs', `patient/Observation.rs?${category}`),
    `patient/Observation.rs?${category}`,
  );
  assert.equal(
    granted(`patient/Observation.rs?${category}`, 'patient/Observation.cruds'),
    `patient/Observation.rs?${category}`,
  );
});

test('SCP-15: system/ scopes are never granted to a person', () => {
  assert.equal(granted('system/Patient.rs openid', 'system/*.cruds openid'), 'openid');
});

test('SCP-13: patient/ scopes need a patient', () => {
  const scopes = ScopeSet.parse('launch/patient patient/Observation.rs user/Patient.r');
  assert.equal(withinFacts(scopes, { isEhrLaunch: false }).toString(), 'user/Patient.r');
  assert.equal(withinFacts(scopes, { isEhrLaunch: false, patient: 'p' }).toString(), scopes.toString());
});

test('launch scopes are granted only with what they stand for', () => {
  const scopes = ScopeSet.parse('launch launch/encounter fhirUser openid');
  assert.equal(withinFacts(scopes, { isEhrLaunch: false }).toString(), 'openid');
  assert.equal(
    withinFacts(scopes, { isEhrLaunch: true, encounter: 'e', fhirUser: 'Practitioner/1' }).toString(),
    scopes.toString(),
  );
});

test('a picker is needed for launch/patient, and standalone for patient/ scopes', () => {
  assert.equal(asksForPatient(ScopeSet.parse('launch/patient'), true), true);
  assert.equal(asksForPatient(ScopeSet.parse('patient/Observation.r'), true), false);
  assert.equal(asksForPatient(ScopeSet.parse('patient/Observation.r'), false), true);
  assert.equal(asksForPatient(ScopeSet.parse('user/Observation.r openid'), false), false);
});

test('a scope parameter is cleaned of what RFC 6749 does not allow', () => {
  assert.equal(
    cleanScopeParameter('  openid   launch \n patient/*.rs "quoted" æ '),
    'openid launch patient/*.rs',
  );
  assert.equal(cleanScopeParameter('  "" '), undefined);
});
