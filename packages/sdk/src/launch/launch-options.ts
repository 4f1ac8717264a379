import { SamspilError } from '../errors.ts';
import type { Runtime } from '../runtime.ts';

/** What a launch needs to know of the app. */
export interface LaunchOptions {
  clientId: string;
  /** SMART scopes, space separated. */
  scope: string;
  /** The server to launch against; in an EHR launch the `iss` of the address. */
  fhirBaseUrl: string;
  /** FHIR base URLs this app agrees to be launched with, compared exactly. */
  trustedIssuers: readonly string[];
  /** Registered in full at the authorization server. */
  redirectUri: string;
  /** The `launch` of an EHR launch, byte for byte. */
  launch?: string;
  /** BCP 47; the language of the sign-in page. */
  uiLocales?: string;
  runtime: Runtime;
  /** Where the launch state and the session live. Default: this tab's `sessionStorage`. */
  storage?: Storage;
  /** Sends the browser on. Default: `location.assign`. */
  navigate?: (url: string) => void;
}

/**
 * Where launch state and session are kept: this tab only, and gone with it.
 *
 * @throws `storage-blocked` where the browser gives this page none, as in many frames
 */
export function storageOf(options: Pick<LaunchOptions, 'storage'>): Storage {
  if (options.storage) return options.storage;
  try {
    return globalThis.sessionStorage;
  } catch {
    throw new SamspilError(
      'storage-blocked',
      'The browser gives this page no storage for the launch: open it in a window of its own.',
    );
  }
}
