import { calendarDate, weightedSum, type IdentifierCheck } from './identifier-check.ts';

// A day that its month can have, as DK Core's invariant demands: 29 February in any year. Then six digits.
const CPR =
  /^(?:(?:0[1-9]|[12]\d|3[01])(?:01|03|05|07|08|10|12)|(?:0[1-9]|[12]\d|30)(?:04|06|09|11)|(?:0[1-9]|[12]\d)02)\d{6}$/;

const WEIGHTS = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/** How {@link checkCpr} checks. */
export interface CprCheckOptions {
  /**
   * Adds the warning `check-digit` when modulo 11 fails. Default false: since 1 October 2007 numbers without it are
   * handed out and fully valid, so it is at most a mild hint on what was typed by hand.
   */
  modulo11?: boolean;
}

/** Checks a Danish CPR number, typed or stored; one hyphen or space before the last four is accepted. */
export function checkCpr(text: string, options: CprCheckOptions = {}): IdentifierCheck {
  const value = text.trim().replace(/^(\d{6})[- ](\d{4})$/, '$1$2');
  if (!CPR.test(value)) return { verdict: 'malformed' };
  const birthDate = cprBirthDate(value);
  const failsModulo11 = options.modulo11 === true && !passesModulo11(value);
  return {
    verdict: 'plausible',
    value,
    warnings: [...(birthDate ? [] : ['date' as const]), ...(failsModulo11 ? ['check-digit' as const] : [])],
    ...(birthDate && { birthDate }),
    gender: Number(value.charAt(9)) % 2 === 0 ? 'female' : 'male',
  };
}

/** The year of birth: the seventh digit together with the two digits of the year gives the century. */
export function cprBirthYear(cpr: string): number {
  const year = Number(cpr.slice(4, 6));
  const seventh = Number(cpr.charAt(6));
  if (seventh <= 3) return 1900 + year;
  if (seventh === 4 || seventh === 9) return (year <= 36 ? 2000 : 1900) + year;
  return (year <= 57 ? 2000 : 1800) + year;
}

/** True when the old check digit fits. Says nothing about validity: see {@link CprCheckOptions}. */
export function passesModulo11(cpr: string): boolean {
  return weightedSum(cpr, WEIGHTS) % 11 === 0;
}

function cprBirthDate(cpr: string): string | undefined {
  return calendarDate(cprBirthYear(cpr), Number(cpr.slice(2, 4)), Number(cpr.slice(0, 2)));
}
