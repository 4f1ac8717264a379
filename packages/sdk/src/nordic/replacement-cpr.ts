import { checkCpr } from './cpr.ts';
import type { IdentifierCheck } from './identifier-check.ts';

// DDMMYY, a digit that tells the two kinds apart, two letters, a digit (clinical.md §2.2). The rules of
// CPR for century and gender do not apply, so the check tells neither.

/** Checks an X-eCPR, the national replacement of a CPR number. */
export function checkXEcpr(text: string): IdentifierCheck {
  return checkReplacement(text, /^\d{6}[17][A-Z]{2}\d$/);
}

/** Checks a D-eCPR, a region's replacement of a CPR number. Its system says which region gave it. */
export function checkDEcpr(text: string): IdentifierCheck {
  return checkReplacement(text, /^\d{6}[056][A-Z]{2}\d$/);
}

function checkReplacement(text: string, pattern: RegExp): IdentifierCheck {
  const value = text
    .trim()
    .toUpperCase()
    .replace(/^(\d{6})[- ]/, '$1');
  // The date part follows the same rule as CPR's; four digits complete it to a number of that form.
  const hasDate = checkCpr(`${value.slice(0, 6)}0000`).verdict === 'plausible';
  return hasDate && pattern.test(value)
    ? { verdict: 'plausible', value, warnings: [] }
    : { verdict: 'malformed' };
}
