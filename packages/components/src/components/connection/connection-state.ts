import type { ReceiptsState } from '../../controllers/receipts-controller.ts';

/** Whether the record can be reached, as one of four words. */
export type ConnectionState = 'online' | 'offline' | 'reconnecting' | 'signedOut';

/** What is known of the way to the record. */
export interface ConnectionFacts {
  /** Undefined while there is no workplace to ask. */
  readonly isOnline: boolean | undefined;
  /** The workplace answers. */
  readonly isReachable: boolean;
  /** The session is over, as the page says. */
  readonly isSignedOut: boolean;
  readonly receipts: ReceiptsState;
}

/**
 * What hinders most comes first: without a connection nobody can sign in, and a workplace that does not answer knows neither.
 * That the session is over is also told by writes that wait for a sign-in.
 */
export function connectionState({
  isOnline,
  isReachable,
  isSignedOut,
  receipts,
}: ConnectionFacts): ConnectionState {
  if (isOnline === false) return 'offline';
  if (isOnline === undefined || !isReachable) return isSignedOut ? 'signedOut' : 'reconnecting';
  const waitsForLogin = receipts.receipts.some(({ state }) => state === 'needs-login');
  return isSignedOut || waitsForLogin ? 'signedOut' : 'online';
}
