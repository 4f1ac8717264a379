import type { FhirResource } from 'fhir/r4';
import type { CallOptions, ReceiptSnapshot, SearchParameters } from '../workplace/types.ts';

/** One page of a search: the resources of this patient, and a token for the next page if there is one. */
export interface RecordPage {
  resources: FhirResource[];
  cursor?: string;
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
  read(reference: string, options?: CallOptions): Promise<FhirResource>;
  searchPage(request: PageRequest, options?: CallOptions): Promise<RecordPage>;
  save(
    resources: readonly FhirResource[],
    operationId: string,
    options?: CallOptions,
  ): Promise<ReceiptSnapshot>;
  receipts(): Promise<ReceiptSnapshot[]>;
  subscribe(listener: (snapshot: ReceiptSnapshot) => void): () => void;
}
