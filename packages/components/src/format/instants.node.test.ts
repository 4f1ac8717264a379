import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { instantOf, newestFirst, oldestFirst, rangeOf } from './instants.ts';

const timeZone = 'Europe/Copenhagen';
const iso = (at: number | undefined) => at !== undefined && new Date(at).toISOString();

describe('the instant of a FHIR date', () => {
  it('is what the date says where it has a zone, wherever the screen is', () => {
    assert.equal(iso(instantOf('2026-03-24T10:00:00+01:00', { timeZone })), '2026-03-24T09:00:00.000Z');
    assert.equal(iso(instantOf('2026-03-24T10:00:00Z')), '2026-03-24T10:00:00.000Z');
  });

  it('without a zone is by the clock of the given one, in winter and in summer', () => {
    assert.equal(iso(instantOf('2026-01-24T10:00:00', { timeZone })), '2026-01-24T09:00:00.000Z');
    assert.equal(iso(instantOf('2026-07-24T10:00:00', { timeZone })), '2026-07-24T08:00:00.000Z');
    assert.equal(iso(instantOf('2026-03-29T01:30:00', { timeZone })), '2026-03-29T00:30:00.000Z');
    assert.equal(iso(instantOf('2026-03-29T03:30:00', { timeZone })), '2026-03-29T01:30:00.000Z');
    assert.equal(iso(instantOf('2026-10-25T04:00:00', { timeZone })), '2026-10-25T03:00:00.000Z');
  });

  it('a day, a month and a year are all of it, also when the clock changes in them', () => {
    const hours = (date: string) => {
      const [from = 0, to = 0] = rangeOf(date, { timeZone }) ?? [];
      return (to - from) / 3_600_000;
    };
    assert.deepEqual(['2026-03-28', '2026-03-29', '2026-10-25'].map(hours), [24, 23, 25]);
    assert.equal(hours('2026-02'), 28 * 24);
    assert.equal(hours('2026'), 365 * 24);
  });

  it('is none for what is no date', () => {
    for (const date of ['efter påske', '2026-02-30', '2026-03-24Tx', 7, null, undefined, {}])
      assert.equal(instantOf(date, { timeZone }), undefined);
  });

  it('puts what has no date last, in either order', () => {
    assert.deepEqual([1, undefined, 3, 2].sort(newestFirst), [3, 2, 1, undefined]);
    assert.deepEqual([3, undefined, 1].sort(oldestFirst), [1, 3, undefined]);
    const mixed = [{ at: undefined }, { at: 1 }, { at: 2 }];
    assert.deepEqual(
      mixed.toSorted((a, b) => newestFirst(a.at, b.at)).map(({ at }) => at),
      [2, 1, undefined],
    );
  });
});
