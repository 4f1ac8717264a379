/**
 * An app that may ask this server for access (SMART App Launch 2.2, "App registration"). Registered by configuration:
 * what is not written here cannot be asked for. Wire names, so that a registration can be a JSON file.
 */
export interface ClientRegistration {
  readonly client_id: string;
  /** Shown to the person who gives consent. */
  readonly name: string;
  /** Compared character by character; no wildcards, no port leniency. */
  readonly redirect_uris: readonly string[];
  /** Full launch URLs; the workplace opens nothing else. Empty for an app that is never launched from the EHR. */
  readonly launch_urls: readonly string[];
  /** The most the app may ever be granted, space-separated, SMART v1 or v2 syntax. */
  readonly scope: string;
  /** The workplace itself: consent is part of the employment, not of the launch. Default false. */
  readonly first_party?: boolean;
  readonly post_logout_redirect_uris?: readonly string[];
  /** Present for a confidential client, which then authenticates with `client_secret_basic`. */
  readonly client_secret?: string;
  /** `optional` exists for apps older than SMART 2.0 that send no challenge. Default `required`. */
  readonly pkce?: 'required' | 'optional';
}

/** The web origins an app calls from: those of its redirect and launch URLs. They alone get CORS answers. */
export function clientOrigins(client: ClientRegistration): ReadonlySet<string> {
  const urls = [...client.redirect_uris, ...client.launch_urls];
  // A custom scheme has the opaque origin `null`, which every sandboxed page shares: it identifies nobody.
  return new Set(urls.map((url) => new URL(url).origin).filter((origin) => origin !== 'null'));
}
