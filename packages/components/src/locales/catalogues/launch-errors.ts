import type { SamspilErrorCode } from '@samspil/sdk';
import da from '../da/launchErrors.json';
import type { Catalogue } from '../text.ts';

/** Codes that only what opens an app or signs in can meet. An element inside the app need not carry their texts. */
export type LaunchErrorCode = Extract<
  SamspilErrorCode,
  `launch-${string}` | 'handshake-timeout' | 'unknown-issuer' | 'version-mismatch'
>;

/** Why an app could not be opened, one text per code; a code without a text does not compile. */
export const launchErrorTexts = {
  part: 'launchErrors',
  da,
} as const satisfies Catalogue<`error.${LaunchErrorCode}`>;
