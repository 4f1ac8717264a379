import { SamspilError, isSamspilError } from '../../errors.ts';

/**
 * Names of errors after which a new connection may well work: the old one was closed under us, or the browser's storage
 * process was restarted. Losing a connection is normal on phones (`offline-faults.md` §6.9).
 */
const LOST_CONNECTION: ReadonlySet<string> = new Set([
  'InvalidStateError',
  'UnknownError',
  'AbortError',
  'TransactionInactiveError',
]);
/** Names of errors by which a browser says that there is no storage for us here. */
const NO_STORAGE: ReadonlySet<string> = new Set([
  'SecurityError',
  'NotAllowedError',
  'InvalidStateError',
  'VersionError',
  'TypeError',
]);

/** True when opening anew and repeating is worth a try. The transaction that failed had no effect. */
export function isLostConnection(error: unknown): boolean {
  return !isSamspilError(error) && LOST_CONNECTION.has(nameOf(error));
}

/** True when there was no room: nothing of the write was stored. */
export function isFull(error: unknown): boolean {
  return isSamspilError(error) && error.code === 'storage-full';
}

/** The coded error for what IndexedDB threw while opening or working. */
export function storageFault(error: unknown, during: 'open' | 'work'): SamspilError {
  if (error instanceof SamspilError) return error;
  const name = nameOf(error);
  if (name === 'QuotaExceededError') {
    return new SamspilError(
      'storage-full',
      'The device has no room left; nothing of this write was stored. Free some space.',
    );
  }
  if (during === 'open' && NO_STORAGE.has(name)) {
    return new SamspilError(
      'storage-blocked',
      'The browser gives no storage here; leave private mode, or reload the page.',
    );
  }
  return new SamspilError(
    'storage-damaged',
    `The browser's storage failed (${name || 'unknown'}); reload the page.`,
  );
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}
