import { calendarDate, type IdentifierCheck } from './identifier-check.ts';

/** Checks a Swedish personnummer of twelve digits, with or without the hyphen before the last four. */
export function checkPersonnummer(text: string): IdentifierCheck {
  return checkSwedish(text, 0);
}

/** Checks a Swedish samordningsnummer: the form of a personnummer with the day increased by 60. */
export function checkSamordningsnummer(text: string): IdentifierCheck {
  return checkSwedish(text, 60);
}

/** The Luhn check over any number of digits, the last one being the check digit. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const product = Number(digits.charAt(digits.length - 1 - place)) * (place % 2 === 0 ? 1 : 2);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0;
}

function checkSwedish(text: string, addedToDay: number): IdentifierCheck {
  const value = text.trim().replace(/^(\d{8})[- ](\d{4})$/, '$1$2');
  if (!/^(?:18|19|[2-9]\d)\d{10}$/.test(value)) return { verdict: 'malformed' };
  const day = Number(value.slice(6, 8)) - addedToDay;
  const month = Number(value.slice(4, 6));
  if (day < 1 || day > 31 || month < 1 || month > 12) return { verdict: 'malformed' };
  const birthDate = calendarDate(Number(value.slice(0, 4)), month, day);
  return {
    verdict: 'plausible',
    value,
    warnings: [
      ...(birthDate ? [] : ['date' as const]),
      ...(passesLuhn(value.slice(2)) ? [] : ['check-digit' as const]),
    ],
    ...(birthDate && { birthDate }),
    // The last digit but one; clinical.md §2.2 has this rule as not verified.
    gender: Number(value.charAt(10)) % 2 === 0 ? 'female' : 'male',
  };
}
