import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarFor } from './calendar.ts';

test('agrees with the platform about Copenhagen, hour by hour through both changes of a year', () => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Copenhagen',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const calendar = calendarFor(new Date('2026-11-22T09:30:00Z'));
  for (const start of ['2026-03-28T00:00:00Z', '2026-10-24T00:00:00Z', '2025-10-25T00:00:00Z']) {
    for (let hour = 0; hour < 48; hour += 1) {
      const at = Date.parse(start) + hour * 3_600_000;
      const instant = calendar.instant(at);
      assert.equal(Date.parse(instant), at, 'the offset is right');
      assert.equal(instant.slice(0, 19).replace('T', ' '), format.format(at), 'the wall clock is right');
      assert.equal(calendar.hour(at), Number(instant.slice(11, 13)));
    }
  }
});

test('finds an hour of the day across a change of the clock', () => {
  const calendar = calendarFor(new Date('2026-10-27T09:30:00Z'));
  assert.equal(calendar.instant(calendar.at(0, 7, 5)), '2026-10-27T07:05:00+01:00');
  assert.equal(calendar.instant(calendar.at(3, 7, 5)), '2026-10-24T07:05:00+02:00');
  assert.equal(calendar.instant(calendar.at(-2, 14)), '2026-10-29T14:00:00+01:00');
});

test('names the day in Copenhagen, not the one in Greenwich', () => {
  const calendar = calendarFor(new Date('2026-06-30T22:30:00Z'));
  assert.equal(calendar.day(0), '2026-07-01');
  assert.equal(calendar.date(calendar.now), '2026-07-01');
  assert.equal(calendar.day(1), '2026-06-30');
});
