import type { SamspilErrorCode } from '../../../errors.ts';

/**
 * What follows for a stored write when an attempt ends with an error:
 * - `park`: the server understood and said no. The write waits for a person, and what depends on it waits with it.
 * - `compare`: versions differ. First the question whether that is our own effect, then a person.
 * - `sign-in`: the session is over. The whole queue waits; nothing is deleted, and only the same user goes on.
 * - `stop`: the sender itself was told to stop.
 * - `again`: no usable answer; whether it arrived is unknown. It is repeated, and the route makes a repeat safe.
 */
export type Consequence = 'park' | 'compare' | 'sign-in' | 'stop' | 'again';

const CONSEQUENCES: Partial<Record<SamspilErrorCode, Exclude<Consequence, 'again'>>> = {
  denied: 'park',
  'not-found': 'park',
  gone: 'park',
  rejected: 'park',
  conflict: 'compare',
  'needs-login': 'sign-in',
  aborted: 'stop',
};

/** What follows from a code. One that is not known here counts as an unknown outcome: nothing is given up for it. */
export function consequenceOf(code: SamspilErrorCode): Consequence {
  return CONSEQUENCES[code] ?? 'again';
}
