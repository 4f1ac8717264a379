/** The launch codec: what the workplace puts into an EHR launch, and the URL that carries it to the app. */

/**
 * One further resource in context (SMART App Launch 2.2, "fhirContext"). At least one of `reference`, `canonical` and
 * `identifier`; `reference` is relative. A missing `role` means `launch`.
 */
export interface FhirContextItem {
  readonly reference?: string;
  readonly canonical?: string;
  readonly identifier?: { readonly system?: string; readonly value?: string };
  readonly type?: string;
  readonly role?: string;
}

/** Launch context as it stands in the token response: top-level members with their wire names. */
export interface LaunchContext {
  readonly patient?: string;
  readonly encounter?: string;
  readonly need_patient_banner?: boolean;
  readonly intent?: string;
  readonly tenant?: string;
  readonly smart_style_url?: string;
  readonly fhirContext?: readonly FhirContextItem[];
}

/** What the workplace asks the server to prepare before it opens an app. */
export interface LaunchRequest {
  readonly clientId: string;
  /** Id of the signed-in user in the directory; nobody else can use the launch. */
  readonly user: string;
  /** One of the client's registered launch URLs; default its first. */
  readonly launchUrl?: string;
  /** Id, not a reference. */
  readonly patient?: string;
  /** Id, not a reference. */
  readonly encounter?: string;
  readonly needPatientBanner?: boolean;
  readonly intent?: string;
  readonly tenant?: string;
  /** Absolute URL; a new one whenever the style changes. */
  readonly smartStyleUrl?: string;
  readonly fhirContext?: readonly FhirContextItem[];
}

/** A prepared launch: the opaque id, and the URL to open. */
export interface PreparedLaunch {
  readonly launch: string;
  readonly url: string;
}

/** Adds `iss` and `launch` to a launch URL; its own query stays. */
export function encodeLaunchUrl(launchUrl: string, parameters: { iss: string; launch: string }): string {
  const url = new URL(launchUrl);
  url.searchParams.set('iss', parameters.iss);
  url.searchParams.set('launch', parameters.launch);
  return url.href;
}

/** Reads `iss` and `launch` from the URL an app was opened with; undefined when it was not an EHR launch. */
export function decodeLaunchUrl(url: string): { iss: string; launch: string } | undefined {
  const { searchParams } = new URL(url);
  const iss = searchParams.get('iss');
  const launch = searchParams.get('launch');
  return iss && launch ? { iss, launch } : undefined;
}
