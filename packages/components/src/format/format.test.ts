import { expect } from '@open-wc/testing';
import { loadLocale } from '../locales/index.ts';
import {
  ageOf,
  formatAge,
  formatDate,
  formatDateTime,
  formatMoment,
  formatName,
  formatNumber,
  formatQuantity,
  formatTime,
  formatUnit,
  identifierOf,
  nameOf,
  parseTypedNumber,
  preferredNameOf,
  toIsoWithOffset,
  yearsOf,
} from './index.ts';

const noBreak = (words: string) => words.replace(/ /g, '\u00a0');
const zone = { timeZone: 'Europe/Copenhagen' };

await Promise.all([loadLocale('sv'), loadLocale('en')]);

describe('format', () => {
  it('numbers have the decimal sign of the language and no grouping below 10,000', () => {
    expect(['da', 'sv', 'en'].map((locale) => formatNumber(38.3, locale, 1))).to.deep.equal([
      '38,3',
      '38,3',
      '38.3',
    ]);
    expect(formatNumber(1234, 'da')).to.equal('1234');
    expect(formatNumber(12345, 'da')).to.equal('12.345');
    expect(formatNumber(37, 'da', 1)).to.equal('37,0');
    expect(formatNumber(NaN, 'da')).to.equal('');
  });

  it('a number and its unit are joined by a no-break space, with the unit as clinicians write it', () => {
    expect(formatQuantity({ value: 38.3, unit: 'Cel' }, 'da')).to.equal(noBreak('38,3 °C'));
    expect(formatQuantity({ value: 101, unit: 'mm[Hg]' }, 'en')).to.equal(noBreak('101 mmHg'));
    expect(formatUnit('mmol/L', 'da')).to.equal('mmol/l');
    expect(formatUnit('mmol/L', 'en')).to.equal('mmol/L');
    expect(formatUnit('constructor', 'da')).to.equal('constructor');
  });

  it('comma and dot are both decimal signs when typed', () => {
    for (const typed of ['38,3', '38.3', ' 38,3 ', '38,30']) {
      expect(parseTypedNumber(typed)).to.deep.equal({ kind: 'number', value: 38.3 });
    }
    expect(parseTypedNumber('0,123')).to.deep.equal({ kind: 'number', value: 0.123 });
  });

  it('INP-10 an entry that can be read in two ways is asked back, never guessed', () => {
    expect(parseTypedNumber('1.234')).to.deep.equal({ kind: 'ambiguous', asDecimal: 1.234, asGrouped: 1234 });
    expect(parseTypedNumber('12,345')).to.deep.equal({
      kind: 'ambiguous',
      asDecimal: 12.345,
      asGrouped: 12345,
    });
    expect(parseTypedNumber('')).to.deep.equal({ kind: 'empty' });
    for (const typed of ['1.2.3', 'abc', '1e3', '0x10', '38,', ',5', '٣']) {
      expect(parseTypedNumber(typed), typed).to.deep.equal({ kind: 'invalid' });
    }
  });

  it('dates have the local form; in English the month is in letters (DAT-01, DAT-04)', () => {
    expect(['da', 'sv', 'en'].map((locale) => formatDate('2025-09-04', locale))).to.deep.equal([
      '04.09.2025',
      '2025-09-04',
      '04-Sep-2025',
    ]);
    expect(formatDate('1912-05', 'en')).to.equal('May-1912');
    expect(formatDate('1912-05', 'da')).to.equal('05.1912');
    expect(formatDate('1912', 'sv')).to.equal('1912');
  });

  it('what is no date gives nothing, also a day that does not exist', () => {
    for (const date of ['2025-02-30', '2025-13-01', '14.11.2025', '', undefined, 5, {}]) {
      expect(formatDate(date as string, 'da')).to.equal('');
    }
  });

  it('times have 24 hours, midnight is 00 (TIM-01, TIM-04)', () => {
    const midnight = '2025-11-13T23:00:00Z';
    expect(['da', 'sv', 'en'].map((locale) => formatTime(midnight, locale, zone))).to.deep.equal([
      '00.00',
      '00:00',
      '00:00',
    ]);
    expect(formatDateTime('2025-11-14T13:05:00Z', 'da', zone)).to.equal('14.11.2025 14.05');
    expect(formatDateTime('nonsense', 'da', zone)).to.equal('');
  });

  it('moments of today and yesterday are said so, by the calendar of the zone', () => {
    const now = Date.parse('2025-11-14T23:30:00+01:00');
    const options = { ...zone, now };
    expect(formatMoment('2025-11-14T00:01:00+01:00', 'da', options)).to.equal('I dag kl. 00.01');
    expect(formatMoment('2025-11-13T23:59:00+01:00', 'da', options)).to.equal('I går kl. 23.59');
    expect(formatMoment('2025-11-12T10:00:00Z', 'da', options)).to.equal('12.11.2025 11.00');
    expect(formatMoment('2025-11-14', 'da', options)).to.equal('14.11.2025');
    expect(formatMoment('2025-11-14T08:00:00Z', 'da', { ...options, isInSentence: true })).to.equal(
      'i dag kl. 09.00',
    );
    expect(formatMoment(undefined, 'da', options)).to.equal('Tidspunkt ukendt');
  });

  it('an instant keeps the offset of the wall it was read from', () => {
    const at = new Date();
    expect(Date.parse(toIsoWithOffset(at))).to.equal(Math.floor(at.getTime() / 1000) * 1000);
    expect(toIsoWithOffset(at)).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  });

  describe('age (BAN-40)', () => {
    const at = (day: string) => new Date(`${day}T12:00:00`);
    const age = (birth: string, day: string) => {
      const found = ageOf(birth, at(day));
      return found && formatAge(found, 'en');
    };

    it('BAN-40 under 2 hours minutes, under 2 days hours, when the time of birth is known', () => {
      const born = new Date(2025, 0, 10, 12, 0);
      const birth = toIsoWithOffset(born);
      const after = (minutes: number) => ageOf(birth, new Date(born.getTime() + minutes * 60_000));
      expect(after(95)).to.deep.equal([{ unit: 'minutes', n: 95 }]);
      expect(after(119)).to.deep.equal([{ unit: 'minutes', n: 119 }]);
      expect(after(120)).to.deep.equal([{ unit: 'hours', n: 2 }]);
      expect(after(47 * 60 + 59)).to.deep.equal([{ unit: 'hours', n: 47 }]);
      expect(after(48 * 60)).to.deep.equal([{ unit: 'days', n: 2 }]);
    });

    it('BAN-40 has at most two units, on both sides of every limit', () => {
      expect(age('2025-01-01', '2025-01-28')).to.equal('27 d');
      expect(age('2025-01-01', '2025-01-29')).to.equal('4 wk');
      expect(age('2025-01-01', '2025-02-15')).to.equal('6 wk 3 d');
      expect(age('2024-01-02', '2025-01-01')).to.equal('52 wk 1 d');
      expect(age('2024-01-02', '2025-01-02')).to.equal('12 mo');
      expect(age('2024-01-02', '2025-03-07')).to.equal('14 mo 5 d');
      expect(age('2023-01-02', '2025-01-01')).to.equal('23 mo 30 d');
      expect(age('2023-01-02', '2025-01-02')).to.equal('2 y');
      expect(age('2017-11-01', '2025-01-02')).to.equal('7 y 2 mo');
      expect(age('2007-01-02', '2025-01-01')).to.equal('17 y 11 mo');
      expect(age('2007-01-02', '2025-01-02')).to.equal('18 y');
    });

    it('BAN-40 counts a birthday on 29 February from 1 March in other years', () => {
      expect(age('2004-02-29', '2022-02-28')).to.equal('17 y 11 mo');
      expect(age('2004-02-29', '2022-03-01')).to.equal('18 y');
      expect(age('2024-02-29', '2025-03-01')).to.equal('12 mo');
    });

    it('BAN-40 a partial birth date gives years, or months', () => {
      expect(age('1980', '2025-06-01')).to.equal('45 y');
      expect(age('2024-12', '2025-06-01')).to.equal('6 mo');
      expect(age('1980-12', '2025-06-01')).to.equal('44 y');
    });

    it('is not known without a birth date, with a wrong one, or with one in the future', () => {
      for (const birth of [undefined, '', '2025-02-30', '2999-01-01', '2999']) {
        expect(ageOf(birth, at('2025-06-01'))).to.equal(undefined);
        expect(yearsOf(birth, at('2025-06-01'))).to.equal(undefined);
      }
    });

    it('completed years of a partial date are the fewest it can be', () => {
      expect(yearsOf('2009-06-01', at('2025-06-01'))).to.equal(16);
      expect(yearsOf('2009-06-02', at('2025-06-01'))).to.equal(15);
      expect(yearsOf('2009', at('2025-06-01'))).to.equal(15);
    });
  });

  it('NAM-01 family name, comma, given name, title in parentheses without a full stop', () => {
    const name = nameOf([
      { use: 'nickname', given: ['Lis'] },
      { use: 'usual', family: 'Usual' },
      { use: 'official', family: 'Sørensen', given: ['Else', 'Marie'], prefix: ['Dr.'] },
    ]);
    expect(name && formatName(name)).to.equal('Sørensen, Else Marie (Dr)');
    expect(preferredNameOf([{ use: 'nickname', given: ['Lis'] }])).to.equal('Lis');
  });

  it('a name with text only is shown as it is, and wrong shapes give none', () => {
    expect(nameOf([{ text: 'Ukendt mand' }])).to.deep.equal({ text: 'Ukendt mand' });
    for (const names of [undefined, null, 'Else', [null, 5], [{ family: 5, given: 'x'.repeat(0) }], [{}]]) {
      expect(nameOf(names)).to.equal(undefined);
    }
  });

  it('IDN-01 IDN-02 a national number is complete and in its groups, before a replacement and any other', () => {
    const cpr = { system: 'urn:oid:1.2.208.176.1.2', value: '0201919990' };
    const replacement = { system: 'urn:oid:1.2.208.176.1.6.1.1', value: '0201911AB1' };
    expect(identifierOf([{ value: 'x' }, replacement, cpr])).to.deep.equal({
      label: 'banner.id.cpr',
      value: '020191-9990',
    });
    expect(identifierOf([{ value: 'x' }, replacement])?.label).to.equal('banner.id.replacement');
    expect(identifierOf([null, 5, { system: 5, value: 7 }, { system: 5, value: 'A1' }])).to.deep.equal({
      label: 'banner.id.other',
      value: 'A1',
    });
    expect(identifierOf('0201919990')).to.equal(undefined);
  });
});
