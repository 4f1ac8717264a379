import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { durationBetween, formatDuration } from './durations.ts';
import { isOver } from './instants.ts';

const zone = process.env.TZ;
before(() => {
  process.env.TZ = 'Europe/Copenhagen';
});
after(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const said = (from: unknown, to: unknown) => {
  const duration = durationBetween(from, to);
  return duration && formatDuration(duration, 'da').replaceAll('\u00a0', ' ');
};

describe('durations', () => {
  it('DUR-01 DUR-02 DUR-03 are whole numbers of units that cannot be mistaken, without units of zero', () => {
    assert.equal(said('2025-11-14T08:50:00+01:00', '2025-11-14T09:35:40+01:00'), '45 min.');
    assert.equal(said('2025-11-14T08:50:00+01:00', '2025-11-15T14:00:00+01:00'), '29 t. 10 min.');
    assert.equal(said('2025-11-14T08:00:00+01:00', '2025-11-17T12:59:00+01:00'), '3 dage 4 t.');
    assert.equal(said('2025-11-14T08:00:00+01:00', '2025-11-17T08:59:00+01:00'), '3 dage');
    assert.equal(said('2025-11-14T08:00:00+01:00', '2025-11-25T20:00:00+01:00'), '11 dage');
    assert.equal(said('2025-01-14', '2025-02-15'), '1 md. 1 dag');
    assert.equal(said('2023-01-14', '2025-05-20'), '2 år 4 mdr.');
    assert.equal(said('2025-01-14', '2025-01-14'), '0 dage');
  });

  it('DUR-04 number and unit stay together, the largest first', () => {
    const duration = durationBetween('2025-11-14T08:00:00+01:00', '2025-11-17T12:00:00+01:00') ?? [];
    assert.equal(formatDuration(duration, 'da'), '3\u00a0dage 4\u00a0t.');
    assert.equal(formatDuration(duration, 'en'), '3\u00a0dage 4\u00a0t.', 'Danish until English is loaded');
  });

  it('follow the calendar: leap days, short months and the change of the clock', () => {
    assert.equal(said('2024-02-28', '2024-03-01'), '2 dage');
    assert.equal(said('2025-02-28', '2025-03-01'), '1 dag');
    assert.equal(said('2024-01-31', '2024-02-29'), '1 md.');
    assert.equal(said('2024-02-29', '2025-02-28'), '1 år');
    assert.equal(said('2025-03-28T08:00:00+01:00', '2025-03-31T08:00:00+02:00'), '3 dage');
    assert.equal(said('2025-10-24T08:00:00+02:00', '2025-10-27T08:00:00+01:00'), '3 dage');
  });

  it('are in days where one end has no time of day, and unknown where one has no day', () => {
    assert.equal(said('2025-11-14', '2025-11-16T23:00:00+01:00'), '2 dage');
    for (const [from, to] of [
      ['2025', '2025-11-16'],
      ['2025-10', '2025-11-16'],
      ['2025-11-16', '2025-11-14'],
      [undefined, '2025-11-14'],
      ['2025-11-14', {}],
      ['i går', '2025-11-14'],
    ])
      assert.equal(said(from, to), undefined);
  });
});

describe('instants', () => {
  it('a day, a month and a year are over once all of them is', () => {
    const at = (date: string) => new Date(date).getTime();
    assert.equal(isOver('2025-11-14', at('2025-11-14T23:59:00+01:00')), false);
    assert.equal(isOver('2025-11-14', at('2025-11-15T00:00:00+01:00')), true);
    assert.equal(isOver('2025-11', at('2025-11-30T12:00:00+01:00')), false);
    assert.equal(isOver('2025-11', at('2025-12-01T12:00:00+01:00')), true);
    assert.equal(isOver('2025', at('2025-12-31T12:00:00+01:00')), false);
    assert.equal(isOver('2025', at('2026-01-01T12:00:00+01:00')), true);
    assert.equal(isOver('2025-11-14T10:00:00+01:00', at('2025-11-14T10:01:00+01:00')), true);
    assert.equal(isOver({}, at('2025-11-14T10:01:00+01:00')), false);
  });
});
