import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InstantReader } from './instant-reader.ts';

describe('instants', () => {
  it('are what the platform reads, in every form, over leap days and offsets, sound or not', () => {
    const reader = new InstantReader();
    const dates = [
      '1969-12-31',
      '1970-01-01',
      '2024-02-29',
      '2023-02-29',
      '2025-10-26',
      '2026-13-01',
      '20a6-01-01',
      '2026/01/01',
    ];
    const times = [
      '00:00:00',
      '23:59:59',
      '24:00:00',
      '12:60:00',
      '12:00:60',
      '1:00:00',
      '12.00.00',
      '02:30:15.007',
      '02:30:15.9',
      '02:30:15.1234567',
      '02:30',
    ];
    const zones = ['Z', '+01:00', '-05:30', '+23:59', '+24:00', '+0100', 'z', '', '+01:0x'];
    for (const date of dates)
      for (const time of times)
        for (const zone of zones) {
          const text = `${date}T${time}${zone}`;
          assert.equal(reader.read(text), Date.parse(text), text);
        }
    for (const text of ['', 'yesterday', '2026', '2026-01-01', '2026-01-01 12:00:00Z'])
      assert.equal(reader.read(text), Date.parse(text), text);
  });

  it('a day that was read before is no day for a text with other separators', () => {
    const reader = new InstantReader();
    assert.equal(reader.read('2026-01-02T03:04:05Z'), Date.UTC(2026, 0, 2, 3, 4, 5));
    for (const text of ['2026x01x02T03:04:05Z', '2026-01x02T03:04:05Z'])
      assert.equal(reader.read(text), Date.parse(text), text);
  });
});
