import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { invalid } from '../outcomes.ts';

/** Where a page ended: the sort keys of its last match, its row, and the total counted for the first page. */
export interface Cursor {
  readonly keys: readonly (string | number)[];
  readonly rid: number;
  readonly total?: number;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Writes a cursor so that nobody can read or change it: a sort key may be a name, and a URL is no place for names.
 *
 * @param key 32 bytes, kept with the database, so that links outlive a restart.
 */
export function sealCursor(cursor: Cursor, key: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(cursor), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/**
 * Reads a cursor of this server.
 *
 * @throws OperationOutcomeError 400 for a cursor of another database and for one that was changed.
 */
export function openCursor(text: string, key: Buffer): Cursor {
  try {
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const sealed = bytes.subarray(IV_BYTES + TAG_BYTES);
    const open = Buffer.concat([decipher.update(sealed), decipher.final()]);
    return JSON.parse(open.toString('utf8')) as Cursor;
  } catch {
    throw invalid('This paging link is not of this server or not whole. Start the search again.');
  }
}
