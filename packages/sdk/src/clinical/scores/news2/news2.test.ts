import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Consciousness } from '../../vital-signs/consciousness.ts';
import { scoreNews2, type News2Input } from './news2.ts';
import { news2, type News2Parameter } from '../tables/news2.ts';

interface Vectors {
  vectors: { scale: 1 | 2; input: (number | string)[]; points: number[]; total: number }[];
  edges: Record<string, [number, number][]>;
}
const { vectors, edges } = JSON.parse(
  readFileSync(new URL('../../../../test/fixtures/news2-vectors.json', import.meta.url), 'utf8'),
) as Vectors;

const order = news2.parameters.map(({ key }) => key);
const healthy = {
  respiratoryRate: 16,
  oxygenSaturation: 97,
  oxygen: 'air',
  systolic: 120,
  pulse: 70,
  consciousness: 'A',
  temperature: 37,
} as const satisfies News2Input;

function complete(input: News2Input) {
  const result = scoreNews2(input);
  assert.ok(result.status === 'complete', `expected a total, got ${result.status}`);
  return result;
}

describe('NEWS2 points', () => {
  for (const { scale, input, points, total } of vectors) {
    test(`${input.join(', ')} on scale ${scale} give ${total}`, () => {
      const named = Object.fromEntries(order.map((key, index) => [key, input[index]])) as News2Input;
      const result = complete({ ...named, scale });
      assert.deepEqual(
        order.map((key) => result.points[key]),
        points,
      );
      assert.equal(result.total, total);
      assert.equal(result.scale, scale);
    });
  }

  for (const [name, pairs] of Object.entries(edges)) {
    const [parameter, variant = ''] = name.split(', ') as [News2Parameter, string?];
    const scale = variant.startsWith('scale 2') ? 2 : 1;
    const oxygen = variant.endsWith('on oxygen') ? 'oxygen' : 'air';
    for (const [value, points] of pairs) {
      test(`${name} of ${value} gives ${points}`, () => {
        assert.equal(complete({ ...healthy, oxygen, scale, [parameter]: value }).points[parameter], points);
      });
    }
  }

  test('anything but alert gives 3, and oxygen gives 2', () => {
    for (const consciousness of ['C', 'V', 'P', 'U'] as const) {
      assert.equal(complete({ ...healthy, consciousness }).points.consciousness, 3);
    }
    assert.equal(complete({ ...healthy, oxygen: 'oxygen' }).points.oxygen, 2);
  });

  test('says which values were rounded, and to what', () => {
    assert.deepEqual(complete({ ...healthy, temperature: 38.05, pulse: 90.5 }).rounded, {
      temperature: 38.1,
      pulse: 91,
    });
    assert.deepEqual(complete(healthy).rounded, {});
  });
});

describe('NEWS2 response', () => {
  const cases: [News2Input, number, string, string][] = [
    [healthy, 0, 'low', '12h'],
    [{ ...healthy, pulse: 91 }, 1, 'low', '4to6h'],
    [{ ...healthy, pulse: 111, oxygen: 'oxygen' }, 4, 'low', '4to6h'],
    [{ ...healthy, consciousness: 'C' }, 3, 'low-medium', '1h'],
    [{ ...healthy, consciousness: 'C', pulse: 91 }, 4, 'low-medium', '1h'],
    [{ ...healthy, consciousness: 'C', pulse: 111 }, 5, 'medium', '1h'],
    [{ ...healthy, respiratoryRate: 21, pulse: 111, temperature: 39.1 }, 6, 'medium', '1h'],
    [
      { ...healthy, respiratoryRate: 21, pulse: 111, temperature: 39.1, systolic: 110 },
      7,
      'high',
      'continuous',
    ],
  ];
  for (const [input, total, risk, monitoring] of cases) {
    test(`a total of ${total} with these points is ${risk} risk: measure ${monitoring}`, () => {
      const result = complete(input);
      assert.deepEqual([result.total, result.risk, result.monitoring], [total, risk, monitoring]);
    });
  }
});

