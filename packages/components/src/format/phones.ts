/** Digits after which a country's code ends; codes of three digits are the rest. */
const COUNTRY = /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})(\d+)$/;

/** The own country of a Danish user: its code is not shown (TEL-01). */
const OWN = '45';

/**
 * A telephone number as it is read aloud: `20 12 34 56`, `+46 701 234 567`. No brackets, groups by spaces, a plus and one
 * space around a foreign code (TEL-01 to TEL-03). What is no number we know stays as it was typed (TEL-05).
 */
export function formatPhone(typed: string): string {
  const bare = typed
    .replace(/\(0\)/g, '')
    .replace(/[\s().\-/]/g, '')
    .replace(/^00/, '+');
  if (/^\d{8}$/.test(bare)) return inGroups(bare, 2);
  const [, code, rest] = bare.startsWith('+') ? (COUNTRY.exec(bare.slice(1)) ?? []) : [];
  if (code === undefined || rest === undefined) return typed.trim();
  if (code === OWN) return rest.length === 8 ? inGroups(rest, 2) : typed.trim();
  return `+${code} ${inGroups(rest, rest.length === 8 ? 2 : 3)}`;
}

function inGroups(digits: string, size: number): string {
  const groups: string[] = digits.match(new RegExp(`\\d{1,${size}}`, 'g')) ?? [];
  const last = groups.at(-1);
  // A single digit at the end would be lost beside the others.
  if (last?.length === 1 && groups.length > 1) groups.splice(-2, 2, `${groups.at(-2)}${last}`);
  return groups.join(' ');
}
