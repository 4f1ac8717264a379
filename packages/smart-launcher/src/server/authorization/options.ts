import type { ScopeSet } from '@samspil/sdk/fhir';
import type { ClientRegistration } from '../../shared/client-registration.ts';

/** Somebody who can sign in to the simulator. */
export interface DirectoryUser {
  readonly id: string;
  readonly name: string;
  /** In words, for the sign-in page. */
  readonly role: string;
  /** `Practitioner/…`, `PractitionerRole/…`, `Patient/…`, `RelatedPerson/…`; without it the user is never granted `fhirUser`. */
  readonly fhirUser?: string;
}

/** The people of the simulator. Read once per request, so that a new list is seen at once. */
export type UserDirectory = readonly DirectoryUser[];

/** One line of the patient picker. */
export interface PatientChoice {
  readonly id: string;
  readonly name: string;
  /** Birth date and identifier, formatted for the page. */
  readonly detail: string;
}

/** Where the pages find patients. */
export interface PatientPicker {
  /** Best matches first; an empty text gives a first page of patients. */
  search(text: string): Promise<readonly PatientChoice[]> | readonly PatientChoice[];
  /** One patient by id, so that consent can name who it is about. */
  find?(id: string): Promise<PatientChoice | undefined> | PatientChoice | undefined;
}

export interface AuthorizationOptions {
  /** Where browsers reach this process, for example `http://localhost:8080`. The issuer is `${publicUrl}/auth`. */
  readonly publicUrl: string;
  /** The one audience of every token, for example `http://localhost:8080/fhir`. */
  readonly fhirBaseUrl: string;
  readonly users: UserDirectory;
  readonly patients: PatientPicker;
  readonly clients: readonly ClientRegistration[];
  /** Keys, sessions, grants and refresh tokens survive a restart in this folder. Without it everything is in memory. */
  readonly dataDir?: string;
  /** Milliseconds since the epoch, default `Date.now`. oidc-provider reads `Date` itself: a test replaces both. */
  readonly clock?: () => number;
}

/** What one access token permits. */
export interface Access {
  readonly clientId: string;
  readonly scopes: ScopeSet;
  /** Id of the patient that `patient/` scopes are confined to. */
  readonly patient?: string;
  readonly encounter?: string;
  /** Relative reference of the signed-in user. */
  readonly fhirUser?: string;
}