describe('NEWS2 without a total', () => {
  for (const parameter of order) {
    test(`is incomplete when ${parameter} is missing, and keeps the points of the rest`, () => {
      const result = scoreNews2({ ...healthy, [parameter]: undefined });
      assert.ok(result.status === 'incomplete');
      assert.deepEqual(result.missing, [parameter]);
      assert.equal(Object.keys(result.points).length, order.length - 1);
      assert.ok(!('total' in result));
    });
  }

  test('treats a number that is none as missing', () => {
    const result = scoreNews2({ ...healthy, pulse: NaN });
    assert.ok(result.status === 'incomplete');
    assert.deepEqual(result.missing, ['pulse']);
  });

  test('gives no points for saturation on scale 2 until air or oxygen is known, where it matters', () => {
    const { oxygen: _, ...unknown } = { ...healthy, oxygenSaturation: 95, scale: 2 as const };
    const result = scoreNews2(unknown);
    assert.ok(result.status === 'incomplete');
    assert.deepEqual(result.missing, ['oxygen']);
    assert.equal(result.points.oxygenSaturation, undefined);
  });

  test('is not valid under 16, in pregnancy, or when the age is stated to be unknown', () => {
    const reasons: [News2Input, string][] = [
      [{ ...healthy, ageYears: 15 }, 'age'],
      [{ ...healthy, ageYears: 15.99 }, 'age'],
      [{ ...healthy, ageYears: null }, 'age-unknown'],
      [{ ...healthy, ageYears: NaN }, 'age-unknown'],
      [{ ...healthy, ageYears: 30, pregnant: true }, 'pregnant'],
      [{ pulse: 70, ageYears: 4 }, 'age'],
    ];
    for (const [input, reason] of reasons) {
      const result = scoreNews2(input);
      assert.ok(result.status === 'not-valid');
      assert.equal(result.reason, reason);
      assert.equal(result.points.pulse, 0, 'points may still be shown one by one');
      assert.ok(!('total' in result));
    }
  });

  test('is valid from 16, and when the caller leaves the age out', () => {
    assert.equal(scoreNews2({ ...healthy, ageYears: 16 }).status, 'complete');
    assert.equal(scoreNews2(healthy).status, 'complete');
  });
});

const anyInput = fc.record({
  respiratoryRate: fc.integer({ min: 0, max: 80 }),
  oxygenSaturation: fc.integer({ min: 50, max: 100 }),
  oxygen: fc.constantFrom('air' as const, 'oxygen' as const),
  systolic: fc.integer({ min: 40, max: 280 }),
  pulse: fc.integer({ min: 20, max: 220 }),
  consciousness: fc.constantFrom<Consciousness>('A', 'C', 'V', 'P', 'U'),
  temperature: fc.integer({ min: 3000, max: 4300 }).map((hundredths) => hundredths / 100),
  scale: fc.constantFrom(1 as const, 2 as const),
});

describe('NEWS2 of any input', () => {
  test('is the sum of its points, from 0 to 20', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const result = complete(input);
        assert.equal(
          result.total,
          Object.values(result.points).reduce((sum, points) => sum + points, 0),
        );
        assert.equal(Object.keys(result.points).length, 7);
        assert.ok(result.total >= 0 && result.total <= 20);
      }),
    );
  });

  test('does not fall when a value moves further from normal, in either direction', () => {
    const normal = { respiratoryRate: 16, systolic: 150, pulse: 70, temperature: 37 };
    const parameter = fc.constantFrom(...(Object.keys(normal) as (keyof typeof normal)[]));
    fc.assert(
      fc.property(anyInput, parameter, fc.integer({ min: 1, max: 60 }), (input, key, step) => {
        const moved = input[key] + (input[key] < normal[key] ? -step : step);
        assert.ok(complete({ ...input, [key]: moved }).total >= complete(input).total);
      }),
    );
  });

  test('does not fall when the saturation falls on scale 1', () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 1, max: 30 }), (input, step) => {
        const less = { ...input, scale: 1 as const, oxygenSaturation: input.oxygenSaturation - step };
        assert.ok(complete(less).total >= complete({ ...input, scale: 1 }).total);
      }),
    );
  });

  test('asks for at least as much when the total is higher', () => {
    const gravity = ['low', 'low-medium', 'medium', 'high'];
    fc.assert(
      fc.property(anyInput, anyInput, (one, other) => {
        const [a, b] = [complete(one), complete(other)];
        if (a.total >= 5 && b.total < 5) assert.ok(gravity.indexOf(a.risk) > gravity.indexOf(b.risk));
        if (a.total >= 7) assert.equal(a.monitoring, 'continuous');
        if (Object.values(a.points).includes(3)) assert.notEqual(a.risk, 'low');
      }),
    );
  });

  test('never has a total when any input is left out', () => {
    fc.assert(
      fc.property(anyInput, fc.subarray(order, { minLength: 1 }), (input, left) => {
        const partial = { ...input, ...Object.fromEntries(left.map((key) => [key, undefined])) };
        const result = scoreNews2(partial);
        assert.ok(result.status === 'incomplete');
        assert.deepEqual(result.missing, left);
      }),
    );
  });
});
