import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValidationError } from '../../errors.ts';
import { readScoreTable } from './read-score-table.ts';
import { score } from './score.ts';
import { news2 } from './tables/news2.ts';
import { tobs } from './tables/tobs.ts';

const fixture = () =>
  JSON.parse(
    readFileSync(new URL('../../../test/fixtures/scores/regional-table.json', import.meta.url), 'utf8'),
  ) as Record<string, unknown> & { parameters: Record<string, unknown>[]; responses: object[] };

function faultsOf(json: unknown): string[] {
  try {
    readScoreTable(json);
  } catch (error) {
    assert.ok(error instanceof ValidationError, String(error));
    assert.equal(error.code, 'invalid-request');
    return error.faults.map(({ path, fault }) => `${path} ${fault}`);
  }
  return [];
}

const pulse = (bands: unknown) => ({
  ...fixture(),
  parameters: [{ key: 'pulse', unit: '/min', decimals: 0, bands }, ...fixture().parameters.slice(1)],
});

test('reads the tables that ship with Samspil as it would any region’s', () => {
  assert.equal(readScoreTable(news2), news2);
  assert.equal(readScoreTable(tobs), tobs);
});

test('reads a regional table, which then says what to do next in its own words', () => {
  const result = score(readScoreTable(fixture()), { pulse: 130, consciousness: 'V' });
  assert.ok(result.status === 'complete');
  assert.deepEqual(
    [result.total, result.level, result.response.says?.da, result.response.repeatMinutes],
    [5, 'act', 'Ring til vagthavende læge', 30],
  );
});

test('refuses bands that overlap, leave a gap, or do not reach to both ends', () => {
  assert.deepEqual(
    faultsOf(
      pulse([
        { max: 90, points: 0 },
        { min: 90, points: 3 },
      ]),
    ),
    ['pulse has bands that overlap at 90'],
  );
  assert.deepEqual(
    faultsOf(
      pulse([
        { max: 90, points: 0 },
        { min: 92, points: 3 },
      ]),
    ),
    ['pulse has a gap between 90 and 92'],
  );
  assert.deepEqual(faultsOf(pulse([{ min: 20, points: 0 }])), ['pulse has no band below 20']);
  assert.deepEqual(faultsOf(pulse([{ max: 20, points: 0 }])), ['pulse has no band above 20']);
  assert.deepEqual(
    faultsOf(
      pulse([
        { max: 90, points: 0 },
        { min: 91, max: 80, points: 1 },
        { min: 91, points: 3 },
      ]),
    ),
    ['pulse has a band that ends before it begins'],
  );
});

test('refuses responses that leave a total without an answer', () => {
  assert.deepEqual(faultsOf({ ...fixture(), responses: fixture().responses.slice(1) }), [
    'responses has no answer to a total of 0',
  ]);
});

test('refuses a misspelt field, a repeated parameter, and a shape that is none', () => {
  assert.deepEqual(faultsOf({ ...fixture(), windowMinuts: 30 }), ['windowMinuts is not known']);
  assert.deepEqual(faultsOf(pulse([{ maks: 90, points: 0 }])), ['parameters[0].bands[0].maks is not known']);
  const [first] = fixture().parameters;
  assert.deepEqual(faultsOf({ ...fixture(), parameters: [first, first] }), [
    'parameters[1].key occurs twice',
  ]);
  for (const none of [undefined, null, 'news2', 7, [], [fixture()]]) {
    assert.deepEqual(faultsOf(none), [' is no object']);
  }
});

test('refuses a number that is none, points below 0, and a tone, priority or interval nobody knows', () => {
  assert.deepEqual(faultsOf(pulse([{ points: -1 }])), ['parameters[0].bands[0].points is not 0, 1, 2, …']);
  assert.deepEqual(faultsOf(pulse([{ max: '90', points: 0 }])), [
    'parameters[0].bands[0].max is not a number',
  ]);
  assert.deepEqual(faultsOf({ ...fixture(), windowMinutes: 0 }), ['windowMinutes is not a number above 0']);
  const response = { min: 0, level: 'a', monitoring: 'b' };
  const wrong = { ...response, tone: 'pink', priority: 'now', repeatMinutes: -5, says: { da: '' } };
  assert.deepEqual(faultsOf({ ...fixture(), responses: [wrong] }), [
    'responses[0].tone is none of ok, info, warn, alarm',
    'responses[0].says.da is not a text',
    'responses[0].repeatMinutes is not 0, 1, 2, …',
    'responses[0].priority is none of routine, urgent, asap, stat',
  ]);
});

test('points of any size are judged at once: a table from outside cannot stop the page', () => {
  const json = fixture();
  const banded = json.parameters.find((parameter) => Array.isArray(parameter.bands));
  const [band] = banded?.bands as { points: number }[];
  assert.ok(band);
  band.points = Number.MAX_SAFE_INTEGER;
  for (const response of json.responses) if ('min' in response) Object.assign(response, { max: 30 });
  assert.deepEqual(faultsOf(json), ['responses has no answer to a total of 31']);
});

test('whatever stands in one place of a table, it is read whole or refused with a path', () => {
  const paths = (value: unknown): (string | number)[][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => [[key], ...paths(each).map((path) => [key, ...path])])
      : [];
  const places = paths(fixture());
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.anything(), (path, value) => {
      const json = fixture();
      const last = path.at(-1) ?? '';
      const parent = path
        .slice(0, -1)
        .reduce((at: unknown, key) => (at as Record<string, unknown>)[key], json);
      (parent as Record<string, unknown>)[last] = value;
      for (const fault of faultsOf(json)) assert.match(fault, / (is|has|occurs) /s);
    }),
  );
});
