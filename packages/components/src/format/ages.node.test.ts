import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { ageOf, yearsOf } from './ages.ts';
import { toIsoWithOffset } from './dates.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** As a person counts: how many birthdays lie on or before the day. 29 February is 1 March where there is none. */
function birthdaysUntil([year, month, day]: readonly [number, number, number], until: number): number {
  let n = 0;
  while (Date.UTC(year + n + 1, month - 1, day) <= until) n += 1;
  return n;
}

const births = [
  [1900, 2, 28],
  [1999, 12, 31],
  [2000, 2, 28],
  [2000, 2, 29],
  [2000, 3, 1],
  [2004, 2, 29],
  [2010, 10, 31],
] as const;
const two = (n: number) => String(n).padStart(2, '0');

describe('age over leap days and time zones', () => {
  for (const timeZone of ['Europe/Copenhagen', 'America/St_Johns', 'Pacific/Apia', 'Pacific/Kiritimati']) {
    test(`in ${timeZone} a year is completed at midnight of the birthday there, every day of eight years`, () => {
      process.env.TZ = timeZone;
      for (const birth of births) {
        const iso = `${birth[0]}-${two(birth[1])}-${two(birth[2])}`;
        for (let offset = 0; offset < 8 * 365 + 2; offset += 1) {
          const day = new Date(Date.UTC(2023, 0, 1 + offset));
          const expected = birthdaysUntil(birth, day.getTime());
          const [y, m, d] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
          for (const at of [new Date(y, m, d, 0, 0, 0), new Date(y, m, d, 23, 59, 59)]) {
            assert.equal(yearsOf(iso, at), expected, `${iso} on ${day.toISOString()}`);
          }
        }
      }
    });
  }

  test('hours are counted in real time: the nights with 23 and 25 hours do not change them', () => {
    process.env.TZ = 'Europe/Copenhagen';
    for (const [birth, wall] of [
      ['2025-03-29T12:00:00+01:00', new Date(2025, 2, 30, 12)],
      ['2025-10-25T12:00:00+02:00', new Date(2025, 9, 26, 12)],
    ] as const) {
      const hours = birth.includes('-03-') ? 23 : 25;
      assert.deepEqual(ageOf(birth, wall), [{ unit: 'hours', n: hours }]);
    }
  });

  test('an instant written with its offset is the same instant, also in the hour that comes twice', () => {
    process.env.TZ = 'Europe/Copenhagen';
    const first = new Date('2025-10-26T02:30:00+02:00');
    const second = new Date('2025-10-26T02:30:00+01:00');
    assert.equal(toIsoWithOffset(first), '2025-10-26T02:30:00+02:00');
    assert.equal(toIsoWithOffset(second), '2025-10-26T02:30:00+01:00');
    assert.equal(second.getTime() - first.getTime(), 3_600_000);
  });
});
