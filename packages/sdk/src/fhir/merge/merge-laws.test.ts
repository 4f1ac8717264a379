import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FhirResource, Observation } from 'fhir/r4';
import { isEqual } from './equal.ts';
import { mergeResource } from './merge-resource.ts';
import type { MergeConflict } from './types.ts';

const code = (value: string) => ({ coding: [{ system: 'http://loinc.org', code: value }] });
const conflictsOf = <T extends FhirResource>(
  base: T | undefined,
  mine: T,
  theirs: T,
): readonly MergeConflict[] => {
  const result = mergeResource(base, mine, theirs);
  return result.kind === 'conflict' ? result.conflicts : [];
};
const merged = <T extends FhirResource>(base: T, mine: T, theirs: T): T => {
  const result = mergeResource(base, mine, theirs);
  assert.deepEqual(result.kind === 'conflict' ? result.conflicts : [], []);
  return result.resource;
};

const few = fc.constantFrom('a', 'b', 'c');
const concept = few.map((value) => code(value));
const quantity = fc.record({ value: fc.integer({ min: 1, max: 3 }), unit: few });
const listOf = (item: fc.Arbitrary<object>) => fc.array(item, { minLength: 1, maxLength: 3 });
const version = fc
  .record(
    {
      status: fc.constantFrom('preliminary', 'final', 'entered-in-error'),
      code: fc.constantFrom(code('x'), code('x'), code('x'), code('y')),
      valueQuantity: quantity,
      dataAbsentReason: fc.constant(code('unknown')),
      effectiveDateTime: few,
      _effectiveDateTime: few.map((value) => ({ extension: [{ url: 'u', valueCode: value }] })),
      category: listOf(concept),
      note: listOf(few.map((text) => ({ text }))),
      performer: listOf(few.map((value) => ({ reference: `Practitioner/${value}` }))),
      identifier: listOf(fc.record({ system: few, value: few })),
      extension: listOf(fc.record({ url: few, valueCode: few })),
      component: listOf(fc.record({ code: concept, valueQuantity: quantity })),
      text: fc.record({ status: fc.constant('generated'), div: few }),
      meta: fc.record({ security: listOf(few.map((value) => ({ system: 's', code: value }))) }),
    },
    { requiredKeys: [] },
  )
  .map(
    (content) =>
      JSON.parse(JSON.stringify({ resourceType: 'Observation', id: 'o1', ...content })) as Observation,
  );
type Loose = Record<string, unknown>;
const three = (check: (base: Observation, mine: Observation, theirs: Observation) => void) =>
  fc.assert(fc.property(version, version, version, check), { numRuns: 500 });
const namesOf = (...versions: object[]) =>
  [...new Set(versions.flatMap(Object.keys))].filter(
    (name) => !['meta', 'text', 'id', 'resourceType'].includes(name),
  );
const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const has = (list: unknown, item: unknown) => itemsOf(list).some((one) => isEqual(one, item));

test('merge(b, b, t) is t, merge(b, m, b) is m, merge(b, x, x) is x', () => {
  three((base, mine) => {
    assert.deepEqual(merged(base, base, mine), mine);
    assert.deepEqual(merged(base, mine, base), mine);
    assert.deepEqual(merged(base, mine, mine), mine);
  });
});

test('conflicts are the same from both sides, with mine and theirs exchanged', () => {
  three((base, mine, theirs) => {
    const turned = conflictsOf(base, theirs, mine).map((one) => ({
      ...one,
      mine: one.theirs,
      theirs: one.mine,
    }));
    const order = (all: readonly MergeConflict[]) => [...all].sort((a, b) => (a.path < b.path ? -1 : 1));
    assert.deepEqual(order(conflictsOf(base, mine, theirs)), order(turned));
  });
});

test('no path names two conflicts', () => {
  three((base, mine, theirs) => {
    const paths = conflictsOf(base, mine, theirs).map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length);
  });
});

test('no value comes from neither side, and what both kept is kept', () => {
  three((base, mine, theirs) => {
    const result = mergeResource(base, mine, theirs).resource as unknown as Loose;
    const [b, m, t] = [base, mine, theirs] as unknown as [Loose, Loose, Loose];
    for (const name of namesOf(base, mine, theirs)) {
      if (result[name] !== undefined && !Array.isArray(result[name])) {
        assert.ok(isEqual(result[name], m[name]) || isEqual(result[name], t[name]), name);
      }
      for (const item of itemsOf(result[name])) assert.ok(has(m[name], item) || has(t[name], item), name);
      if (isEqual(m[name], t[name])) assert.deepEqual(result[name], m[name]);
      for (const item of itemsOf(b[name]))
        if (has(m[name], item) && has(t[name], item)) assert.ok(has(result[name], item), name);
    }
  });
});

test('of a merge without conflict nothing is lost that one side alone did', () => {
  three((base, mine, theirs) => {
    const result = mergeResource(base, mine, theirs);
    if (result.kind === 'conflict') return;
    const [b, m, t, r] = [base, mine, theirs, result.resource] as unknown as [Loose, Loose, Loose, Loose];
    for (const name of namesOf(base, mine, theirs)) {
      if (isEqual(b[name], m[name])) assert.deepEqual(r[name], t[name]);
      if (isEqual(b[name], t[name])) assert.deepEqual(r[name], m[name]);
      for (const side of [m, t])
        for (const item of itemsOf(side[name])) if (!has(b[name], item)) assert.ok(has(r[name], item), name);
    }
  });
});

test('whoever decides everything gets a merge without conflict, made of what was chosen', () => {
  three((base, mine, theirs) => {
    for (const side of ['mine', 'theirs'] as const) {
      const result = mergeResource(base, mine, theirs, () => side);
      assert.equal(result.kind, 'merged');
      const again = mergeResource(base, mine, theirs);
      if (side === 'theirs') assert.deepEqual(result.resource, again.resource);
    }
  });
});

test('the versions given are not changed', () => {
  three((base, mine, theirs) => {
    const before = structuredClone([base, mine, theirs]);
    mergeResource(base, mine, theirs, () => 'mine');
    assert.deepEqual([base, mine, theirs], before);
  });
});
