import { SamspilError } from '../errors.ts';
import { calendarDate } from './identifier-check.ts';
import { checkPersonnummer, checkSamordningsnummer, passesLuhn } from './personnummer.ts';
import type { TestPerson } from './test-cpr.ts';

/**
 * True for a Swedish number that can belong to nobody: its check digit is wrong, and a check digit is always computed
 * when a number is given out. It is shown like any other, because a number out of a record is never refused for it.
 */
export function isTestPersonnummer(value: string): boolean {
  const hasForm = [checkPersonnummer, checkSamordningsnummer].some(
    (check) => check(value).verdict === 'plausible',
  );
  return hasForm && /^\d{12}$/.test(value) && !passesLuhn(value.slice(2));
}

/**
 * Makes a personnummer, or a samordningsnummer, that fits a birth date and a gender and belongs to nobody.
 *
 * @throws SamspilError `invalid-request` for a date that does not exist or an index outside 0 to 49.
 */
export function testPersonnummer(
  { birthDate, gender, index = 0 }: TestPerson,
  kind: 'personnummer' | 'samordningsnummer' = 'personnummer',
): string {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number);
  if (calendarDate(year, month, day) !== birthDate || index < 0 || index > 49) {
    throw new SamspilError(
      'invalid-request',
      'There is no test number for this date and index: choose another date.',
    );
  }
  const dayWritten = String(kind === 'samordningsnummer' ? day + 60 : day).padStart(2, '0');
  const serial = String(900 + 2 * index + (gender === 'male' ? 1 : 0));
  const start = `${birthDate.slice(0, 4)}${birthDate.slice(5, 7)}${dayWritten}${serial}`;
  // Exactly one of ten digits is right: if 0 is, 1 is not.
  return passesLuhn(`${start.slice(2)}0`) ? `${start}1` : `${start}0`;
}
