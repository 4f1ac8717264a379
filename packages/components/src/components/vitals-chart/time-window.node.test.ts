import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { panned, selected, spanOf, zoomed } from './time-window.ts';

const hour = 3_600_000;

describe('the time of the charts', () => {
  it('CHT-11 a set period has one length, ends now, and is not stretched to the data', () => {
    const now = 1000 * hour;
    const day = spanOf('24h', { first: 0, now });
    assert.equal(day.from, now - 24 * hour);
    assert.ok(day.to > now && day.to < now + hour);
    assert.deepEqual(spanOf('24h', { first: now - hour, now }), day);
    assert.ok(spanOf('all', { first: 0, now }).from <= 0);
  });

  it('looking closer keeps the instant it is about, and stops at ten minutes', () => {
    const span = { from: 0, to: 8 * hour };
    assert.deepEqual(zoomed(span, 0.5, 2 * hour), { from: hour, to: 5 * hour });
    assert.deepEqual(zoomed(span, 2), { from: -4 * hour, to: 12 * hour });
    let close = span;
    for (let turn = 0; turn < 40; turn += 1) close = zoomed(close, 0.5);
    assert.equal(Math.round(close.to - close.from), hour / 6);
    assert.equal(selected({ from: 0, to: 1 }).to - selected({ from: 0, to: 1 }).from, hour / 6);
  });

  it('goes half a span earlier or later', () => {
    assert.deepEqual(panned({ from: 0, to: 8 * hour }, -1), { from: -4 * hour, to: 4 * hour });
    assert.deepEqual(panned({ from: 0, to: 8 * hour }, 1), { from: 4 * hour, to: 12 * hour });
  });
});
