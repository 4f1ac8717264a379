import type { FhirResource, Patient } from 'fhir/r4';
import type { CallOptions, ReceiptSnapshot, RestRequest, SearchParameters } from '../workplace/types.ts';

/** How a call is made, as the side that holds the record sees it. */
export interface RecordCall extends CallOptions {
  /** The caller's position in a trace, for the requests the call leads to. */
  traceparent?: string;
}

/** How a save is made. */
export interface RecordSave extends RecordCall {
  /** Receipt of the refused write it takes the place of. */
  replaces?: string;
  /** Which view of the plugin saves: the host's to say. */
  view?: string;
}

/** One resource of this patient. */
export interface RecordRead {
  resource: FhirResource;
  /** When it was asked of the server, ISO 8601. */
  fetchedAt: string;
}

/** One page of a search: the resources of this patient, and a token for the next page if there is one. */
export interface RecordPage {
  resources: FhirResource[];
  cursor?: string;
  /** When it was asked of the server, ISO 8601. */
  fetchedAt: string;
}

export type PageRequest =
  | { resourceType: string; parameters: SearchParameters }
  /** A token from an earlier page. Opaque: the address behind it stays with the side that holds the token. */
  | { resourceType: string; cursor: string };

/**
 * One patient's record as seen through one lease. The host's side works on the FHIR server and the outbox, the plugin's
 * side on the port: everything above this interface is the same in all surroundings.
 */
export interface RecordAccess {
  read(reference: string, options?: RecordCall): Promise<RecordRead>;
  searchPage(request: PageRequest, options?: RecordCall): Promise<RecordPage>;
  request(request: RestRequest, options?: RecordCall): Promise<RecordRead>;
  /** The Patient of the lease. */
  patient(options?: RecordCall): Promise<Patient>;
  save(
    resources: readonly FhirResource[],
    operationId: string,
    options?: RecordSave,
  ): Promise<ReceiptSnapshot>;
  receipts(): Promise<ReceiptSnapshot[]>;
  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void;
}
