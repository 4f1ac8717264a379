/**
 * Member of `.well-known/smart-configuration` that holds the URL of the key release: an extension, named by an absolute
 * URI as SMART App Launch 2.2 asks of what it does not define.
 *
 * `GET` of that URL with a Bearer token answers {@link KeyRelease}. The device encrypts its outbox under that key and
 * keeps it in memory only: after logout the token is dead, the key is not given out, and what lies on the device
 * cannot be read until the same person signs in again.
 */
export const KEY_RELEASE_MEMBER = 'https://samspil.dk/smart/key-release';

/** The answer of the key release. */
export interface KeyRelease {
  /** 32 bytes, base64url without padding. The same for the same issuer, user and client. */
  readonly key: string;
}
