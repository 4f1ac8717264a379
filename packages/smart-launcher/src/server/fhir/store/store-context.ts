import type { Definitions } from '../definitions/definitions.ts';

/** What every part of the store needs to know. */
export interface StoreContext {
  readonly definitions: Definitions;
  /** This server's FHIR base without a trailing slash. References that begin with it are local. */
  readonly fhirBaseUrl: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
  /** 32 bytes that seal the cursors of paging links. */
  readonly cursorKey: Buffer;
}
