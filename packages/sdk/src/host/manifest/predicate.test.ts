import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScopeSet } from '../../fhir/scopes.ts';
import { evaluateWhen } from './predicate.ts';
import type { Predicate, WhenFacts } from './predicate.ts';

const facts = (change: Partial<WhenFacts> = {}): WhenFacts => ({
  patient: true,
  encounter: false,
  online: true,
  locale: 'da-DK',
  flags: new Set(['wound-photos']),
  scopes: ScopeSet.parse('patient/Observation.rs patient/Condition.cruds?category=problem-list-item'),
  ...change,
});

const TRUE: Predicate = { has: 'patient' };
const FALSE: Predicate = { has: 'encounter' };

test('a contribution without a condition is always shown', () => {
  assert.ok(evaluateWhen(undefined, facts({ patient: false, online: false })));
});

test('has asks for what is open', () => {
  assert.ok(evaluateWhen({ has: 'patient' }, facts()));
  assert.ok(!evaluateWhen({ has: 'patient' }, facts({ patient: false })));
  assert.ok(evaluateWhen({ has: 'encounter' }, facts({ encounter: true })));
  assert.ok(!evaluateWhen({ has: 'encounter' }, facts()));
});

test('flag asks for a switch of the site, by its exact name', () => {
  assert.ok(evaluateWhen({ flag: 'wound-photos' }, facts()));
  for (const flag of ['wound', 'Wound-photos', 'constructor'])
    assert.ok(!evaluateWhen({ flag }, facts()), flag);
});

test('online asks for the one or the other', () => {
  assert.ok(evaluateWhen({ online: true }, facts()));
  assert.ok(!evaluateWhen({ online: false }, facts()));
  assert.ok(evaluateWhen({ online: false }, facts({ online: false })));
});

test('locale holds for the language and its regions, not for others that begin alike', () => {
  assert.ok(evaluateWhen({ locale: 'da' }, facts()));
  assert.ok(evaluateWhen({ locale: 'da-DK' }, facts({ locale: 'da-dk' })));
  assert.ok(!evaluateWhen({ locale: 'da-DK' }, facts({ locale: 'da' })));
  assert.ok(!evaluateWhen({ locale: 'da' }, facts({ locale: 'dak' })));
});

test('scope holds when all of it was granted, unnarrowed', () => {
  const scope = (text: string) => evaluateWhen({ scope: text }, facts());
  assert.ok(scope('patient/Observation.r'));
  assert.ok(scope('patient/Observation.rs'));
  assert.ok(scope('patient/Observation.rs?category=vital-signs'));
  assert.ok(scope('patient/Condition.c?category=problem-list-item'));
  assert.ok(!scope('patient/Observation.crs'));
  assert.ok(!scope('patient/Condition.r'));
  assert.ok(!scope('user/Observation.r'));
  assert.ok(!scope('patient/*.r'));
});

test('all, any and not have the truth tables of logic', () => {
  const cases: [Predicate, boolean][] = [
    [{ all: [TRUE, TRUE] }, true],
    [{ all: [TRUE, FALSE] }, false],
    [{ any: [FALSE, TRUE] }, true],
    [{ any: [FALSE, FALSE] }, false],
    [{ not: TRUE }, false],
    [{ not: FALSE }, true],
    [{ all: [{ any: [FALSE, TRUE] }, { not: { all: [TRUE, FALSE] } }] }, true],
  ];
  for (const [when, expected] of cases)
    assert.equal(evaluateWhen(when, facts()), expected, JSON.stringify(when));
});
