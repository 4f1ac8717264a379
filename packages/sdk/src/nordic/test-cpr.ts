import { SamspilError } from '../errors.ts';
import { calendarDate } from './identifier-check.ts';
import { checkCpr, cprBirthYear, passesModulo11 } from './cpr.ts';

/** A person of no flesh, for examples and tests. */
export interface TestPerson {
  /** `YYYY-MM-DD`, 1900 to 2036. 1 January is refused: see {@link isTestCpr}. */
  birthDate: string;
  gender: 'female' | 'male';
  /** Which of the numbers of that day, from 0: twins have neighbouring ones. Default 0. */
  index?: number;
}

/**
 * True for a CPR number that can belong to nobody. All of these hold:
 *
 * - its last four have the form `x99x` of the official test numbers, as in the examples of DK Core;
 * - it fails modulo 11, and numbers that fail are only handed out since 1 October 2007, where a date ran out of others;
 * - its date is not 1 January, the date of every known case of such a number.
 *
 * A number that this refuses could belong to a living person: never put one into an example.
 */
export function isTestCpr(value: string): boolean {
  return (
    checkCpr(value).verdict === 'plausible' &&
    /^\d{7}99\d$/.test(value) &&
    !value.startsWith('0101') &&
    !passesModulo11(value)
  );
}

/**
 * Makes a CPR number that fits a birth date and a gender and belongs to nobody.
 *
 * @throws SamspilError `invalid-request` for 1 January, a date outside 1900 to 2036, or an index beyond the numbers of
 *   that day (there are at least ten for each gender).
 */
export function testCpr({ birthDate, gender, index = 0 }: TestPerson): string {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number);
  const date = calendarDate(year, month, day);
  const number = date === birthDate ? numbersOf(date, gender)[index] : undefined;
  if (number === undefined) {
    throw new SamspilError(
      'invalid-request',
      'There is no test number for this date and index: choose another date.',
    );
  }
  return number;
}

function numbersOf(date: string, gender: 'female' | 'male'): string[] {
  const dayMonthYear = `${date.slice(8, 10)}${date.slice(5, 7)}${date.slice(2, 4)}`;
  const lastDigits = gender === 'female' ? [6, 0, 4, 2, 8] : [5, 9, 3, 7, 1];
  // 9 first, as the published test numbers have it wherever the century allows.
  return [9, 4, 3, 2, 1, 0, 5, 6, 7, 8]
    .flatMap((seventh) => lastDigits.map((last) => `${dayMonthYear}${seventh}99${last}`))
    .filter((number) => cprBirthYear(number) === Number(date.slice(0, 4)) && isTestCpr(number));
}
