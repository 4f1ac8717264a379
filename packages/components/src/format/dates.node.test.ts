import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locales } from '../locales/languages.ts';
import { loadLocale } from '../locales/index.ts';
import { formatDate, formatDateTime, formatMoment, formatTime } from './dates.ts';

const timeZone = 'Europe/Copenhagen';
await Promise.all(locales.map(loadLocale));

test('DAT-02 DAT-03 years have four digits and days two, in every language', () => {
  for (const locale of locales) {
    assert.match(formatDate('2026-03-02', locale), /\b02\b/);
    assert.match(formatDate('2026-03-02', locale), /\b2026\b/);
    assert.match(formatDate('0099', locale), /^0099$/);
  }
  assert.equal(formatDate('2026-03-02', 'da'), '02.03.2026');
});

test('TIM-02 TIM-03 TIM-06 hours and minutes have two digits each, no seconds, and a space after the date', () => {
  const at = '2026-03-02T08:05:59+01:00';
  assert.equal(formatDateTime(at, 'da', { timeZone }), '02.03.2026 08.05');
  assert.equal(formatDateTime(at, 'sv', { timeZone }), '2026-03-02 08:05');
  assert.equal(formatDateTime(at, 'en', { timeZone }), '02-Mar-2026 08:05');
  for (const locale of locales) assert.match(formatTime(at, locale, { timeZone }), /^08[.:]05$/);
});

test('DAT-07 no date or time, and one that cannot be read, is a word in every language', () => {
  const words = locales.map((locale) => formatMoment(undefined, locale));
  assert.deepEqual(words, ['Tidspunkt ukendt', 'Okänd tidpunkt', 'Time unknown']);
  for (const wrong of ['', 'i går', '2026-02-30', '2026-13', '2026-03-02T25:00:00Z'])
    for (const [index, locale] of locales.entries())
      assert.equal(formatMoment(wrong, locale), words[index], wrong);
});
