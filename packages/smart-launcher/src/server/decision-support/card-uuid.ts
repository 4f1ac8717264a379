import { createHash } from 'node:crypto';

/**
 * A UUID made of what a card is about (RFC 9562, version 8): the same advice about the same data has the same one, whoever
 * asks and however often. So a client knows an answered card again, and a task made from it can be found.
 */
export function uuidOf(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
