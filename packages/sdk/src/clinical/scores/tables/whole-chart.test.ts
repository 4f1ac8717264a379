import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { score } from '../score.ts';
import { maximumOf, type ScoreTable } from '../score-table.ts';
import { news2 } from './news2.ts';
import { tobs } from './tobs.ts';

type Value = number | string;

/** A chart as it is printed: cells of text, and a row of its own wherever the points depend on another input. */
interface Chart {
  steps: Readonly<Record<string, number>>;
  ranges: Readonly<Record<string, readonly [number, number]>>;
  rows: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  normal: Readonly<Record<string, Value>>;
  highest: number;
  responses: readonly { total: string; single?: number; level: string; repeatMinutes?: number }[];
}

const chartOf = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../../../test/fixtures/scores/${name}-chart.json`, import.meta.url), 'utf8'),
  ) as Chart;

function isInCell(cell: string, value: Value): boolean {
  if (typeof value === 'string') return cell === value;
  const [, sign, limit] = /^([<>]=) (\S+)$/.exec(cell) ?? [];
  if (sign) return sign === '<=' ? value <= Number(limit) : value >= Number(limit);
  const [from = NaN, to = from] = cell.split('-').map(Number);
  return value >= from && value <= to;
}

/** The points that the chart prints for a value; more or fewer than one cell would be an error of the fixture. */
function printed(chart: Chart, row: string, value: Value): number {
  const cells = Object.entries(chart.rows[row] ?? {}).flatMap(([points, texts]) =>
    texts.filter((text) => isInCell(text, value)).map(() => Number(points)),
  );
  assert.equal(cells.length, 1, `${row} of ${value} stands in ${cells.length} cells`);
  return cells[0] ?? NaN;
}

/** Every value of a parameter inside its range, in steps of what is recorded; or every choice. */
function everyValue(chart: Chart, row: string): Value[] {
  const [key = ''] = row.split('; ');
  const range = chart.ranges[key];
  if (!range) return Object.values(chart.rows[row] ?? {}).flat();
  const perUnit = Math.round(1 / (chart.steps[key] ?? 1));
  const count = (range[1] - range[0]) * perUnit;
  return Array.from({ length: count + 1 }, (_, index) => (range[0] * perUnit + index) / perUnit);
}

/** The values on both sides of every boundary: those where the printed points change. */
function boundaryValues(chart: Chart, row: string): Value[] {
  const values = everyValue(chart, row);
  if (typeof values[0] === 'string') return values;
  return values.filter((value, index) =>
    [values[index - 1], values[index + 1]].some(
      (next) => next === undefined || printed(chart, row, next) !== printed(chart, row, value),
    ),
  );
}

/** The row that holds for a parameter when the other inputs are these. */
function rowFor(chart: Chart, key: string, input: Readonly<Record<string, Value>>): string {
  return key in chart.rows ? key : `${key}; scale ${input.scale}; ${input.oxygen}`;
}

function inputOf(chart: Chart, row: string, value: Value): Record<string, Value> {
  const [key = '', scale = 'scale 1', oxygen] = row.split('; ');
  return { ...chart.normal, scale: scale.slice(6), ...(oxygen && { oxygen }), [key]: value };
}

/** What a row says of other inputs: nothing, or the scale and the oxygen it holds for. */
function conditionsOf(row: string): Record<string, Value> {
  const [, scale, oxygen] = row.split('; ');
  return { ...(scale && { scale: scale.slice(6) }), ...(oxygen && { oxygen }) };
}

/** Both values under the conditions of both rows; undefined where these cannot hold at once. */
function pairOf(chart: Chart, [first, a]: [string, Value], [second, b]: [string, Value]) {
  const key = second.split('; ')[0] ?? '';
  const input = inputOf(chart, first, a);
  const wanted = { ...conditionsOf(second), [key]: b };
  const fixed = { ...conditionsOf(first), [first.split('; ')[0] ?? '']: a };
  const isPossible = Object.entries(wanted).every(([name, value]) => (fixed[name] ?? value) === value);
  return isPossible ? { ...input, ...wanted } : undefined;
}

function expected(chart: Chart, keys: readonly string[], input: Readonly<Record<string, Value>>) {
  const points = Object.fromEntries(
    keys.map((key) => [key, printed(chart, rowFor(chart, key, input), input[key] ?? '')]),
  );
  const total = Object.values(points).reduce((sum, each) => sum + each, 0);
  const response = chart.responses.findLast(
    ({ total: range, single = 0 }) => isInCell(range, total) && Math.max(...Object.values(points)) >= single,
  );
  return { points, total, level: response?.level, repeatMinutes: response?.repeatMinutes };
}

function scored(table: ScoreTable<string, string, string>, input: Readonly<Record<string, Value>>) {
  const result = score(table, input);
  assert.ok(result.status === 'complete', JSON.stringify(input));
  const { points, total, level, response } = result;
  return { points, total, level, repeatMinutes: response.repeatMinutes };
}

for (const [name, table] of [
  ['news2', news2],
  ['tobs', tobs],
] as const) {
  describe(`${name} against its printed chart`, () => {
    const chart = chartOf(name);
    const keys = table.parameters.map(({ key }) => key);

    test('has exactly the parameters of the chart, and its highest total', () => {
      const rows = Object.keys(chart.rows).map((row) => row.split('; ')[0] ?? '');
      assert.deepEqual([...keys].sort(), [...new Set(rows)].sort());
      assert.equal(maximumOf(table), chart.highest);
    });

    for (const row of Object.keys(chart.rows)) {
      test(`${row}: every value gives the points that are printed`, () => {
        for (const value of everyValue(chart, row)) {
          const input = inputOf(chart, row, value);
          assert.deepEqual(scored(table, input), expected(chart, keys, input), `${row} of ${value}`);
        }
      });
    }

    test('every pair of parameters gives the printed sum and response, at every boundary of both', () => {
      const rows = Object.keys(chart.rows);
      let count = 0;
      const scales = new Set<string>();
      for (const [index, first] of rows.entries()) {
        for (const second of rows.slice(index + 1)) {
          for (const a of boundaryValues(chart, first)) {
            for (const b of boundaryValues(chart, second)) {
              const input = pairOf(chart, [first, a], [second, b]);
              if (!input) continue;
              assert.deepEqual(scored(table, input), expected(chart, keys, input));
              count += 1;
              scales.add(`${input['scale']} ${input['oxygen']}`);
            }
          }
        }
      }
      assert.ok(count > 500, `only ${count} pairs`);
      if (name === 'news2') assert.equal(scales.size, 4, 'both scales, with oxygen and without');
    });

    test('every combination of points reaches the printed response, at the edges of every total', () => {
      // One value for each number of points of each row: the whole space of totals, in both scales.
      for (const scale of name === 'news2' ? ['1', '2'] : ['1']) {
        let inputs: Record<string, Value>[] = [{ ...chart.normal, scale }];
        for (const key of keys) {
          inputs = inputs.flatMap((input) => {
            const row = rowFor(chart, key, input);
            const byPoints = new Map(
              everyValue(chart, row).map((value) => [printed(chart, row, value), value]),
            );
            return [...byPoints.values()].map((value) => ({ ...input, [key]: value }));
          });
          // Every total so far, with and without a parameter that alone gives the most.
          const kept = new Map<string, Record<string, Value>>();
          for (const input of inputs) {
            const { total, points } = expected(chart, keys, input);
            kept.set(`${total} ${Math.max(...Object.values(points))} ${input.oxygen ?? ''}`, input);
          }
          inputs = [...kept.values()];
        }
        const totals = new Set(inputs.map((input) => scored(table, input).total));
        for (const input of inputs) assert.deepEqual(scored(table, input), expected(chart, keys, input));
        assert.ok(totals.size > chart.highest - 2, `${totals.size} totals`);
      }
    });

    test('is incomplete without any one of its parameters, and never has a total then', () => {
      for (const key of keys) {
        const result = score(table, { ...chart.normal, scale: '1', [key]: undefined });
        assert.ok(result.status === 'incomplete');
        assert.deepEqual(result.missing, [key]);
        assert.ok(!('total' in result) && !('level' in result) && !('response' in result));
      }
    });
  });
}

describe('TOBS by where the temperature was taken', () => {
  const { normal } = chartOf('tobs');
  const points = (temperature: number, temperatureSite?: string) =>
    score(tobs, { ...normal, temperature, temperatureSite }).points.temperature;

  test('is corrected by 0.5 under the tongue and 1.0 under the arm before it is looked up', () => {
    assert.deepEqual([points(38.7), points(38.7, 'rectal'), points(38.7, 'oral')], [1, 1, 2]);
    assert.deepEqual([points(37.4, 'oral'), points(37.5, 'oral')], [0, 1]);
    assert.deepEqual([points(36.9, 'axillary'), points(37, 'axillary'), points(39, 'axillary')], [0, 1, 3]);
  });

  test('says which value was used, and corrects nothing for a site it does not know', () => {
    const corrected = score(tobs, { ...normal, temperature: 38.7, temperatureSite: 'oral' });
    assert.deepEqual(corrected.rounded, { temperature: 39.2 });
    assert.equal(points(38.7, 'constructor'), 1);
  });
});
