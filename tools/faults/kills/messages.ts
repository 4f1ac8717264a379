import type { ReceiptSnapshot } from '@samspil/sdk';
import type { WorkerFailpoint } from './failpoints.ts';

/** Says which tab a request is from: two of one tab may be on their way side by side, two of different tabs may not. */
export const TAB_HEADER = 'x-kit-tab';

/** What a page is told about itself, in its address. */
export interface PageOptions {
  /** Origin of the controlling process. */
  readonly control: string;
  /** `Practitioner/id`. */
  readonly user: string;
  readonly fhirBaseUrl: string;
  readonly worker: WorkerOptions;
}

/** What its worker is told, in its address: text only. */
export interface WorkerOptions {
  /** Name of the tab. */
  readonly tab?: string;
  readonly failpoint?: WorkerFailpoint;
  /** Which time it is reached, from 1. */
  readonly nth?: string;
  readonly skewMs?: string;
  readonly isHasty?: '';
}

/** What a page, or its worker, says to the controlling process. `copied`: the witness has its second copy. */
export type KitMessage =
  | { readonly kind: 'promise'; readonly operationId: string; readonly snapshot: ReceiptSnapshot }
  | { readonly kind: 'state'; readonly snapshot: ReceiptSnapshot }
  | { readonly kind: 'copied' };
