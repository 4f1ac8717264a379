/** What the page of a soak is told about itself, in its address. */
export interface SoakPageOptions {
  readonly fhirBaseUrl: string;
}

/** One burst of saves. */
export interface Burst {
  /** Number of the first save; the next ones follow. */
  readonly from: number;
  readonly count: number;
}

/** Name of a save at the server. */
export const operationOf = (number: number): string => `soak-${number}`;

/** How many patients the saves go round. */
export const PATIENTS = 20;
