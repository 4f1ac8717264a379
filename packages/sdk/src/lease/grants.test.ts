import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FhirResource } from 'fhir/r4';
import { ScopeSet } from '../fhir/scopes.ts';
import { assertPermitted, isPermitted, isWithinSearch, permittingOrDenied, scopeOfSearch } from './grants.ts';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const VITAL_SIGNS = `${CATEGORY}|vital-signs`;
const observation = (category: string, system = CATEGORY) =>
  ({ resourceType: 'Observation', category: [{ coding: [{ system, code: category }] }] }) as FhirResource;

const followed = (scopes: string, asked: [string, string][] = []) =>
  scopeOfSearch(ScopeSet.parse(scopes), 'Observation', asked).query;

test('a scope without pairs needs none, also beside one with pairs', () => {
  assert.deepEqual(followed('patient/Observation.s'), []);
  assert.deepEqual(followed(`patient/Observation.s?category=${VITAL_SIGNS} patient/Observation.rs`), []);
});

test('a search follows the only scope there is', () => {
  const scopes = `patient/Observation.rs?category=${VITAL_SIGNS}`;
  assert.deepEqual(followed(scopes), [['category', VITAL_SIGNS]]);
});

test('with several scopes the search says which one it follows', () => {
  const scopes = 'patient/Observation.s?category=a patient/Observation.s?category=b';
  assert.throws(() => followed(scopes), { code: 'denied' });
  assert.deepEqual(followed(scopes, [['category', 'b']]), [['category', 'b']]);
});

test('a letter or a type that was not granted is denied', () => {
  const scopes = ScopeSet.parse('patient/Observation.c');
  for (const interaction of ['r', 'u', 'd', 's'] as const) {
    assert.throws(() => permittingOrDenied(scopes, interaction, 'Observation'), { code: 'denied' });
    assert.throws(() => assertPermitted(scopes, interaction, observation('x')), { code: 'denied' });
  }
  assert.throws(() => permittingOrDenied(scopes, 'c', 'Condition'), { code: 'denied' });
  assertPermitted(scopes, 'c', observation('x'));
});

test('a granular scope permits the resources that have its code, in its system', () => {
  const scopes = ScopeSet.parse(`patient/Observation.cr?category=${VITAL_SIGNS}`);
  assert.equal(isPermitted(scopes, 'c', observation('vital-signs')), true);
  assert.equal(isPermitted(scopes, 'c', observation('laboratory')), false);
  assert.equal(isPermitted(scopes, 'c', observation('vital-signs', 'http://other.example')), false);
  assert.equal(isPermitted(scopes, 'c', { resourceType: 'Observation' } as FhirResource), false);
});

test('a code without system is any system, and a comma is a choice', () => {
  const scopes = ScopeSet.parse('patient/Observation.r?category=vital-signs,laboratory');
  assert.equal(isPermitted(scopes, 'r', observation('laboratory', 'http://other.example')), true);
  assert.equal(isPermitted(scopes, 'r', observation('imaging')), false);
});

test('all pairs of a granular scope must hold', () => {
  const scopes = ScopeSet.parse('patient/Observation.r?category=vital-signs&code=8867-4');
  assert.equal(isPermitted(scopes, 'r', observation('vital-signs')), false);
  const pulse = { ...observation('vital-signs'), code: { coding: [{ code: '8867-4' }] } } as FhirResource;
  assert.equal(isPermitted(scopes, 'r', pulse), true);
});

test('a pair that cannot be judged, or is escaped, grants nothing', () => {
  const scopes = ScopeSet.parse(
    'patient/Observation.r?status=final patient/Observation.r?category=a\\,vital-signs',
  );
  assert.equal(
    isPermitted(scopes, 'r', { ...observation('vital-signs'), status: 'final' } as FhirResource),
    false,
  );
});

test('a plain code counts as a coding, and a medication is found by its code', () => {
  const allergy = { resourceType: 'AllergyIntolerance', category: ['food'] } as FhirResource;
  assert.equal(isPermitted(ScopeSet.parse('patient/AllergyIntolerance.r?category=food'), 'r', allergy), true);
  assert.equal(
    isPermitted(ScopeSet.parse('patient/AllergyIntolerance.r?category=drug'), 'r', allergy),
    false,
  );
  const request = {
    resourceType: 'MedicationRequest',
    medicationCodeableConcept: { coding: [{ code: 'N02' }] },
  };
  const scopes = ScopeSet.parse('patient/MedicationRequest.r?code=N02');
  assert.equal(isPermitted(scopes, 'r', request as FhirResource), true);
});

test('a match of a search is looked at again where its pairs can be judged', () => {
  const pairs = followed('patient/Observation.s?category=vital-signs&status=final');
  assert.equal(isWithinSearch(pairs, observation('vital-signs')), true);
  assert.equal(isWithinSearch(pairs, observation('laboratory')), false);
});

test('a resource whose coded elements are no FHIR is within nothing', () => {
  const scopes = ScopeSet.parse('patient/Observation.r?category=vital-signs');
  for (const category of [null, [null], 7, 'x', [{ coding: [null] }], {}])
    assert.equal(isPermitted(scopes, 'r', { resourceType: 'Observation', category } as never), false);
});
