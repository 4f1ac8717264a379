import { createHash } from 'node:crypto';

const MAX_LENGTH = 250;

/**
 * A text as it is stored in an index: as it is, or, when it is longer than an index row should be, its beginning and its
 * SHA-256. Used on both sides of the comparison, so that long texts are still found and told apart.
 */
export function indexable(text: string): string {
  // PostgreSQL stores no NUL; FHIR forbids it in strings.
  const clean = text.replaceAll('\0', '');
  if (clean.length <= MAX_LENGTH) return clean;
  return `${clean.slice(0, MAX_LENGTH - 65)}#${createHash('sha256').update(clean).digest('hex')}`;
}

/** How strings are compared unless asked for exactly: without case and accents (FHIR R4 §3.1.1.4.8). */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_LENGTH);
}
