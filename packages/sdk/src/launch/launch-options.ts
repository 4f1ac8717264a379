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

/** Where launch state and session are kept: this tab only, and gone with it. */
export function storageOf(options: Pick<LaunchOptions, 'storage'>): Storage {
  return options.storage ?? globalThis.sessionStorage;
}
