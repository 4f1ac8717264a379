/**
 * The server's half of the encrypted store: it gives out a key only to a signed-in user. `GET` of the URL under
 * {@link KEY_RELEASE_MEMBER} of the SMART configuration, with a Bearer token, answers {@link KeyRelease}. The device
 * keeps it in memory only: after logout what lies on the device cannot be read until the same person signs in again.
 */
export { KEY_RELEASE_MEMBER } from '@samspil/sdk/launch';

/** The answer of the key release. */
export interface KeyRelease {
  /** 32 bytes, base64url without padding. The same for the same issuer, user and client. */
  readonly key: string;
}
