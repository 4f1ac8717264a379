import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { news2, score, tobs } from '@samspil/sdk/clinical';
import { scoreBands } from './score-bands.ts';

describe('bands of a score', () => {
  it('CHT-25 a value lies in the band of exactly the points that the score gives it', () => {
    for (const table of [news2, tobs]) {
      for (const parameter of table.parameters) {
        if (!('bands' in parameter) || parameter.corrections) continue;
        const { bands } = scoreBands(table, parameter.key, '1');
        for (let value = 0; value <= 260; value += 0.25) {
          const drawn = bands.find(({ min, max }) => value >= min && value < max)?.label ?? '0';
          const scored = score(table, { [parameter.key]: value, scale: '1' });
          const points: Readonly<Record<string, number | undefined>> = scored.points;
          assert.equal(drawn, String(points[parameter.key]), `${parameter.key} ${value}`);
        }
      }
    }
  });

  it('limits that depend on more than the value are not drawn, and it is known that they are not', () => {
    const scale2 = scoreBands(news2, 'oxygenSaturation', '2');
    assert.ok(scale2.isPartial);
    assert.ok(scale2.bands.every(({ max }) => max <= 88));
    assert.equal(scoreBands(news2, 'oxygenSaturation', '1').isPartial, false);
    assert.deepEqual(scoreBands(news2, 'consciousness', '1'), { bands: [], isPartial: false });
    const corrected = tobs.parameters.find((each) => 'corrections' in each && each.corrections);
    if (corrected) assert.deepEqual(scoreBands(tobs, corrected.key, '1'), { bands: [], isPartial: true });
  });
});
