import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FhirResource } from 'fhir/r4';
import fc from 'fast-check';
import { isPermitted } from './grants.ts';
import { parseResourceScope, ScopeSet } from '../fhir/scopes.ts';
import type { Interaction } from '../fhir/scopes.ts';

const VITAL_SIGNS = 'http://terminology.hl7.org/CodeSystem/observation-category|vital-signs';
const intersected = (one: string, other: string) =>
  ScopeSet.parse(one).intersect(ScopeSet.parse(other)).toString();

test('the letters, the type and the pairs of both sides must hold', () => {
  for (const [one, other, both] of [
    ['patient/Observation.cruds', 'patient/Observation.rs', 'patient/Observation.rs'],
    ['patient/*.rs', 'user/Observation.cruds', 'patient/Observation.rs'],
    ['patient/Observation.rs', 'user/*.r', 'patient/Observation.r'],
    ['patient/Observation.c', 'patient/Observation.r', ''],
    ['patient/Observation.rs', 'patient/Condition.rs', ''],
    ['patient/Observation.rs', 'system/*.cruds', ''],
    [
      `patient/Observation.rs?category=${VITAL_SIGNS}`,
      'user/*.rs',
      `patient/Observation.rs?category=${VITAL_SIGNS}`,
    ],
    [
      'patient/Observation.rs?category=a',
      'patient/Observation.r?code=b',
      'patient/Observation.r?category=a&code=b',
    ],
    [
      'patient/Observation.r?category=a',
      'patient/Observation.r?category=b',
      'patient/Observation.r?category=a&category=b',
    ],
    ['openid fhirUser launch', 'openid launch/patient', 'openid'],
  ] as const)
    assert.equal(intersected(one, other), both, `${one} with ${other}`);
});

test('a scope that another one of the answer covers is left out, so that a search need not choose between them', () => {
  const one = 'patient/Observation.rs?category=a';
  assert.equal(intersected(one, 'user/Observation.rs user/Observation.rs?category=b user/*.r'), one);
  assert.equal(intersected(`${one} ${one}`, 'user/*.rs user/Observation.rs'), one);
});

test('what an intersection says of itself is read as the same again, whatever the values hold', () => {
  const value = fc.string({ minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(value, value, (first, second) => {
      const scope = (text: string) => `patient/Observation.r?code=${encodeURIComponent(text)}`;
      const both = ScopeSet.parse(scope(first)).intersect(ScopeSet.parse(scope(second)));
      const [again] = ScopeSet.parse(both.toString()).resources;
      assert.deepEqual(again?.query, both.resources[0]?.query);
      assert.equal(parseResourceScope(both.toString())?.resourceType, 'Observation');
    }),
  );
});

const letters = fc.subarray(['c', 'r', 'u', 'd', 's'], { minLength: 1 }).map((all) => all.join(''));
const pairs = fc.subarray(['category=vital-signs', 'category=laboratory', 'code=8867-4', 'status=final']);
const scope = fc
  .tuple(fc.constantFrom('patient', 'user'), fc.constantFrom('*', 'Observation', 'Condition'), letters, pairs)
  .map(
    ([context, type, all, query]) => `${context}/${type}.${all}${query.length ? `?${query.join('&')}` : ''}`,
  );
const scopes = fc.array(scope, { maxLength: 4 }).map((all) => ScopeSet.parse(all.join(' ')));
const concept = (codes: string[]) => [{ coding: codes.map((code) => ({ code })) }];
const resource = fc
  .tuple(
    fc.constantFrom('Observation', 'Condition', 'Procedure'),
    fc.subarray(['vital-signs', 'laboratory']),
    fc.constantFrom('8867-4', 'x'),
  )
  .map(([resourceType, categories, code]) => {
    return {
      resourceType,
      category: concept(categories),
      code: concept([code])[0],
    } as unknown as FhirResource;
  });
const interaction = fc.constantFrom<Interaction>('c', 'r', 'u', 'd', 's');

test('threat 14: an intersection permits exactly what both sides permit, whatever the scopes, the resource and the letter', () => {
  let permitted = 0;
  fc.assert(
    fc.property(scopes, scopes, resource, interaction, (one, other, given, letter) => {
      const both = isPermitted(one, letter, given) && isPermitted(other, letter, given);
      assert.equal(isPermitted(one.intersect(other), letter, given), both);
      assert.equal(isPermitted(other.intersect(one), letter, given), both);
      if (both) permitted += 1;
    }),
    { numRuns: 5000 },
  );
  assert.ok(permitted > 50, `${permitted} permitted`);
});

test('an intersection never reaches beyond the patient where one side does not', () => {
  fc.assert(
    fc.property(scopes, scopes, (one, other) => {
      const both = one.intersect(other).resources;
      const hasUser = (set: ScopeSet) => set.resources.some(({ context }) => context === 'user');
      if (!hasUser(one) || !hasUser(other)) assert.ok(both.every(({ context }) => context === 'patient'));
    }),
  );
});
