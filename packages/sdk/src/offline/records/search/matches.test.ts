import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Observation } from 'fhir/r4';
import { coverageOf } from '../completeness/coverage.ts';
import { parseLocalSearch } from './local-search.ts';
import type { Pair } from './local-search.ts';
import { matchesSearch } from './matches.ts';

const scope = { patient: 'p1', fhirBaseUrl: 'https://ehr.example/fhir' };

function isMatch(resource: Partial<Observation>, ...pairs: Pair[]): boolean {
  const search = parseLocalSearch('Observation', pairs, scope);
  const whole = {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    code: {},
    ...resource,
  } as Observation;
  return matchesSearch(whole, search, scope.fhirBaseUrl);
}

function refusal(...pair: Pair): unknown {
  try {
    return parseLocalSearch('Observation', [pair], scope);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('the local search', () => {
  const code = { coding: [{ system: 'http://loinc.org', code: '8867-4' }, { code: 'puls' }] };

  it('reads a token in its four forms', () => {
    assert.ok(isMatch({ code }, ['code', '8867-4']));
    assert.ok(isMatch({ code }, ['code', 'http://loinc.org|8867-4']));
    assert.ok(isMatch({ code }, ['code', 'http://loinc.org|']));
    assert.ok(isMatch({ code }, ['code', '|puls']));
    assert.ok(!isMatch({ code }, ['code', '|8867-4']));
    assert.ok(!isMatch({ code }, ['code', 'http://snomed.info/sct|8867-4']));
  });

  it('takes a comma for a choice and a second parameter for one more condition', () => {
    assert.ok(isMatch({ code }, ['code', 'x,8867-4']));
    assert.ok(!isMatch({ code }, ['code', '8867-4'], ['code', 'x']));
    assert.ok(!isMatch({ code }, ['code', 'x\\,8867-4']), 'an escaped comma is part of the code');
  });

  it('finds a reference by type and id, by id alone, and by its whole address', () => {
    const encounter = { reference: 'Encounter/e1/_history/3' };
    for (const value of ['Encounter/e1', 'e1', 'https://ehr.example/fhir/Encounter/e1'])
      assert.ok(isMatch({ encounter }, ['encounter', value]), value);
    assert.ok(!isMatch({ encounter }, ['encounter', 'Encounter/e']));
    assert.ok(
      !isMatch({ encounter: { reference: 'https://other.example/Encounter/e1' } }, ['encounter', 'e1']),
    );
  });

  // https://hl7.org/fhir/R4/search.html#prefix, over a day, an instant and a Period with one open end.
  const DAY = { effectiveDateTime: '2026-03-10' };
  const INSTANT = { effectiveDateTime: '2026-03-10T12:00:00Z' };
  const SINCE = { effectivePeriod: { start: '2026-03-10' } };
  const table: [resource: Partial<Observation>, value: string, expected: boolean][] = [
    [DAY, '2026-03-10', true],
    [DAY, 'eq2026-03', true],
    [DAY, '2026-03-10T12:00:00Z', false],
    [INSTANT, '2026-03-10', true],
    [INSTANT, 'ne2026-03-10', false],
    [INSTANT, 'gt2026-03-09', true],
    [INSTANT, 'gt2026-03-10', false],
    [INSTANT, 'ge2026-03-10', true],
    [INSTANT, 'lt2026-03-10', false],
    [INSTANT, 'le2026-03-10', true],
    [INSTANT, 'lt2026-03-11', true],
    [INSTANT, 'sa2026-03-09', true],
    [INSTANT, 'eb2026-03-11', true],
    [SINCE, 'gt2030-01-01', true],
    [SINCE, 'sa2030-01-01', false],
    [SINCE, 'eb2030-01-01', false],
    [SINCE, 'lt2026-03-10', false],
    [{}, 'ne2026-03-10', false],
    [{ effectiveDateTime: '2026-03-10T01:00:00+02:00' }, '2026-03-09', true],
    [{ effectiveDateTime: 'no date' }, 'ge1900', false],
  ];
  for (const [resource, value, expected] of table)
    it(`answers date=${value} with ${String(expected)} for ${JSON.stringify(resource)}`, () => {
      assert.equal(isMatch(resource, ['date', value]), expected);
    });

  it('refuses what it cannot answer exactly, and says which parameter it was', () => {
    for (const [name, value] of [
      ['code:text', 'pulse'],
      ['value-quantity', 'gt5'],
      ['subject', 'Patient/p2'],
      ['performer:Practitioner.name', 'x'],
      ['date', 'ap2026'],
      ['date', '2026-02-30'],
      ['status', 'http://hl7.org/fhir/observation-status|final'],
      ['_sort', 'code'],
      ['_count', '0'],
      ['_include', 'Observation:encounter'],
      ['_text', 'x'],
      ['code', ''],
    ] as const)
      assert.equal(refusal(name, value), 'unsupported-offline', `${name}=${value}`);
    assert.throws(
      () => parseLocalSearch('Observation', [['value-quantity', 'gt5']], scope),
      /value-quantity/,
    );
  });

  it('never lets the value of a parameter into its message', () => {
    assert.throws(
      () => parseLocalSearch('Observation', [['date', '010101-1234']], scope),
      (error: Error) => !error.message.includes('010101'),
    );
  });
});

describe('a coverage', () => {
  const pair = fc.oneof(
    fc.tuple(
      fc.constant('code'),
      fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((list) => list.join(',')),
    ),
    fc.tuple(fc.constant('status'), fc.constantFrom('final', 'amended', 'final,amended')),
    fc.tuple(
      fc.constant('date'),
      fc.constantFrom(
        'ge2026',
        'ge2026-02',
        'ge2026-02-03',
        'ge2025-12-31',
        'le2026-02',
        'ge2026-02-03T10:00:00Z',
      ),
    ),
  );
  const date = fc.constantFrom(
    ...['2025', '2026-02', '2026-02-03', '2026-02-03T10:00:00Z', '2027-01-01'].map((effectiveDateTime) => ({
      effectiveDateTime,
    })),
    ...[{ start: '2025-12-01', end: '2026-02-10' }, { start: '2025-12-01' }].map((effectivePeriod) => ({
      effectivePeriod,
    })),
  );
  const resource = fc.record({
    status: fc.constantFrom('final', 'amended'),
    code: fc.constantFrom('a', 'b', 'c').map((code) => ({ coding: [{ code }] })),
    date,
  });

  it('that is found for a search has every match of that search', () => {
    fc.assert(
      fc.property(
        fc.array(pair, { maxLength: 3 }),
        fc.array(pair, { maxLength: 2 }),
        resource,
        (asked, wide, one) => {
          const { date: when, ...rest } = one;
          const coverage = { resourceType: 'Observation', pairs: wide, completeAt: 0, fullAt: 0 };
          if (!coverageOf([coverage], coverage, asked)) return;
          assert.ok(!isMatch({ ...rest, ...when }, ...asked) || isMatch({ ...rest, ...when }, ...wide));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('of all serves a search for some, and not the other way round', () => {
    const of = (...pairs: Pair[]) => ({ resourceType: 'Observation', pairs, completeAt: 0, fullAt: 0 });
    const asked: Pair[] = [
      ['code', 'a'],
      ['date', 'ge2026-03'],
    ];
    assert.ok(coverageOf([of()], of(), asked));
    assert.ok(
      coverageOf([of(['date', 'ge2026'], ['code', 'a,b'])], of(), [
        ['code', 'a'],
        ['date', 'ge2027-03'],
      ]),
    );
    assert.equal(
      coverageOf([of(['code', 'a'], ['date', 'ge2026-03'], ['status', 'final'])], of(), asked),
      undefined,
    );
    assert.equal(coverageOf([of()], { resourceType: 'Encounter' }, asked), undefined);
  });
});
