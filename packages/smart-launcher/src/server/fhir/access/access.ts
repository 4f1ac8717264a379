import type { ScopeSet } from '@samspil/sdk/fhir';

/** What a valid token permits. */
export interface Access {
  readonly clientId: string;
  readonly scopes: ScopeSet;
  /** Id of the patient in context. Without it `patient/` scopes permit nothing of any patient. */
  readonly patient?: string;
  /** `Practitioner/id` and the like; written to no record, kept for the audit. */
  readonly fhirUser?: string;
}
